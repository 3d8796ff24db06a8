import { open } from 'node:fs/promises';
import type { SmtpLine } from './smtp-faults.ts';

export type TakenLetter = Extract<SmtpLine, { kind: 'taken' }> & {
  /** Whether whoever sent it is known to have learnt that it was taken. */
  readonly isKnown: boolean;
};

/** What the mail server has taken, by what is on its disk. */
export class Post {
  readonly #journal: string;
  #read = 0;
  #rest = '';
  readonly #taken: TakenLetter[] = [];

  constructor(journal: string) {
    this.#journal = journal;
  }

  /** Everything taken so far, oldest first. */
  async all(): Promise<readonly TakenLetter[]> {
    for (const line of await this.#newLines()) {
      const read: SmtpLine = JSON.parse(line);
      if (read.kind === 'taken') this.#taken.push({ ...read, isKnown: false });
      else {
        const rank = this.#taken.findLastIndex(({ session }) => session === read.session);
        const letter = this.#taken[rank];
        if (letter) this.#taken[rank] = { ...letter, isKnown: true };
      }
    }
    return this.#taken;
  }

  async #newLines(): Promise<string[]> {
    const file = await open(this.#journal, 'r');
    try {
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(size - this.#read), 0, size - this.#read, this.#read);
      this.#read = size;
      const lines = (this.#rest + buffer.toString()).split('\n');
      this.#rest = lines.pop() ?? '';
      return lines;
    } finally {
      await file.close();
    }
  }
}
