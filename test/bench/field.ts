import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { z } from 'zod';
import { connectToEngine } from '../../client/connection.ts';
import { Conventions } from '../../client/conventions.ts';
import { newPayloadKey } from '../../contract/payload-keys.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import { embedded, type Ground } from './ground.ts';

/** Ours, or the barest workflow that sends as many letters. */
export type Kind = 'ours' | 'bare';

/** A server, a mailbox and a worker, each in a process of its own, to be measured apart. */
export interface Field {
  readonly ground: Ground;
  readonly client: Client;
  readonly conventions: Conventions;
  readonly taskQueue: string;
  /** What another process reaches it by. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds of CPU that the worker has spent, and megabytes that it holds. */
  figures(): Promise<Figures>;
  /** The letters that were taken, by the names of their files: the instant first. */
  letters(): Promise<string[]>;
  /** Waits until so many letters are kept; false when none has come for two minutes. */
  kept(letters: number): Promise<boolean>;
  readonly mail: string;
  close(): Promise<void>;
}

interface Figures {
  readonly cpu: number;
  readonly memory: number;
}

/** Whom letters leave from. */
export const mailFrom = 'Conventions <conventions@delegation.example>';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Opens one on a ground of its own, closed with it; the barest workflow's bundle is only needed by its own. */
export async function openField(kind: Kind, bareBundle = '', open = embedded): Promise<Field> {
  const ground = await open();
  const folder = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
  const mail = join(folder, 'mail');
  await writeFile(join(folder, 'bare.js'), bareBundle);
  const mailbox = fork(here('../../mailbox/main.js'), ['--dir', mail]);
  const [said] = await once(mailbox, 'message');
  const { smtpUrl } = z.object({ smtpUrl: z.string() }).parse(said);
  const environment = {
    ...ground.variables,
    // As in service: what the server keeps of ours is encrypted.
    DELEGATION_PAYLOAD_KEYS: newPayloadKey(),
    DELEGATION_TASK_QUEUE: 'bench',
    DELEGATION_DATA: folder,
  };
  const engine = await connectToEngine(environment);
  const { connection, namespace, taskQueue } = engine;
  const args = [kind, smtpUrl, taskQueue, folder, join(folder, 'bare.js'), mailFrom];
  const worker = fork(here('./field-worker.js'), args, {
    execArgv: [...process.execArgv, '--expose-gc'],
    env: { ...process.env, ...environment },
  });
  await once(worker, 'message');
  const letters = async () => (await readdir(mail)).filter((name) => name.endsWith('.eml')).sort();
  return {
    ground,
    client: new Client({ connection, namespace }),
    conventions: new Conventions(engine),
    taskQueue,
    environment,
    mail,
    figures: () => figuresOf(worker),
    letters,
    async kept(count) {
      let came = 0;
      let lastAt = performance.now();
      // Hundreds of thousands of files are slow to list: what looks must not slow down what is looked at.
      for (;;) {
        const askedAt = performance.now();
        const { length } = await letters();
        if (length >= count) return true;
        if (length > came) lastAt = askedAt;
        else if (askedAt - lastAt > 120_000) return false;
        came = length;
        await setTimeout(Math.max(100, 20 * (performance.now() - askedAt)));
      }
    },
    async close() {
      worker.send('stop');
      await once(worker, 'exit');
      mailbox.disconnect();
      await connection.close();
      await ground.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function figuresOf(worker: ChildProcess): Promise<Figures> {
  worker.send('figures');
  const [said] = await once(worker, 'message');
  return z.object({ cpu: z.number(), memory: z.number() }).parse(said);
}

/** Does something for each rank below a count, so many at once. */
export async function forEach(
  count: number,
  atOnce: number,
  does: (rank: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await does(next++);
    }),
  );
}

/** When all that is started from now on is due: they must be registered the evening before, at so many a second. */
export function dueInstant(count: number, aSecond: number): Instant {
  return Date.now() + 90_000 + Math.ceil(count / aSecond) * 1000;
}

/** @throws Error when midnight has come, by the clock of what is due then. */
export function checkEvening(instant: Instant): void {
  if (Date.now() > instant - 60_000) throw new Error('they took too long to start');
}
