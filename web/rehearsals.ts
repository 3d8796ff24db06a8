import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Rehearsal } from '../rehearsal/rehearse.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { sealed, unsealed } from './sign-in/sealed.ts';

/** A rehearsal asked for on the web. */
export type RehearsalJob =
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'done'; readonly rehearsal: Rehearsal; readonly letters: readonly RehearsedLetter[] };

/** A mail of a rehearsal as it would be read. */
export interface RehearsedLetter {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Rehearsals of this process that are kept to be looked at. */
const kept = 20;
/** After which one that runs is believed to have ended with its process. */
const patienceMs = 10 * 60_000;
/** After which nobody looks at one any more: no session lasts longer. */
const keptMs = 8 * 3_600_000;

/** A rehearsal as it is kept, sealed. Ours: only this class writes it. */
type KeptJob = RehearsalJob & { readonly begunAt: number };

/**
 * Rehearsals that run beside the pages, one after the other: each is a whole life on a Temporal server of its own, in
 * a process of its own. What came of one is kept where every web process finds it, sealed under its owner.
 */
export class Rehearsals {
  readonly #store: ObjectStore;
  readonly #rehearse: typeof rehearsed;
  /** Those of this process, the oldest first. */
  readonly #mine = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  /** @param rehearse plays a life; in a process of its own by default. */
  constructor(store: ObjectStore, rehearse: typeof rehearsed = rehearsed) {
    this.#store = store;
    this.#rehearse = rehearse;
  }

  /**
   * Begins the rehearsal of a document, as people write it. One that newer ones have pushed out before its turn is
   * not played: nobody could look at it.
   * @param owner a secret of who may look at it.
   * @returns what to ask for it by.
   */
  async begin(document: { readonly signedOn: string }, owner: string): Promise<string> {
    const id = randomBytes(16).toString('hex');
    const begunAt = Date.now();
    this.#mine.add(id);
    const out = [...this.#mine].slice(0, Math.max(0, this.#mine.size - kept));
    for (const old of out) this.#mine.delete(old);
    const noted = this.#note(id, owner, { state: 'running', begunAt }).then(() => this.#forget(out));
    this.#last = this.#last
      .then(() => noted)
      .then(async () => {
        if (!this.#mine.has(id)) return;
        const outcome = await this.#rehearse(document).catch((error: unknown) => ({
          state: 'failed' as const,
          why: whyOf(error),
        }));
        await this.#note(id, owner, { ...outcome, begunAt });
      })
      // The storage is out of reach: whoever asked is told so, or that this one has not ended.
      .catch(() => {});
    await noted;
    return id;
  }

  /** A rehearsal that this owner asked for. */
  async find(id: string, owner: string): Promise<RehearsalJob | undefined> {
    const content = /^[0-9a-f]{32}$/.test(id) ? await this.#store.get(id) : undefined;
    const job = content && (unsealed(owner, 'rehearsal', content) as KeptJob | undefined);
    if (job?.state !== 'running' || Date.now() - job.begunAt < patienceMs) return job;
    return { state: 'failed', why: 'Elle n’a pas abouti en dix minutes : recommencez.' };
  }

  async #note(id: string, owner: string, job: KeptJob): Promise<void> {
    if (this.#mine.has(id)) await this.#store.put(id, sealed(owner, 'rehearsal', job));
  }

  /** Forgets some, and those that nobody looks at any more. */
  async #forget(some: readonly string[]): Promise<void> {
    const old = (await this.#store.list()).filter(({ at }) => Date.now() - at > keptMs);
    for (const id of [...some, ...old.map(({ key }) => key)]) await this.#store.delete(id);
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
