import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';

/** Where the guide is served. */
export const guidePath = '/aide';

/** Where its pictures are served. */
export const picturesPath = `${guidePath}/images`;

/** The folder of the guide, and that of its pictures: Markdown that is also read where the sources are. */
export const guideFolder = join(packageRoot(), 'docs', 'guide');
export const picturesFolder = join(guideFolder, 'images');

/** The file that leads to all others, in the order in which they are read. */
const first = 'README.md';

/** A page of the guide: its title, the sentence under it, and the rest in Markdown. */
export interface GuidePage {
  /** Where it is served: `/aide/ma-semaine`. */
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly body: string;
}

/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** All that the guide shows. */
export interface Guide {
  readonly index: GuidePage;
  /** In the order of the index. */
  readonly pages: readonly GuidePage[];
  /** By file name: `semaine.png`. */
  readonly pictures: ReadonlyMap<string, PictureSize>;
}

/**
 * Reads the guide.
 * @throws the failure of the reading: an installation that lacks a file, or a page that has no title.
 */
export async function readGuide(): Promise<Guide> {
  const index = await readPage(first);
  const named = [...new Set([...index.body.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name = '']) => name))];
  const names = (await readdir(picturesFolder)).filter((name) => name.endsWith('.png'));
  const sizes = names.map(
    async (name) => [name, sizeOf(await readFile(join(picturesFolder, name)))] as const,
  );
  return {
    index,
    pages: await Promise.all(named.map(readPage)),
    pictures: new Map(await Promise.all(sizes)),
  };
}

async function readPage(name: string): Promise<GuidePage> {
  const text = await readFile(join(guideFolder, name), 'utf8');
  const [, title, lead, body] = /^# (.+)\n\n(.+(?:\n.+)*)\n+([\s\S]*)$/.exec(text) ?? [];
  if (title === undefined || lead === undefined || body === undefined)
    throw new Error(`« ${name} » : attendu, « # titre », une phrase, puis le texte de la page.`);
  return { path: servedAt(name), title, lead: lead.replaceAll('\n', ' '), body };
}

/** Where a link of a page leads: `avenant.md#signer` is `/aide/avenant#signer`; what is no page stays as it is. */
export function servedAt(href: string): string {
  if (href === first) return guidePath;
  return href.replace(/^([\w-]+)\.md(?=#|$)/, `${guidePath}/$1`);
}

/** As its header says (PNG, second edition, § 11.2.2). */
export function sizeOf(png: Buffer): PictureSize {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
