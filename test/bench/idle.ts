import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf, yearOf } from '../../convention/calendar/plain-date.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { openStage, quietly, type Stage, workflowBundle } from '../../rehearsal/stage.ts';
import { cutAt, replayCost, runsOf } from './cold.ts';

/** What a convention of ten years costs in its first and in its last, of which it is carried from run to run. */
export interface IdleFigures {
  /** Milliseconds of CPU of a cold wake, a run of as many events replayed. */
  readonly cpu: Span;
  /** Bytes carried, where nothing is due from its first weeks to its last. */
  readonly idle: Span;
  /** Bytes carried, where a report is due each year, and given. */
  readonly reporting: Span;
  /** Letters of those years, and acts: each leaves a line in the record. */
  readonly letters: number;
  readonly acts: number;
}

interface Span {
  readonly early: number;
  readonly late: number;
}

const years = 10;
const by = 'Camille';
/** Events of the runs that are compared: both have as many. */
const wakeEvents = 15;

/** Lives ten years of a small convention, with its yearly report and without. */
export async function measureIdle(): Promise<IdleFigures> {
  quietly('ERROR');
  const stage = await openStage({ workflowBundle });
  try {
    const idle = await livesOn(stage, await document('idle', { reports: undefined }));
    const reporting = await livesOn(stage, await document('reporting', {}));
    const runs = await runsOf(stage.connection, workflowIdOf('reporting'));
    const early = runs.find(({ events }) => (events?.length ?? 0) > wakeEvents);
    const late = runs.findLast(({ events }) => (events?.length ?? 0) > wakeEvents);
    if (!early || !late) throw new RangeError('no run is long enough');
    return {
      cpu: {
        early: await replayCost(cutAt(early, wakeEvents), workflowBundle),
        late: await replayCost(cutAt(late, wakeEvents), workflowBundle),
      },
      idle: idle.bytes,
      reporting: reporting.bytes,
      letters: reporting.letters,
      acts: reporting.acts,
    };
  } finally {
    await stage.close();
  }
}

async function document(id: string, changes: Record<string, unknown>): Promise<ConventionDocument> {
  const written: Record<string, unknown> = JSON.parse(
    await readFile(join(packageRoot(), 'examples', 'avis.json'), 'utf8'),
  );
  const term = { article: '8', months: 12 * years };
  const reading = readDocument(JSON.parse(JSON.stringify({ ...written, id, term, ...changes })));
  if (!reading.ok) throw new Error('the document is refused');
  return reading.document;
}

async function livesOn({ conventions, connection }: Stage, document: ConventionDocument) {
  const { id, signedOn, reports } = document;
  const clockOffsetMs = parisInstant(signedOn, '08:00') - Date.now();
  await conventions.start(document, by, { clockOffsetMs });
  const { duties } = await conventions.view(id);
  for (const { id: duty, evidence, state } of duties)
    if (evidence && state === 'open')
      await conventions.act(id, 'waiveDuty', { by, duty, reason: 'sans objet' });
  const skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(id) });
  const carried: number[] = [];
  const first = yearOf(signedOn);
  for (let year = first; year < first + years; year++) {
    const now = (await skipper.currentTime()).getTime() + clockOffsetMs;
    // Before the letters about its end, which come in the last January.
    const until = year === first + years - 1 ? `${year}-12-31` : `${year + 1}-01-04`;
    await skipper.fastForward(parisInstant(plainDateOf(until), '12:00') - now);
    if (reports && until.endsWith('01-04'))
      await conventions.act(id, 'submitReport', {
        by,
        period: `${year}-12`,
        spent: 8250.4,
        progress: 'suivi',
        forecast: 'stable',
      });
    const start = await conventions.handle(id).query<unknown>('handover');
    carried.push(Buffer.byteLength(JSON.stringify(start)));
  }
  const { mails, journal } = await conventions.record(id);
  return {
    bytes: { early: carried[0] ?? Number.NaN, late: carried.at(-1) ?? Number.NaN },
    letters: mails.length,
    acts: journal.filter(({ act }) => act !== 'mail').length,
  };
}
