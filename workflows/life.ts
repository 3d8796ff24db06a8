import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  workflowInfo,
} from '@temporalio/workflow';
import type { Moment, News } from '../convention/acts/act.ts';
import { type ActName, doAct } from '../convention/acts/acts.ts';
import { type Instant, parisDate, parisInstant } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import {
  type ArchivedRecord,
  type Convention,
  type EndCause,
  register,
  withEntry,
} from '../convention/convention.ts';
import { afterDelivery, threaded } from '../convention/delivered.ts';
import { upgraded } from '../convention/document/upgraded.ts';
import { type DutySource, lapsed } from '../convention/duties/duties.ts';
import type { Duty } from '../convention/duty.ts';
import { Refused } from '../convention/errors.ts';
import { handedOn } from '../convention/handed-on.ts';
import type { Delivery, HandedOn, LetterOutcome } from '../convention/letter.ts';
import { closedNews, faultNews } from '../convention/news.ts';
import { withPhase } from '../convention/phases.ts';
import {
  afterWriting,
  dueRungs,
  heldBack,
  nextMailInstant,
  nextRung,
  type Tracking,
} from '../convention/tracking.ts';
import { turningDays } from '../convention/turning-days.ts';
import { upgradedConvention } from '../convention/upgraded.ts';
import { type ConventionView, viewOf } from '../convention/view.ts';
import { deliveryOf, lettersOf } from '../convention/writing.ts';
import { Alarm } from './alarm.ts';
import type {
  ActDone,
  ConventionOutcome,
  ConventionStart,
  ConventionWorkflow,
  WaitingNews,
} from './messages.ts';
import { Post } from './post.ts';
import { Showcase } from './showcase.ts';

/**
 * The time in which a convention lives. The clauses say what is owed and wait for what must come; here is the one
 * clock that wakes them, the one hand that writes, and the one door through which acts come in.
 *
 * All that falls due at one instant is one timer, one workflow task and one delivery: each turn lets every clause go
 * as far as it can, then writes once.
 */
export class Life {
  convention: Convention;
  readonly #start: ConventionStart;
  readonly #post = new Post((delivery, outcomes) => this.#delivered(delivery, outcomes));
  readonly #showcase = new Showcase();
  readonly #alarm = new Alarm(() => {
    this.#touched = true;
  });
  readonly #sources: DutySource[] = [];
  readonly #awaited = new Set<() => boolean>();
  #owedBy: { readonly convention: Convention; readonly duties: readonly Duty[] } | undefined;
  #tracking: Tracking;
  #waiting: WaitingNews[];
  #handedOn: HandedOn[];
  #acted: boolean;
  #touched = false;

  constructor(start: ConventionStart) {
    const { carried } = start;
    this.#start = start;
    // What an earlier version of this code started from, or carried over, may lack what this one has added.
    this.convention = carried
      ? upgradedConvention(carried.convention)
      : register(upgraded(start.document), this.#now);
    this.#tracking = carried?.tracking ?? {};
    this.#waiting = [...(carried?.waiting ?? [])];
    this.#handedOn = [...(carried?.handedOn ?? [])];
    this.#acted = !carried;
    for (const delivery of carried?.unsent ?? []) this.#post.send(delivery);
  }

  /** Whether this is the first run of the convention, not the continuation of another. */
  get isNew(): boolean {
    return this.#start.carried === undefined;
  }

  /** Who registered the convention. */
  get registeredBy(): string {
    return this.#start.by;
  }

  /** Now, and the day it is in Paris. */
  get moment(): Moment {
    const now = this.#now;
    return { now, today: parisDate(now) };
  }

  /** From now on these duties are owed, as long as the convention lays them down. */
  owes(...sources: DutySource[]): void {
    this.#sources.push(...sources);
    this.#owedBy = undefined;
  }

  /** Waits until something is true of the convention; closing it ends every wait. */
  async until(isTrue: () => boolean): Promise<void> {
    const reached = () => this.convention.closed !== undefined || isTrue();
    if (reached()) return;
    this.#awaited.add(reached);
    try {
      await condition(reached);
    } finally {
      this.#awaited.delete(reached);
    }
  }

  /** Whether a day has come, in Paris. */
  hasCome(day: PlainDate | undefined): boolean {
    return day !== undefined && day <= this.moment.today;
  }

  /** Something comes about by the calendar: it enters the journal, and people are told with the next mail. */
  comesAbout(change: Partial<Convention>, text: string, news: readonly News[]): void {
    const { now } = this.moment;
    this.convention = withEntry(
      { ...this.convention, ...change },
      { at: now, by: 'delegation', act: 'phase', text },
    );
    // What an act has just brought about is told with its answer.
    const later = this.#acted ? now : nextMailInstant(this.convention, now);
    this.#waiting.push(...news.map((one) => ({ news: one, at: one.item.urgent ? now : later })));
    this.#touched = true;
  }

  /** Whether the convention was already in force when this run began, or is since. */
  get hasTakenEffect(): boolean {
    return this.convention.inForceSince !== undefined;
  }

  /** The convention is over: what is still owed lapses, and everybody is told. */
  closes(phase: 'closed' | 'withdrawn', cause: EndCause): void {
    const { convention, moment } = this;
    if (convention.closed) return;
    const ended = convention.ended ?? { cause, on: moment.today };
    const outcomes = lapsed(convention, moment.now, 'la convention est close');
    const change = { ended, outcomes, closed: { phase, at: moment.now } } as const;
    const text =
      phase === 'closed' ? 'La convention est close.' : 'La convention est retirée avant d’avoir pris effet.';
    this.comesAbout(change, text, [closedNews(convention, phase)]);
  }

  /** Whether nothing more can happen. */
  get isOver(): boolean {
    return this.convention.closed !== undefined;
  }

  /** The whole record is safe there. */
  isKept(archive: ArchivedRecord): void {
    this.convention = { ...this.convention, archive };
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
   * Does an act, and says what it did; people are told at once.
   * @throws Refused when it cannot be done: nothing has changed then, but for a refusal that is itself kept.
   */
  act(name: ActName, input: unknown): ActDone {
    const { moment } = this;
    const effect = doAct(this.convention, name, input, moment);
    this.convention = effect.convention;
    this.#waiting.push(...effect.news.map((news) => ({ news, at: moment.now })));
    this.#handedOn.push(...(effect.handedOn ?? []));
    this.#acted = true;
    this.#touched = true;
    // The refusal itself is kept: what it opened has happened.
    if (effect.refusal) throw new Refused(effect.refusal.code, effect.refusal.message);
    return { text: effect.text };
  }

  /** The convention as people look at it now. */
  get view(): ConventionView {
    return viewOf(this.convention, this.#tracking, this.#now);
  }

  /**
   * Turns until the convention is closed and its last letters have left. When history grows long, goes on in a new
   * run and never returns.
   */
  async passes(): Promise<void> {
    for (;;) {
      await condition(() => this.#isQuiet());
      this.#turn();
      if (this.convention.closed && !this.#post.isBusy && this.#waiting.length === 0) return;
      if (this.#isHistoryLong()) await this.#continue();
      await this.#sleepUntilTouched();
    }
  }

  get #now(): Instant {
    return Date.now() + (this.#start.clockOffsetMs ?? 0);
  }

  #turn(): void {
    const { moment } = this;
    this.convention = withPhase(this.convention, moment.today);
    const { convention } = this;
    const held = this.#acted ? [] : this.#held();
    const owed = held.length > 0 ? this.#owed().filter((duty) => !held.includes(duty)) : this.#owed();
    const rungs = dueRungs(convention, owed, this.#tracking, moment, this.#acted);
    const news = this.#waiting.filter(({ at }) => at <= moment.now).map((one) => one.news);
    this.#waiting = this.#waiting.filter(({ at }) => at > moment.now);
    const letters = lettersOf(this.#addressed, rungs, news, this.#tracking, moment, this.#handedOn);
    this.#handedOn = [];
    this.#tracking = afterWriting(this.#tracking, owed, rungs, moment.today);
    this.#acted = false;
    this.#touched = false;
    if (letters.length > 0) this.#post.send(deliveryOf(convention, letters));
    this.#showcase.show(convention, this.#tracking, moment);
  }

  async #sleepUntilTouched(): Promise<void> {
    const wake = this.#nextWake();
    this.#alarm.set(wake === undefined ? undefined : { at: wake, inMs: wake - this.#now });
    await condition(() => this.#touched && this.#isQuiet());
  }

  /** The next instant at which anything falls due: a letter, or a day on which the convention changes phase. */
  #nextWake(): Instant | undefined {
    const { convention, moment } = this;
    const held = this.#held();
    const instants = [
      ...(held.length > 0 ? [nextMailInstant(convention, moment.now)] : []),
      ...this.#waiting.map(({ at }) => at),
      ...(convention.closed ? [] : turningDays(convention)).map((day) => parisInstant(day, '00:00')),
      ...this.#owed().flatMap((duty) => nextRung(convention, duty, this.#tracking)?.at ?? []),
    ].filter((instant) => instant > moment.now);
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }

  /** Duties that wait for the hour of mail. Conventions that wrote about them at once are replayed so. */
  #held(): readonly Duty[] {
    const held = heldBack(this.convention, this.#owed(), this.#tracking, this.moment);
    return held.length > 0 && patched('held-back') ? held : [];
  }

  /** Whether contacts at fault are passed over. Conventions that wrote to them all the same are replayed so. */
  get #passesOver(): boolean {
    return this.convention.faults.length > 0 && patched('next-contact');
  }

  /** The convention as its letters are addressed. */
  get #addressed(): Convention {
    const { convention } = this;
    return convention.faults.length > 0 && !this.#passesOver ? { ...convention, faults: [] } : convention;
  }

  /** What the clauses entered so far lay down. */
  #owed(): readonly Duty[] {
    const { convention } = this;
    if (this.#owedBy?.convention !== convention) {
      const duties = convention.closed ? [] : this.#sources.flatMap((source) => source(convention));
      this.#owedBy = { convention, duties };
    }
    return this.#owedBy.duties;
  }

  /** Whether no clause can go on now: then, and not before, a turn writes what all of them brought. */
  #isQuiet(): boolean {
    return [...this.#awaited].every((reached) => !reached());
  }

  #isHistoryLong(): boolean {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    const { historyEvents } = this.#start;
    return historyEvents === undefined ? continueAsNewSuggested : historyLength >= historyEvents;
  }

  async #continue(): Promise<never> {
    const unsent = await this.#post.stop();
    await condition(allHandlersFinished);
    return continueAsNew<ConventionWorkflow>({
      ...this.#start,
      document: this.convention.document,
      carried: {
        convention: this.convention,
        tracking: this.#tracking,
        waiting: this.#waiting,
        unsent,
        handedOn: this.#handedOn,
      },
    });
  }

  /** Letters left or were refused: the record keeps it, and the manager learns of what was refused. */
  #delivered({ letters }: Delivery, outcomes: readonly LetterOutcome[]): void {
    const after = afterDelivery(this.convention, letters, outcomes, this.moment);
    this.convention = after.convention;
    this.#tracking = threaded(this.#tracking, letters, outcomes);
    if (this.#passesOver) this.#handedOn.push(...handedOn(this.convention, letters, outcomes));
    const news = after.freshFaults.flatMap((fault) => faultNews(this.convention, fault));
    this.#waiting.push(...news.map((one) => ({ news: one, at: this.moment.now })));
    this.#touched = true;
  }
}
