import type { ActName } from '../acts/acts.ts';
import { isOpen } from '../client/on-many.ts';
import { workflowIdOf } from '../contract/workflow-id.ts';
import { type Instant, parisDate, parisInstant } from '../convention/calendar/paris.ts';
import { addDays, addMonths, addYears } from '../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../convention/calendar/working-days.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { Refused } from '../convention/errors.ts';
import { lastDayOf } from '../convention/term/term.ts';
import type { ConventionView } from '../convention/views/view.ts';
import { TimeSkipper } from '../engine/time-skipper.ts';
import type { ConventionOutcome } from '../workflows/messages.ts';
import { type Acting, nextActs, player } from './actor.ts';
import { type Left, mostYears } from './ending.ts';
import { countEvents } from './events.ts';
import { type RehearsedMail, readMails } from './mails.ts';
import { type ScriptedAct, scriptedDuties } from './script.ts';
import { seenAct } from './seen.ts';
import type { Stage } from './stage.ts';

/** How a rehearsal goes. */
export interface RehearsalOptions {
  /** What people do besides the script: everything in time, or nothing but publish. */
  readonly acting: Acting;
  readonly script?: readonly ScriptedAct[];
  /** Told how far the virtual clock is, from 0 to 1. */
  readonly progress?: (share: number, now: Instant) => void;
}

/** A whole life, as it would go: the shape of `delegation rehearse --json`. */
export interface Rehearsal {
  readonly phases: ConventionView['phases'];
  readonly mails: readonly RehearsedMail[];
  readonly acts: readonly RehearsedAct[];
  readonly duties: ConventionView['duties'];
  /** How it ended; absent when it was left as it stood. */
  readonly outcome?: ConventionOutcome;
  /** The day on which it was left so: nobody acted any more, or it had lasted as long as any is played. */
  readonly left?: Left;
  /** Events of its history, time skipping's own markers left out. */
  readonly events: number;
  /** How many times it continued as new, plus one. */
  readonly runs: number;
  readonly seconds: number;
}

/** An act of a rehearsal, at its virtual instant; `refused` says why it changed nothing. */
export interface RehearsedAct {
  readonly at: Instant;
  readonly act: string;
  readonly text?: string;
  readonly refused?: string;
}

/** A convention that nobody acts upon any more is left as it stands so many months after its end. */
const monthsAfterEnd = 3;

const weekMs = 7 * 24 * 3_600_000;

/**
 * Lives a document through on the real engine, from the morning of its signature. The mails are those that would be
 * sent; none leaves the stage.
 */
export async function rehearse(
  stage: Stage,
  document: ConventionDocument,
  { acting, script = [], progress = () => {} }: RehearsalOptions,
): Promise<Rehearsal> {
  const startedAt = performance.now();
  const { conventions, connection } = stage;
  const { id } = document;
  const beginsAt = parisInstant(onOrAfterWorkingDay(document.signedOn, document.holidays), '08:00');
  const clockOffsetMs = beginsAt - Date.now();
  await conventions.start(document, player, { clockOffsetMs });
  const skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(id) });
  const now = async () => (await skipper.currentTime()).getTime() + clockOffsetMs;
  let view = await conventions.view(id);
  const advanceTo = async (instant: Instant) => {
    await skipper.fastForward(Math.max(1, instant - (await now())));
    progress(Math.min(1, (instant - beginsAt) / (lastInstantOf(view, document) - beginsAt)), instant);
  };

  const isScripted = scriptedDuties(script);
  const toPlay = [...script];
  const done: RehearsedAct[] = [];
  const play = async (name: ActName, input: unknown) => {
    const at = await now();
    const seen = await seenAct(conventions, id, name, input);
    done.push({ at, act: name, ...(await outcomeOf(() => conventions.perform(id, name, seen))) });
  };
  for (;;) {
    const acts = nextActs(view, acting, isScripted, await now());
    const [line] = toPlay;
    const next = Math.min(line?.at ?? Number.POSITIVE_INFINITY, acts?.[0]?.at ?? Number.POSITIVE_INFINITY);
    if (!isOpen(view)) {
      // Only its last letters are left.
      await advanceTo((await now()) + weekMs);
      break;
    }
    // What the end of a period brings, such as another, is to be seen before anything that comes later is done.
    const turn = turnAfter(view, await now());
    if (turn < Math.min(next, mostInstantOf(document))) {
      await advanceTo(turn);
      if (!(await isRunning(stage, id))) break;
      view = await conventions.view(id);
      continue;
    }
    // When nobody acts any more, only its reminders are left.
    const lastInstant = Number.isFinite(next) ? mostInstantOf(document) : lastInstantOf(view, document);
    if (next > lastInstant) {
      await advanceTo(lastInstant);
      view = await conventions.view(id);
      // What the calendar brought meanwhile may have moved the end.
      if (lastInstantOf(view, document) <= lastInstant || !(await isRunning(stage, id))) break;
      continue;
    }
    await advanceTo(next);
    if (line && line.at === next) {
      toPlay.shift();
      await play(line.name, line.input);
    } else {
      for (const act of acts ?? []) await play(act.name, act.input);
    }
    if (!(await isRunning(stage, id))) break;
    view = await conventions.view(id);
  }
  const ended = !(await isRunning(stage, id));
  const last = await conventions.view(id);
  progress(1, lastInstantOf(last, document));
  return {
    phases: last.phases,
    mails: await readMails(stage.mailbox, last),
    acts: done,
    duties: last.duties,
    ...(ended ? { outcome: await conventions.outcome(id) } : { left: leftAt(await now(), document) }),
    ...(await countEvents(stage, id)),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

/** Until when a convention is played if nobody acts any more: its end may move, by an amendment or a renewal. */
function lastInstantOf({ period }: ConventionView, document: ConventionDocument): Instant {
  const end = period?.endsOn ?? lastDayOf(document, document.signedOn);
  return Math.min(parisInstant(addMonths(end, monthsAfterEnd), noon), mostInstantOf(document));
}

function leftAt(instant: Instant, document: ConventionDocument): Left {
  return {
    on: parisDate(instant),
    because: instant >= mostInstantOf(document) ? 'years' : 'unanswered',
  };
}

/** Until when any is played. */
function mostInstantOf({ signedOn }: ConventionDocument): Instant {
  return parisInstant(addYears(signedOn, mostYears), noon);
}

/** When the end of the period that runs has brought what it brings; never once it has. */
function turnAfter({ period }: ConventionView, now: Instant): Instant {
  const turn = period ? parisInstant(addDays(period.endsOn, 1), noon) : Number.POSITIVE_INFINITY;
  return turn > now ? turn : Number.POSITIVE_INFINITY;
}

const noon = '12:00';

async function outcomeOf(act: () => Promise<string>): Promise<{ text: string } | { refused: string }> {
  try {
    return { text: await act() };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

async function isRunning({ conventions }: Stage, id: string): Promise<boolean> {
  return (await conventions.handle(id).describe()).status.name === 'RUNNING';
}
