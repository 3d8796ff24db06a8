import { setTimeout } from 'node:timers/promises';
import { emptyTally, tallied } from '../../audit/tally.ts';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, addMonths, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { isWorkingDay } from '../../convention/calendar/working-days.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { readMails } from '../../rehearsal/mails.ts';
import { openStage, quietly, type Stage, workflowBundle } from '../../rehearsal/stage.ts';
import { forEach } from './field.ts';

/** A year of somebody who is in many conventions. */
export interface OnePersonFigures {
  readonly conventions: number;
  readonly mornings: number;
  /** Messages that the person received, and on how many days more than one. */
  readonly messages: number;
  readonly busyDays: number;
  /** What those messages told: letters of conventions. */
  readonly letters: number;
  /** Of the proof over that year: letters due, those that did not leave, and those that were late. */
  readonly due: number;
  readonly missing: number;
  readonly late: number;
}

const by = 'bench';
const atOnce = 20;

/** Who is in them all. */
const contact = 'dgefp-budget';

/**
 * Lives the same year of many conventions of the same people, morning by morning: their clocks are moved to the end of each
 * window together, then those of the workflows that gather its letters. Each month the reports are filed.
 */
export async function measureOnePerson(
  written: ConventionDocument,
  count: number,
): Promise<OnePersonFigures> {
  quietly('ERROR');
  const links = { base: 'https://conventions.example', keys: readLinkKeys(newLinkKey()), days: 14 };
  const stage = await openStage({ workflowBundle, links, together: {} });
  try {
    const { conventions, connection } = stage;
    const document = { ...written, reminders: { ...written.reminders, answers: 'morning' as const } };
    const { signedOn, holidays } = document;
    const clockOffsetMs = parisInstant(signedOn, '08:00') - Date.now();
    const ids = Array.from({ length: count }, (_, rank) => `${document.id}-${rank}`);
    await forEach(count, atOnce, (rank) =>
      conventions.start({ ...document, id: ids[rank] ?? '' }, by, { clockOffsetMs }),
    );
    const clocks = ids.map((id) => new TimeSkipper({ connection, workflowId: workflowIdOf(id) }));
    const allTo = (instant: Instant) =>
      forEach(count, atOnce, async (rank) => {
        const clock = clocks[rank];
        const now = ((await clock?.currentTime())?.getTime() ?? 0) + clockOffsetMs;
        if (instant > now) await clock?.fastForward(instant - now);
      });
    const everywhere = (act: (id: string) => Promise<unknown>) =>
      forEach(count, atOnce, (rank) => act(ids[rank] ?? ''));
    const last = addMonths(signedOn, 12);
    let mornings = 0;
    for (let day = signedOn; day < last; day = addDays(day, 1)) {
      if (!isWorkingDay(day, holidays)) continue;
      mornings += 1;
      await allTo(parisInstant(day, '09:31'));
      await gathered(stage);
      // What has left is told to each convention once the window is over.
      await allTo(parisInstant(day, '09:36'));
      await everywhere((id) => actOn(stage, id, day, signedOn));
      if (mornings % 20 === 0) process.stderr.write(`${day}\n`);
    }
    await allTo(parisInstant(last, '09:31'));
    await gathered(stage);
    await allTo(parisInstant(last, '12:00'));
    const records = await Promise.all(ids.map((id) => conventions.record(id)));
    let tally = emptyTally;
    for (const record of records) tally = tallied(tally, record, { from: signedOn, to: addDays(last, -1) });
    const [{ document: one } = { document }] = records;
    const email = [...one.delegator.contacts, ...one.delegatee.contacts].find(
      ({ id }) => id === contact,
    )?.email;
    const received = (await readMails(stage.mailbox)).filter(({ to }) => to === email);
    const days = new Map<PlainDate, number>();
    for (const { at } of received) {
      const day = parisDate(Date.parse(at));
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    return {
      conventions: count,
      mornings,
      messages: received.length,
      busyDays: [...days.values()].filter((messages) => messages > 1).length,
      letters: records.flatMap(({ mails }) => mails.filter((mail) => mail.contact === contact)).length,
      due: tally.due,
      missing: tally.missing,
      late: tally.late,
    };
  } finally {
    await stage.close();
  }
}

/** What is done in each of them on a day: it takes effect, and each month its report is filed. */
async function actOn({ conventions }: Stage, id: string, day: PlainDate, signedOn: PlainDate): Promise<void> {
  if (day === addDays(signedOn, 1))
    await conventions.act(id, 'confirmEffect', { by, on: day, reason: 'publiée' });
  if (day.slice(8) < '04' || day.slice(8) > '08') return;
  const { duties } = await conventions.view(id);
  const report = duties.find(({ id: duty, state }) => duty.startsWith('report-') && state === 'open');
  if (!report) return;
  const period = report.id.replace('report-', '');
  await conventions.act(id, 'submitReport', {
    by,
    period,
    spent: 0,
    progress: 'selon le calendrier',
    forecast: 'sans changement',
  });
}

/** Lets the letters of a morning leave: the clocks of the workflows that gather them are moved past its window. */
async function gathered({ connection, taskQueue }: Stage): Promise<void> {
  const query = `WorkflowType = 'morningMail' AND TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running'`;
  // Lists lag behind by some milliseconds.
  for (let quiet = 0; quiet < 2; ) {
    const { executions } = await connection.workflowService.listWorkflowExecutions({
      namespace: 'default',
      query,
      pageSize: 1000,
    });
    const running = (executions ?? []).map(({ execution }) => execution?.workflowId ?? '');
    quiet = running.length === 0 ? quiet + 1 : 0;
    await Promise.all(
      running.map((workflowId) => new TimeSkipper({ connection, workflowId }).fastForward(gatheringMs)),
    );
    await setTimeout(50);
  }
}

/** Longer than the clocks of conventions may be ahead of the server's. */
const gatheringMs = 10 * 366 * 24 * 3_600_000;
