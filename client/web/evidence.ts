import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesIn, type KeptFile } from '../../convention/cited-files.ts';
import type { Convention } from '../../convention/convention.ts';
import { Refused } from '../../convention/errors.ts';

/** Largest file taken, in bytes. */
export const largestFile = 10 * 1024 * 1024;
/** Most files kept for one convention. */
export const mostFiles = 1000;

/** What may be kept: media type, and how its content begins. Nothing that a browser would run. */
const kinds: readonly { readonly ends: RegExp; readonly type: string; readonly begins: readonly number[] }[] =
  [
    { ends: /\.pdf$/i, type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
    { ends: /\.png$/i, type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
    { ends: /\.jpe?g$/i, type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
    // OpenDocument and Office Open XML are ZIP files.
    { ends: /\.(odt|ods|odp|docx|xlsx|pptx)$/i, type: 'application/zip', begins: [0x50, 0x4b, 0x03, 0x04] },
  ];

const accepted = 'un fichier PDF, PNG, JPEG, ODT, ODS, DOCX ou XLSX de 10 Mo au plus';

/** The files that prove things, in a folder for each convention: what one keeps, no text of another can cite. */
export class EvidenceFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Keeps a file of a convention.
   * @throws Refused `BAD_ACT` when it is not of a kind that is kept, or is not what its name says, or is one too many.
   */
  async keep(convention: string, name: string, content: Uint8Array): Promise<KeptFile> {
    const clean = cleanName(name);
    const kind = kinds.find(({ ends }) => ends.test(clean));
    if (content.byteLength === 0)
      throw new Refused('BAD_ACT', `« ${clean} » est vide ; accepté : ${accepted}.`);
    if (content.byteLength > largestFile)
      throw new Refused('BAD_ACT', `« ${clean} » dépasse 10 Mo ; accepté : ${accepted}.`);
    if (!kind)
      throw new Refused('BAD_ACT', `« ${clean} » n’est pas d’un type accepté ; accepté : ${accepted}.`);
    if (!kind.begins.every((byte, index) => content[index] === byte)) {
      throw new Refused('BAD_ACT', `« ${clean} » n’est pas ce que dit son nom ; accepté : ${accepted}.`);
    }
    const sha256 = createHash('sha256').update(content).digest('hex');
    const folder = this.#folderOf(convention);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const kept = await readdir(folder);
    if (kept.length >= mostFiles && !kept.includes(sha256))
      throw new Refused('BAD_ACT', `Cette convention a déjà ${mostFiles} pièces ; citez plutôt une adresse.`);
    const draft = join(folder, `${sha256}.part`);
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, join(folder, sha256));
    return { sha256, name: clean };
  }

  /** The content of a file that is kept for a convention; undefined when it is not. */
  async read(convention: string, sha256: string): Promise<Uint8Array | undefined> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
    return readFile(join(this.#folderOf(convention), sha256)).catch(() => undefined);
  }

  /** Those of some files that are kept for a convention: a signed text may be known by its SHA-256 alone. */
  async those(convention: string, files: readonly KeptFile[]): Promise<KeptFile[]> {
    const folder = this.#folderOf(convention);
    const are = await Promise.all(
      files.map(({ sha256 }) =>
        access(join(folder, sha256)).then(
          () => true,
          () => false,
        ),
      ),
    );
    return files.filter((_file, rank) => are[rank]);
  }

  /** @throws RangeError when it is no id of a convention. */
  #folderOf(convention: string): string {
    if (!/^[a-z0-9-]{1,60}$/.test(convention)) throw new RangeError('not the id of a convention');
    return join(this.#folder, convention);
  }
}

/** The files that a record proves things with: those that its texts cite, and the signed texts of its amendments. */
export function filesOf(record: Convention): KeptFile[] {
  const signed = record.amendments.flatMap(({ id, signature }) =>
    signature ? [{ name: `avenant-${id}.pdf`, sha256: signature.sha256 }] : [],
  );
  const files = [...filesIn(JSON.stringify(record)), ...signed];
  return [...new Map(files.map((file) => [file.sha256, file])).values()];
}

/** The media type that a kept file is served with, by its name. */
export function typeOf(name: string): string {
  return kinds.find(({ ends }) => ends.test(name))?.type ?? 'application/octet-stream';
}

/** How a header says under which name a file is to be saved (RFC 6266, RFC 8187). */
export function attachmentOf(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}

/** A name that is one line, without path nor guillemets. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{C}«»"<>|]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const dot = clean.lastIndexOf('.');
  const end = dot > 0 ? clean.slice(dot) : '';
  // Cut between characters: half a one cannot be written in an address.
  const stem = [...clean.slice(0, Math.max(1, 90 - end.length)).replace(end, '')];
  return `${stem.filter((one) => !/^\p{Cs}$/u.test(one)).join('')}${end}` || 'fichier';
}
