import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { type Rehearsal, rehearse } from '../../rehearsal/rehearse.ts';
import { openStage, type Stage } from '../../rehearsal/stage.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { randomFrom } from '../support/random.ts';
import { inFull } from '../support/runs.ts';
import { testAddress, testBundle } from '../support/scene.ts';
import { openBareStage, startWorkerProcess } from './support.ts';

/** A year in full, otherwise a month. */
const { kills, days, term } = inFull
  ? { kills: 20, days: 365, term: { months: 12, lastDay: 'eve' } }
  : { kills: 2, days: 40, term: { months: 1, lastDay: 'eve' } };

/** Replayed with `DELEGATION_TEST_SEED=… npx jest worker-killed`. */
const seed = Number(process.env.DELEGATION_TEST_SEED ?? Math.floor(Math.random() * 2 ** 32));

/** A life's virtual moments, and for each how many real milliseconds later the blow falls: in the middle of work. */
function momentsOf({ signedOn }: ConventionDocument): { at: Instant; thenMs: number }[] {
  const random = randomFrom(seed);
  const begins = parisInstant(signedOn, '09:00');
  const length = parisInstant(addDays(signedOn, days), '09:00') - begins;
  return Array.from({ length: kills }, () => ({
    at: begins + random() * length,
    thenMs: random() * 150,
  })).sort((a, b) => a.at - b.at);
}

/**
 * The workflows, but for how long a round of letters that has gone silent is waited for: 30 s of real time each,
 * which so many kills would spend again and again.
 */
async function impatientBundle(): Promise<string> {
  const code = await readFile(testBundle(), 'utf8');
  const impatient = code.replace(/heartbeat: (10_?000|1e4)/, 'heartbeat: 3000');
  if (impatient === code) throw new Error('the heartbeat is not where it was in contract/mail-limits.ts');
  const bundle = join(await temporaryFolder(), 'workflow-bundle.js');
  await writeFile(bundle, impatient);
  return bundle;
}

async function undisturbed(): Promise<Rehearsal> {
  const document = testDocument({ term });
  const stage = await openStage({
    address: testAddress(),
    workflowBundle: { codePath: testBundle() },
    taskQueue: document.id,
  });
  afterwards(() => stage.close());
  return rehearse(stage, document, { acting: 'everybody' });
}

/** Lives on a worker that is killed, and started again, at each of the moments. */
async function disturbed(): Promise<Rehearsal & { readonly killed: number }> {
  const document = testDocument({ term });
  const stage = await openBareStage(testAddress(), document.id);
  const settings = {
    address: testAddress(),
    taskQueue: document.id,
    smtpUrl: stage.mailbox.smtpUrl,
    archives: stage.archives,
    bundle: await impatientBundle(),
  };
  let worker = await startWorkerProcess(settings);
  afterwards(() => worker.kill());
  let isOver = false;
  const life = rehearse(stage, document, { acting: 'everybody' }).finally(() => {
    isOver = true;
  });
  // Told when it is awaited; what else fails before then must not be hidden by it.
  life.catch(() => {});
  const now = clockOf(stage, document);
  let killed = 0;
  for (const { at, thenMs } of momentsOf(document)) {
    while (!isOver && (await now()) < at) await pause(50);
    if (isOver) break;
    await pause(thenMs);
    await worker.kill();
    killed += 1;
    worker = await startWorkerProcess(settings);
  }
  return { ...(await life), killed };
}

/** The virtual present of a rehearsal, once it has begun. */
function clockOf({ connection }: Stage, { id, signedOn }: ConventionDocument): () => Promise<Instant> {
  const skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(id) });
  const offset = parisInstant(signedOn, '08:00') - Date.now();
  return () =>
    skipper.currentTime().then(
      (time) => time.getTime() + offset,
      () => 0,
    );
}

function told(mails: Rehearsal['mails']): string[] {
  return mails.map(({ at, to, subject }) => `${parisDate(Date.parse(at))} ${to} ${subject}`).sort();
}

test('a worker killed again and again loses no mail, and a mail sent twice bears one Message-ID', async () => {
  const whole = await undisturbed();
  const broken = await disturbed();
  const once = [...new Map(broken.mails.map((mail) => [mail.messageId, mail])).values()];

  expect(whole.mails.length).toBeGreaterThan(40);
  // The seed is there to be read when something differs.
  expect({ seed, killed: broken.killed }).toEqual({ seed, killed: kills });
  expect({ seed, mails: told(once) }).toEqual({ seed, mails: told(whole.mails) });
  expect({ seed, mails: new Set(told(broken.mails)) }).toEqual({ seed, mails: new Set(told(whole.mails)) });
  expect(broken.outcome).toMatchObject({ phase: 'closed', cause: 'term' });
}, 400_000);
