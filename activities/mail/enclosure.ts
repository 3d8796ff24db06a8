import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptFile } from '../../convention/cited-files.ts';
import type { Letter } from '../../convention/letter.ts';

/** A file that goes with a letter. */
export interface EnclosedFile extends KeptFile {
  readonly content: Uint8Array;
}

/** What the files of a letter may weigh together, in bytes: servers take 10 MB of mail, and files grow by a third in it. */
const heaviest = 7 * 1024 * 1024;

/**
 * The files that a letter encloses and that are within reach, whole: a worker on another machine may have none. One
 * that is not what it was when it was kept is left out.
 * @param folder of the files that prove things, one under it for each convention.
 */
export async function enclosedIn(
  folder: string | undefined,
  convention: string,
  { items }: Letter,
): Promise<EnclosedFile[]> {
  const files = items.flatMap((item) => (item.kind === 'news' ? (item.enclosed?.files ?? []) : []));
  const found: EnclosedFile[] = [];
  let weight = 0;
  for (const file of files) {
    const content = folder === undefined ? undefined : await whole(join(folder, convention), file);
    if (!content || weight + content.byteLength > heaviest) continue;
    weight += content.byteLength;
    found.push({ ...file, content });
  }
  return found;
}

async function whole(folder: string, { sha256 }: KeptFile): Promise<Uint8Array | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  const content = await readFile(join(folder, sha256)).catch(() => undefined);
  return content && createHash('sha256').update(content).digest('hex') === sha256 ? content : undefined;
}
