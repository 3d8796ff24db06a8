import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ifThere, syncFolder, writeWhole } from '../contract/durable-file.ts';
import { hasCode } from '../contract/system-error.ts';
import { checkedKey, type Listed, type ObjectStore } from './object-store.ts';

/** What is being written, beside what it will be: `writeWhole` names it so. */
const draftEnd = /\.[0-9a-f]{12}$/;

/** Contents as files of a folder, made at first need, for its user alone. Several machines may share it. */
export class FolderStore implements ObjectStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(key: string): Promise<Uint8Array | undefined> {
    return ifThere(readFile(this.#path(key)));
  }

  async sizeOf(key: string): Promise<number | undefined> {
    return (await ifThere(stat(this.#path(key))))?.size;
  }

  async put(key: string, content: Uint8Array): Promise<void> {
    await writeWhole(await this.#madeFor(key), content);
  }

  async createOnce(key: string, content: Uint8Array): Promise<boolean> {
    const path = await this.#madeFor(key);
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, content, { mode: 0o600, flush: true });
    try {
      return await linked(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
  }

  async copy(from: string, to: string): Promise<boolean> {
    const target = await this.#madeFor(to);
    // What is kept is replaced, never changed: two names of one file are as good as two files.
    const found = await ifThere(linked(this.#path(from), target));
    return found !== undefined;
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  async list(folder?: string): Promise<Listed[]> {
    const under = folder === undefined ? this.#folder : this.#path(folder);
    const entries = (await ifThere(readdir(under, { withFileTypes: true, recursive: true }))) ?? [];
    const listed = entries
      .filter((entry) => entry.isFile() && !draftEnd.test(entry.name))
      .map(async (entry): Promise<Listed[]> => {
        const path = join(entry.parentPath, entry.name);
        // Others keep and remove meanwhile.
        const found = await ifThere(stat(path));
        const key = relative(this.#folder, path).split(sep).join('/');
        return found ? [{ key, size: found.size, at: found.mtimeMs }] : [];
      });
    return (await Promise.all(listed)).flat().sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  #path(key: string): string {
    return join(this.#folder, checkedKey(key));
  }

  async #madeFor(key: string): Promise<string> {
    const path = this.#path(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  }
}

/** Gives a file a second name, for good. @returns false when that name is taken. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  await syncFolder(dirname(to));
  return true;
}
