import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { z } from 'zod';
import { Conventions } from '../../client/conventions.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { run as runLine } from '../cli/run.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { by, eventually } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';
import { addressesOf, alive, partsOf, run as runProgram, type Started, start, told } from './support.ts';

const made = z.object({ file: z.string(), files: z.number(), madeAt: z.string(), database: z.literal(true) });
const restored = z.object({ madeAt: z.string(), files: z.number(), replaced: z.string() });
const lost = z.object({
  acts: z.array(
    z.object({ convention: z.string(), act: z.string(), title: z.string(), update: z.string().optional() }),
  ),
});

/** What comes due does so this long after the conventions have been brought there: time to back up, and to act. */
const aheadMs = 25_000;

async function connect(dataDir: string): Promise<Conventions> {
  const conventions = await Conventions.connect({ DELEGATION_DATA: dataDir });
  afterwards(() => conventions.close());
  return conventions;
}

interface Registered {
  readonly id: string;
  readonly clockOffsetMs: number;
}

/** Registers a convention on the morning of its signature, and waits for its first letters. */
async function registered(conventions: Conventions): Promise<Registered> {
  const document = testDocument();
  const clockOffsetMs = parisInstant(document.signedOn, '08:00') - Date.now();
  await conventions.start(document, by, { clockOffsetMs });
  await isStill(conventions, document.id, 7);
  return { id: document.id, clockOffsetMs };
}

/** Waits until so many letters are in the record, and none is on its way. */
async function isStill(conventions: Conventions, id: string, letters: number): Promise<void> {
  await eventually(async () => {
    const { raw } = await conventions.handle(id).describe();
    if ((raw.pendingActivities ?? []).length > 0) return undefined;
    return (await conventions.view(id)).mails.length >= letters || undefined;
  });
}

/** Brings a convention's clock shortly before its next letters. */
async function nearItsNextLetters(dataDir: string, conventions: Conventions, one: Registered): Promise<void> {
  const connection = await Connection.connect({ address: (await addressesOf(dataDir)).temporal ?? '' });
  try {
    const skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(one.id) });
    const [next] = (await conventions.view(one.id)).nextMails;
    const clock = (await skipper.currentTime()).getTime() + one.clockOffsetMs;
    await skipper.fastForward((next?.at ?? 0) - clock - aheadMs);
  } finally {
    await connection.close();
  }
}

/** Kills what runs of an instance, but for its server, which then is nobody's. @returns the server. */
async function killed(started: Started): Promise<number> {
  // There is no mailbox: letters leave by a server of their own.
  const { worker, web, server } = await partsOf(started);
  expect([worker, web, server]).not.toContain(0);
  afterwards(async () => {
    for (const { pid } of await alive([worker, web, server])) process.kill(pid, 'SIGKILL');
  });
  for (const pid of [worker, web]) process.kill(pid, 'SIGKILL');
  started.process.kill('SIGKILL');
  await started.ended;
  await eventually(async () => ((await alive([worker, web])).length === 0 ? true : undefined));
  return server;
}

const keysOf = (mails: ReturnType<Sink['all']>) => mails.map(({ messageId, to }) => `${messageId} ${to}`);

test('a backup that is put back: what was due meanwhile leaves once, and what was done meanwhile is listed', async () => {
  const sink = await openSink({});
  afterwards(() => sink.close());
  // Acts are in the log, however little it says.
  const settings = {
    SMTP_URL: sink.url,
    MAIL_TOGETHER: 'non',
    DELEGATION_EXAMPLE: 'aucun',
    DELEGATION_LOG_LEVEL: 'error',
  };
  const [dataDir, backups] = [await temporaryFolder(), await temporaryFolder()];
  const first = await start(dataDir, settings);
  const before = await connect(dataDir);
  const all = await Promise.all([registered(before), registered(before), registered(before)]);
  const [closing, asking, quiet] = all.map(({ id }) => id) as [string, string, string];
  await Promise.all(all.map((one) => nearItsNextLetters(dataDir, before, one)));

  // Letters leave while it is backed up.
  const ask = { by, from: 'delegatee', subject: 'Prévisions' } as const;
  for (const { id } of all) await before.act(id, 'requestInformation', ask);
  const { file } = made.parse(await told(dataDir, 'backup', backups));
  const known = await before.record(quiet);
  const unknown = [
    ['markDone', 'closed'],
    ['requestInformation', 'asked'],
  ] as const;
  await before.act(
    closing,
    'markDone',
    { by, duties: [{ duty: 'chorus-access', evidence: 'ticket 4512' }] },
    unknown[0][1],
  );
  await before.act(asking, 'requestInformation', { by, from: 'delegatee', subject: 'Autre' }, unknown[1][1]);
  const { id: gone } = await registered(before);

  // What is due leaves.
  const { length } = known.mails;
  const due = await eventually(async () => {
    const { mails } = await before.view(quiet);
    const fell = mails
      .slice(length)
      .filter(({ about }) => about.some((one) => one.includes('chorus-access')));
    return fell.length > 0 ? fell.map(({ messageId }) => messageId) : undefined;
  });
  const acts = [closing, asking, quiet, gone];
  for (const id of acts) await isStill(before, id, 7);
  const firstLife = keysOf(sink.all());
  expect(new Set(firstLife).size).toBe(firstLife.length);
  const orphan = await killed(first);

  const { json: answer, code } = await runLine(['restore', file, '--json'], { DELEGATION_DATA: dataDir });
  expect(code).toBe(0);
  expect(await alive([orphan])).toEqual([]);
  expect(restored.parse(answer()).replaced).toContain(`${dataDir}/replaced/`);

  await start(dataDir, settings);
  const after = await connect(dataDir);
  await eventually(() =>
    due.every((id) => sink.all().filter(({ messageId }) => messageId === id).length > 1) ? true : undefined,
  );
  for (const id of [closing, asking, quiet]) await isStill(after, id, 7);
  const secondLife = keysOf(sink.all().slice(firstLife.length));
  // Each once, under the Message-ID that it had; and that of the duty whose act was lost, which had not left.
  expect(new Set(secondLife).size).toBe(secondLife.length);
  for (const id of due) expect(secondLife.filter((key) => key.startsWith(id))).toHaveLength(1);
  for (const id of [closing, asking]) {
    const { mails } = await after.view(id);
    expect(
      mails.some(({ about }) => about.some((one) => /chorus-access.*(due|before|overdue)/.test(one))),
    ).toBe(true);
  }

  // Nothing else has changed: the record is the one that was backed up.
  const doneIn = ({ journal }: typeof known) => journal.filter(({ act }) => act !== 'mail');
  expect(doneIn(await after.record(quiet))).toEqual(doneIn(known));
  expect(await after.outcomeOf(closing, unknown[0][1])).toBeUndefined();

  const { acts: found } = lost.parse(await told(dataDir, 'lost-acts'));
  expect(found.map(({ convention, act, update }) => [convention, act, update?.split('/')[0]]).sort()).toEqual(
    [
      [closing, ...unknown[0]],
      [asking, ...unknown[1]],
      [gone, 'start', undefined],
    ].sort(),
  );
});

test('nothing starts on what a restoration that was cut short has left', async () => {
  const dataDir = await temporaryFolder();
  await writeFile(join(dataDir, 'restoring'), '/sauvegardes/a.tar.gz\n');
  const refused = runProgram(dataDir);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('npx delegation restore /sauvegardes/a.tar.gz');
});
