import { execFile } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from '../../../contract/system-error.ts';

const run = promisify(execFile);

/** Blocks that are not taken at once. */
const spare = 256;

/** A disk of its own, in memory, which can be filled and made read-only. */
export class Disk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Makes one.
   * @throws the system's error when this user may not.
   */
  static async make(folder: string, megabytes: number): Promise<Disk> {
    await mkdir(folder, { recursive: true });
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
    return new Disk(folder);
  }

  /** Leaves no octet free. */
  async fill(): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    // Others write meanwhile: what is left by then is filled block by block.
    await run('fallocate', ['-l', String(Math.max(1, bavail - spare) * bsize), this.#ballast]);
    const file = openSync(this.#ballast, 'a');
    try {
      for (;;) writeSync(file, Buffer.alloc(bsize));
    } catch (error) {
      if (!hasCode(error, 'ENOSPC')) throw error;
    } finally {
      closeSync(file);
    }
  }

  async empty(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  /** Takes nothing more; refused by the system while a file is open for writing. */
  async lock(): Promise<void> {
    await run('mount', ['-o', 'remount,ro', this.folder]);
  }

  async unlock(): Promise<void> {
    await run('mount', ['-o', 'remount,rw', this.folder]);
  }

  async remove(): Promise<void> {
    // Lazily: a process that is just ending may still hold a file.
    await run('umount', ['-l', this.folder]);
  }

  get #ballast(): string {
    return join(this.folder, 'ballast');
  }
}
