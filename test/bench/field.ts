import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { z } from 'zod';
import { registered, turned } from '../../acts/course.ts';
import { Conventions } from '../../client/conventions.ts';
import { dataConverter } from '../../contract/data-converter.ts';
import { channelArgsTo } from '../../contract/loopback.ts';
import { newPayloadKey, readPayloadKeys } from '../../contract/payload-keys.ts';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { findTemporal } from '../../engine/find.ts';
import { startServer } from '../../engine/temporal-server.ts';

/** Ours, or the barest workflow that sends as many letters. */
export type Kind = 'ours' | 'bare';

/** A server on a file, a mailbox and a worker, each in a process of its own, to be measured apart. */
export interface Field {
  readonly connection: Connection;
  readonly conventions: Conventions;
  readonly taskQueue: string;
  /** Milliseconds of CPU that the worker has spent, and megabytes that it holds. */
  figures(): Promise<Figures>;
  /** The letters that were taken, by the names of their files: the instant first. */
  letters(): Promise<string[]>;
  /** Waits until so many letters are kept. */
  kept(letters: number): Promise<void>;
  readonly mail: string;
  close(): Promise<void>;
}

interface Figures {
  readonly cpu: number;
  readonly memory: number;
}

/** A convention that is registered in the evening, and owes letters just after midnight. */
export interface Plan {
  readonly document: ConventionDocument;
  /** When the first of its letters may leave, by its own clock. */
  readonly dueAt: Instant;
  /** Letters of its registration, and of that instant. */
  readonly first: number;
  readonly letters: number;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Letters leave from that minute of the day. */
const hour = '00:01';

/** Opens one; the barest workflow's bundle is only needed by its own. */
export async function openField(kind: Kind, bareBundle = ''): Promise<Field> {
  const { executable } = await findTemporal();
  const folder = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
  const mail = join(folder, 'mail');
  await writeFile(join(folder, 'bare.js'), bareBundle);
  const database = join(folder, 'temporal.db');
  const server = await startServer({
    executable,
    searchAttributes: searchAttributeTypes,
    dbFilename: database,
  });
  const { address } = server;
  const mailbox = fork(here('../../mailbox/main.js'), ['--dir', mail]);
  const [said] = await once(mailbox, 'message');
  const { smtpUrl } = z.object({ smtpUrl: z.string() }).parse(said);
  const connection = await Connection.connect({ address, channelArgs: channelArgsTo(address) });
  const taskQueue = 'bench';
  // As in service: what the server keeps of ours is encrypted.
  const keys = newPayloadKey();
  const args = [kind, address, smtpUrl, taskQueue, folder, join(folder, 'bare.js'), keys];
  const worker = fork(here('./field-worker.js'), args, { execArgv: [...process.execArgv, '--expose-gc'] });
  await once(worker, 'message');
  const letters = async () => (await readdir(mail)).filter((name) => name.endsWith('.eml')).sort();
  return {
    connection,
    conventions: new Conventions({
      connection,
      namespace: 'default',
      taskQueue,
      dataConverter: dataConverter(readPayloadKeys(keys)),
    }),
    taskQueue,
    mail,
    figures: () => figuresOf(worker),
    letters,
    async kept(count) {
      while ((await letters()).length < count) await setTimeout(100);
    },
    async close() {
      worker.send('stop');
      await once(worker, 'exit');
      mailbox.disconnect();
      await connection.close();
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function figuresOf(worker: ChildProcess): Promise<Figures> {
  worker.send('figures');
  const [said] = await once(worker, 'message');
  return z.object({ cpu: z.number(), memory: z.number() }).parse(said);
}

/** The first evening after which a convention owes letters at once, its mail spread over so many minutes. */
export function planned(written: ConventionDocument, spreadMinutes: number): Plan {
  const document = { ...written, reminders: { ...written.reminders, hour, spreadMinutes } };
  const atOnce = { ...document, reminders: { ...document.reminders, spreadMinutes: 0 } };
  for (let day = document.signedOn; ; day = addDays(day, 1)) {
    const now = parisInstant(day, '23:00');
    const dueAt = parisInstant(addDays(day, 1), hour);
    let turn = turned(registered(atOnce, 'bench', now), { now, today: day });
    const first = turn.delivery?.letters.length ?? 0;
    while (turn.wake !== undefined && turn.wake <= dueAt) {
      const { wake } = turn;
      turn = turned(turn.course, { now: wake, today: parisDate(wake) });
      if (wake === dueAt && turn.delivery)
        return { document, dueAt, first, letters: turn.delivery.letters.length };
    }
  }
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
