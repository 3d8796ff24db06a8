import type { ActName } from '../acts/acts.ts';
import { isOpen } from '../client/on-many.ts';
import { workflowIdOf } from '../contract/workflow-id.ts';
import { type Instant, parisInstant } from '../convention/calendar/paris.ts';
import { addMonths, earliest } from '../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../convention/calendar/working-days.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { Refused } from '../convention/errors.ts';
import { lastDayOf } from '../convention/term/term.ts';
import type { ConventionView } from '../convention/views/view.ts';
import { TimeSkipper } from '../engine/time-skipper.ts';
import type { ConventionOutcome } from '../workflows/messages.ts';
import { type Acting, nextActs, player } from './actor.ts';
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
  /** How it ended; absent when duties nobody does keep it open. */
  readonly outcome?: ConventionOutcome;
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

/** One that is renewed without end is left as it stands so many years after its signature. */
const mostYears = 10;

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
    const isOver = !isOpen(view);
    const lastInstant = lastInstantOf(view, document);
    // Once it is over, only its last letters are left; when nobody acts any more, its reminders.
    if (isOver || next > lastInstant) {
      await advanceTo(isOver ? (await now()) + weekMs : lastInstant);
      view = await conventions.view(id);
      // What the calendar brought meanwhile, such as a renewal, may have moved the end.
      if (isOver || lastInstantOf(view, document) <= lastInstant || !(await isRunning(stage, id))) break;
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
    ...(ended ? { outcome: await conventions.outcome(id) } : {}),
    ...(await countEvents(stage, id)),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

/** Until when a convention is played if nobody acts any more: its end may move, by an amendment or a renewal. */
function lastInstantOf({ period }: ConventionView, document: ConventionDocument): Instant {
  const { signedOn } = document;
  const end = period?.endsOn ?? lastDayOf(document, signedOn);
  const last = earliest(addMonths(end, monthsAfterEnd), addMonths(signedOn, 12 * mostYears));
  return parisInstant(last, '12:00');
}

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
