import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  workflowInfo,
} from '@temporalio/workflow';
import type { ActName } from '../acts/acts.ts';
import {
  afterAct,
  afterLetters,
  afterReturn,
  type Course,
  noEarlier,
  registered,
  turned,
} from '../acts/course.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { type Instant, parisDate } from '../convention/calendar/paris.ts';
import type { ArchivedRecord, Convention } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { addresseesOf } from '../convention/mailing/addressee.ts';
import type { Delivery } from '../convention/mailing/letter.ts';
import { type ReturnedLetter, refusedReturn } from '../convention/mailing/returned-letter.ts';
import { type ConventionView, viewOf } from '../convention/views/view.ts';
import { Alarm } from './alarm.ts';
import type { ActDone, ConventionOutcome, ConventionStart, ConventionWorkflow } from './messages.ts';
import { Outbox } from './outbox.ts';
import { isVersioned } from './versioned.ts';
import { Visibility } from './visibility.ts';

/**
 * Events after which a run ends, once nothing is on its way: whoever wakes a convention that no worker holds in memory
 * reads its whole run again. Fewer would write what is carried from run to run more often.
 */
const quietEvents = 40;

/** Milliseconds since the last act, at least: whoever does one after the other waits for no new run between two. */
const quietMs = 10 * 60_000;

/** By how much a history has grown by then, at least: what is carried may be a ledger of ten thousand lines. */
const quietGrowth = 1.5;

/**
 * The time in which a convention lives: the one clock that wakes it, the outbox that carries its letters, and the one
 * door through which acts come in. What each of them changes is `acts/course.ts`, where nothing waits: however the
 * engine orders what it awaits, and wherever it continues as new, a convention goes the same way.
 */
export class Life {
  readonly #start: ConventionStart;
  /** Bytes of the history at the first turn: mostly what was carried here. */
  readonly #bornBytes = workflowInfo().historySize;
  readonly #outbox = new Outbox(
    (delivery, outcomes) => this.#becomes(afterLetters(this.#course, delivery, outcomes, this.moment)),
    () => this.moment.now,
  );
  readonly #visibility = new Visibility();
  readonly #alarm = new Alarm(() => {
    this.#touched = true;
  });
  #course: Course;
  #actedAt: Instant = 0;
  /** Whether something has come about since the last turn. */
  #touched = false;

  constructor(start: ConventionStart) {
    const { carried } = start;
    this.#start = start;
    const { document, by, signedText, alreadyDone, together } = start;
    this.#course =
      carried?.course ?? registered(document, by, this.#clock, signedText, alreadyDone, together);
    for (const delivery of carried?.unsent ?? []) this.#outbox.send(delivery);
  }

  /** The convention as it stands. */
  get convention(): Convention {
    return this.#course.convention;
  }

  /** Now, and the day it is in Paris: no earlier than what the convention has come to. */
  get moment(): Moment {
    return noEarlier(this.#course, momentAt(this.#clock));
  }

  /** What the server's clock says, which may go back from one run to the next. */
  get #clock(): Instant {
    return Date.now() + (this.#start.clockOffsetMs ?? 0);
  }

  /** The whole record is safe there. */
  isKept(archive: ArchivedRecord): void {
    this.#course = { ...this.#course, convention: { ...this.convention, archive } };
  }

  /** How the convention ended. */
  get outcome(): ConventionOutcome {
    const { document, closed, ended, archive } = this.convention;
    if (!closed || !ended) throw ApplicationFailure.nonRetryable('La convention n’est pas close.', 'NOT_NOW');
    return {
      id: document.id,
      phase: closed.phase,
      cause: ended.cause,
      endedOn: ended.on,
      ...(archive ? { archive } : {}),
    };
  }

  /**
   * Does an act, and says what it did; people are told at once. What was done under the same name is only told again.
   * @throws Refused when it cannot be done: nothing has changed then, but for a refusal that is itself kept.
   */
  act(name: ActName, input: unknown, intention?: string): ActDone {
    const { course, text, refusal } = afterAct(this.#course, name, input, this.moment, intention);
    if (course !== this.#course) {
      this.#actedAt = this.moment.now;
      this.#becomes(course);
    }
    if (refusal) throw new Refused(refusal.code, refusal.message);
    return { text };
  }

  /**
   * Looks whether a letter that came back is news.
   * @throws Refused when it is not, or not yet.
   */
  checkReturned(returned: ReturnedLetter): void {
    const refusal = refusedReturn(this.convention, returned, this.#outbox.unsent);
    if (refusal) throw new Refused(refusal.code, refusal.message);
  }

  /** A letter came back: whoever stands in is told at once. */
  returned(letter: ReturnedLetter): void {
    this.#becomes(afterReturn(this.#course, letter, this.moment));
  }

  /** Goes on with the version that is in use as soon as its letters have left: whoever asks waits for it. */
  movesOn(): void {
    this.#actedAt = 0;
    this.#touched = true;
  }

  /** The convention as people look at it now. */
  get view(): ConventionView {
    return viewOf(this.convention, this.#course.tracking, this.moment.now);
  }

  /**
   * Turns until the convention is closed and its last letters have left. When history grows long, goes on in a new
   * run and never returns.
   */
  async passes(): Promise<void> {
    for (;;) {
      const { moment } = this;
      const { today } = moment;
      const { course, delivery, wake } = turned(this.#course, moment);
      this.#course = course;
      this.#touched = false;
      this.#outbox.readdress(addresseesOf(course.convention, today));
      if (delivery) this.#outbox.send(delivery);
      this.#visibility.show(course.convention, course.tracking, this.moment);
      const isTold = course.waiting.length + course.handedOn.length === 0;
      const isOver = course.convention.closed && !this.#outbox.isBusy && isTold;
      if (isOver && !this.#endsInAnotherRun()) return;
      if (isOver || this.#isRunLong()) await this.#continue();
      this.#alarm.set(wake === undefined ? undefined : { at: wake, inMs: wake - this.#clock });
      await condition(() => this.#touched);
    }
  }

  #becomes(course: Course): void {
    this.#course = course;
    this.#touched = true;
  }

  /** Whether to go on in a new run: at leisure when no letter is on its way, at once when the server asks for it. */
  #isRunLong(): boolean {
    const { historyLength, historySize, continueAsNewSuggested, targetWorkerDeploymentVersionChanged } =
      workflowInfo();
    const { historyEvents } = this.#start;
    if (historyEvents !== undefined) return historyLength >= historyEvents;
    const isLong = historyLength >= quietEvents && historySize >= quietGrowth * this.#bornBytes;
    const isQuiet = this.moment.now - this.#actedAt >= quietMs;
    // A run that has just begun did so with the version in use, or is held elsewhere by an operator.
    const isOutOfUse = targetWorkerDeploymentVersionChanged && historySize > this.#bornBytes;
    const isDue = isLong || isOutOfUse;
    return continueAsNewSuggested || (isDue && isQuiet && !this.#outbox.isBusy);
  }

  /**
   * Whether the end of the convention is to be a run of its own: what is closed is read for ten years, which only the
   * version of its last run could do where runs keep to theirs, and that of a run that is born closed is any (`convention`).
   */
  #endsInAnotherRun(): boolean {
    const isBornClosed = this.#start.carried?.course.convention.closed !== undefined;
    return isVersioned() && !isBornClosed;
  }

  /** What a next run would start from, were this one to end now. */
  get handover(): ConventionStart {
    return this.#handedOver(this.#outbox.unsent);
  }

  async #continue(): Promise<never> {
    const unsent = await this.#outbox.stop();
    await condition(allHandlersFinished);
    // Search attributes go on by themselves; of the memo, what the workflow was started with.
    const { memo } = workflowInfo();
    const goOn = makeContinueAsNewFunc<ConventionWorkflow>({
      ...(memo ? { memo } : {}),
      // With the version in use, where a run keeps to its own to its end; elsewhere it says nothing.
      initialVersioningBehavior: 'AUTO_UPGRADE',
    });
    return goOn(this.#handedOver(unsent));
  }

  #handedOver(unsent: readonly Delivery[]): ConventionStart {
    return {
      ...this.#start,
      document: this.convention.document,
      carried: { course: this.#course, unsent },
    };
  }
}

function momentAt(now: Instant): Moment {
  return { now, today: parisDate(now) };
}
