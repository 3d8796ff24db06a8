import { setTimeout as pause } from 'node:timers/promises';
import { workflowIdOf } from '../../client/conventions.ts';
import { type Rehearsal, rehearse } from '../../client/rehearsal/rehearse.ts';
import { openStage, type Stage } from '../../client/rehearsal/stage.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { testAddress, testBundle } from '../support/scene.ts';
import { openBareStage, startWorkerProcess } from './support.ts';

const kills = 20;

/** Replayed with `DELEGATION_TEST_SEED=… npx jest worker-killed`. */
const seed = Number(process.env.DELEGATION_TEST_SEED ?? Math.floor(Math.random() * 2 ** 32));

/** Mulberry32: numbers from 0 to 1 that a seed tells. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A year's virtual moments, and for each how many real milliseconds later the blow falls: in the middle of work. */
function momentsOf({ signedOn }: ConventionDocument): { at: Instant; thenMs: number }[] {
  const random = randomFrom(seed);
  const begins = parisInstant(signedOn, '09:00');
  const length = parisInstant(addDays(signedOn, 365), '09:00') - begins;
  return Array.from({ length: kills }, () => ({ at: begins + random() * length, thenMs: random() * 150 })).sort(
    (a, b) => a.at - b.at,
  );
}

async function undisturbed(): Promise<Rehearsal> {
  const document = testDocument();
  const stage = await openStage({
    address: testAddress(),
    workflowBundle: { codePath: testBundle() },
    taskQueue: document.id,
  });
  afterwards(() => stage.close());
  return rehearse(stage, document, { acting: 'on-time' });
}

/** Lives the year on a worker that is killed, and started again, at each of the moments. */
async function disturbed(): Promise<Rehearsal & { readonly killed: number }> {
  const document = testDocument();
  const stage = await openBareStage(testAddress(), document.id);
  const folder = await temporaryFolder();
  const start = () =>
    startWorkerProcess({
      TEMPORAL_ADDRESS: testAddress(),
      SMTP_URL: stage.mailbox.smtpUrl,
      DELEGATION_TASK_QUEUE: document.id,
      DELEGATION_DATA: folder,
    });
  let worker = await start();
  afterwards(() => worker.kill());
  let isOver = false;
  const life = rehearse(stage, document, { acting: 'on-time' }).finally(() => {
    isOver = true;
  });
  let killed = 0;
  const clock = virtualClock(stage, document);
  const t0 = Date.now();
  for (const { at, thenMs } of momentsOf(document)) {
    while (!isOver && (await clock()) < at) await pause(10);
    if (isOver) break;
    await pause(thenMs);
    await worker.kill();
    killed++;
    console.log(killed, new Date(at).toISOString(), new Date(await clock()).toISOString(), Date.now() - t0);
    worker = await start();
  }
  return { ...(await life), killed };
}

function virtualClock({ connection }: Stage, { id, signedOn }: ConventionDocument): () => Promise<Instant> {
  const skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(id) });
  const startedAt = Date.now();
  const offset = parisInstant(signedOn, '08:00') - startedAt;
  return async () => {
    try {
      return (await skipper.currentTime()).getTime() + offset;
    } catch {
      return 0;
    }
  };
}

function told({ mails }: Rehearsal): string[] {
  return mails.map(({ date, to, subject }) => `${parisDate(Date.parse(date))} ${to} ${subject}`);
}

test('a worker killed twenty times within a year loses no mail, and any mail sent twice bears one Message-ID', async () => {
  const whole = await undisturbed();
  console.log('undisturbed', whole.seconds, whole.mails.length);
  const broken = await disturbed();
  console.log('disturbed', broken.seconds, broken.mails.length, broken.killed);

  expect({ seed, killed: broken.killed }).toEqual({ seed, killed: kills });
  const once = new Map(broken.mails.map((mail) => [mail.messageId, mail]));
  console.log('dups', broken.mails.length - once.size);
  expect({ seed, mails: told({ ...broken, mails: [...once.values()] }).sort() }).toEqual({
    seed,
    mails: told(whole).sort(),
  });
}, 400_000);
