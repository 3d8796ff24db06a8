import { type Instant, parisInstant } from '../../convention/calendar/paris.ts';
import { addMonths, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../../convention/calendar/working-days.ts';
import type { JournalEntry } from '../../convention/convention.ts';
import type { ConventionDocument, Party } from '../../convention/document/schema.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { workflowIdOf } from '../conventions.ts';
import { type Acting, nextActs } from './actor.ts';
import { countEvents, type EventCount } from './events.ts';
import { type RehearsedMail, readMails } from './mails.ts';
import type { Stage } from './stage.ts';

/** How a rehearsal goes. */
export interface RehearsalOptions {
  readonly acting: Acting;
  /** A notice that one of the parties gives. */
  readonly notice?: { readonly from: Party; readonly receivedOn: PlainDate };
}

/** A whole life, as it would go: the shape of `delegation rehearse --json`. */
export interface Rehearsal {
  readonly outcome:
    | { readonly phase: string; readonly cause: string; readonly endedOn: PlainDate }
    | 'unfinished';
  readonly mails: readonly RehearsedMail[];
  readonly journal: readonly JournalEntry[];
  readonly events: EventCount;
  readonly seconds: number;
}

/** A convention that nobody acts upon is left as it stands so many months after its term. */
const monthsAfterTerm = 6;
const weekMs = 7 * 24 * 3_600_000;

/**
 * Lives a document through on the real engine, from the morning of its signature, its people acting as asked.
 * The mails are those that would be sent; none leaves the stage.
 */
export async function rehearse(
  stage: Stage,
  document: ConventionDocument,
  options: RehearsalOptions,
): Promise<Rehearsal> {
  const startedAt = performance.now();
  const { conventions, connection } = stage;
  const { id } = document;
  const beginsAt = parisInstant(onOrAfterWorkingDay(document.signedOn, document.holidays), '08:00');
  const clockOffsetMs = beginsAt - Date.now();
  await conventions.start(document, 'répétition', { clockOffsetMs });
  const lastDay = addMonths(document.signedOn, document.term.months + monthsAfterTerm);
  const lastInstant = parisInstant(lastDay, '12:00');
  const skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(id) });
  const now = async () => (await skipper.currentTime()).getTime() + clockOffsetMs;
  const advanceTo = async (instant: Instant) => skipper.fastForward(Math.max(1, instant - (await now())));

  let { notice } = options;
  let view = await conventions.view(id);
  for (;;) {
    const acts = nextActs(view, options.acting, await now());
    const noticeAt = notice ? parisInstant(notice.receivedOn, '10:00') : Number.POSITIVE_INFINITY;
    const next = Math.min(noticeAt, acts?.[0]?.at ?? Number.POSITIVE_INFINITY);
    const isOver = view.phase === 'closed' || view.phase === 'withdrawn';
    // Once it is over, only its last letters are left; when nobody acts any more, its reminders.
    if (isOver || !Number.isFinite(next)) {
      await advanceTo(isOver ? (await now()) + weekMs : lastInstant);
      break;
    }
    await advanceTo(next);
    if (notice && next === noticeAt) {
      await conventions.act(id, 'giveNotice', { by: 'répétition', ...notice, reason: 'répétition' });
      notice = undefined;
    } else {
      for (const { name, input } of acts ?? []) await conventions.act(id, name, input);
    }
    if (!(await isRunning(stage, id))) break;
    view = await conventions.view(id);
  }
  const ended = !(await isRunning(stage, id));
  return {
    outcome: ended ? await conventions.outcome(id) : 'unfinished',
    mails: await readMails(stage.mailbox),
    journal: (await conventions.view(id)).journal,
    events: await countEvents(stage, id),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

async function isRunning({ conventions }: Stage, id: string): Promise<boolean> {
  return (await conventions.handle(id).describe()).status.name === 'RUNNING';
}
