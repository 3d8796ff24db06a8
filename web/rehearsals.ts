import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Rehearsal } from '../rehearsal/rehearse.ts';

/** A rehearsal asked for on the web. */
export type RehearsalJob = { readonly owner: string; readonly document: unknown } & (
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'done'; readonly rehearsal: Rehearsal; readonly letters: readonly RehearsedLetter[] }
);

/** A mail of a rehearsal as it would be read. */
export interface RehearsedLetter {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Rehearsals kept to be looked at. */
const kept = 20;

/**
 * Rehearsals that run beside the pages, one after the other: each is a whole life on a Temporal server of its own, in
 * a process of its own.
 */
export class Rehearsals {
  readonly #rehearse: typeof rehearsed;
  readonly #jobs = new Map<string, RehearsalJob>();
  #last: Promise<void> = Promise.resolve();

  /** @param rehearse plays a life; in a process of its own by default. */
  constructor(rehearse: typeof rehearsed = rehearsed) {
    this.#rehearse = rehearse;
  }

  /**
   * Begins the rehearsal of a document, as people write it. One that newer ones have pushed out before its turn is
   * not played: nobody could look at it.
   * @returns what to ask for it by.
   */
  begin(document: { readonly signedOn: string }, owner: string): string {
    const id = randomBytes(16).toString('base64url');
    this.#jobs.set(id, { owner, document, state: 'running' });
    for (const [old] of [...this.#jobs].slice(0, Math.max(0, this.#jobs.size - kept))) this.#jobs.delete(old);
    this.#last = this.#last.then(async () => {
      if (!this.#jobs.has(id)) return;
      const outcome = await this.#rehearse(document).catch((error: unknown) => ({
        state: 'failed' as const,
        why: whyOf(error),
      }));
      if (this.#jobs.has(id)) this.#jobs.set(id, { owner, document, ...outcome });
    });
    return id;
  }

  /** A rehearsal that this owner asked for. */
  find(id: string, owner: string): RehearsalJob | undefined {
    const job = this.#jobs.get(id);
    return job?.owner === owner ? job : undefined;
  }
}

async function rehearsed(document: { readonly signedOn: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'delegation-rehearsal-'));
  try {
    const file = join(folder, 'document.json');
    await writeFile(file, JSON.stringify(document));
    const cli = fileURLToPath(new URL('../cli/main.js', import.meta.url));
    const mails = join(folder, 'mails');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [cli, 'rehearse', file, '--signed-on', document.signedOn, '--mails', mails, '--json'],
      { maxBuffer: 64 * 1024 * 1024, timeout: 5 * 60_000 },
    );
    // Ours: the shape that the command promises.
    const rehearsal = JSON.parse(stdout) as Rehearsal;
    return { state: 'done' as const, rehearsal, letters: await lettersIn(mails, rehearsal.mails) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The letters of a rehearsal, from the files that the command wrote in the order of its mails. */
export async function lettersIn(folder: string, mails: Rehearsal['mails']): Promise<RehearsedLetter[]> {
  const names = (await readdir(folder)).sort();
  // Loaded at need: few processes ever read a rehearsal.
  const { simpleParser } = await import('mailparser');
  if (names.length !== mails.length) throw new Error(`${mails.length} mails, ${names.length} files`);
  return Promise.all(
    mails.map(async ({ at, to: address, subject }, rank) => {
      const { to, text = '' } = await simpleParser(await readFile(join(folder, names[rank] ?? '')));
      return { at, to: [to ?? []].flat()[0]?.text ?? address, subject, text };
    }),
  );
}

/** The command's own words when it said why. */
function whyOf(error: unknown): string {
  const stdout = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  const said = /"message": "((?:[^"\\]|\\.)*)"/.exec(stdout)?.[1];
  return said ? JSON.parse(`"${said}"`) : 'La répétition n’a pas pu avoir lieu sur ce serveur.';
}
