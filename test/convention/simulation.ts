import type { ActName } from '../../acts/acts.ts';
import { afterAct, afterLetters, type Course, registered, turned } from '../../acts/course.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { owedDuties } from '../../convention/duties/duties.ts';
import { Refused } from '../../convention/errors.ts';
import type {
  Delivery,
  HandedOn,
  Letter,
  LetterItem,
  LetterOutcome,
} from '../../convention/mailing/letter.ts';
import { dueRungs, type Tracking } from '../../convention/mailing/tracking.ts';
import { type ConventionView, viewOf } from '../../convention/views/view.ts';

/** A letter that left, and what it is known by: what it says, and to whom. */
export interface Sent {
  readonly letter: Letter;
  readonly moment: Moment;
  readonly identity: string;
}

/** What one turn writes, and the tracking after it, its letters having left. */
export function turn(convention: Convention, tracking: Tracking, moment: Moment, acted = false) {
  const { course, delivery } = turned(courseOf(convention, tracking, acted), moment);
  const rungs = dueRungs(course.convention, owedDuties(course.convention), tracking, moment, acted);
  const letters = delivery?.letters ?? [];
  return { rungs, letters, tracking: posted(course, delivery, moment).tracking };
}

/** Everything written to a convention that nobody answers, as the workflow would: it wakes when something falls due. */
export function unanswered(convention: Convention, from: Moment, until: Moment): Sent[] {
  const sent: Sent[] = [];
  let course = courseOf(convention, {}, true);
  let moment: Moment | undefined = from;
  while (moment && moment.now <= until.now) {
    const at: Moment = moment;
    const { course: after, delivery, wake } = turned(course, at);
    course = posted(after, delivery, at);
    for (const letter of delivery?.letters ?? []) {
      sent.push({ letter, moment: at, identity: identityOf(letter) });
    }
    moment = wake === undefined ? undefined : { now: wake, today: parisDate(wake) };
  }
  return sent;
}

/** What is said of duties, in letters. */
export function dutyItemsOf(letters: readonly Letter[]): Extract<LetterItem, { kind: 'duty' }>[] {
  return letters.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'duty' ? item : [])));
}

function courseOf(convention: Convention, tracking: Tracking, acted: boolean): Course {
  return { convention, tracking, waiting: [], handedOn: [], acted };
}

/** What a mail server answers to a letter, and by which Message-ID it knows it. */
export type Answering = (
  letter: Letter,
  convention: Delivery['convention'],
) => Pick<LetterOutcome, 'status' | 'response' | 'messageId'>;

const allLeave: Answering = (letter) => ({
  status: 'sent',
  response: '250 OK',
  messageId: identityOf(letter),
});

/** The course once the letters of a turn have been answered. */
function posted(
  course: Course,
  delivery: Delivery | undefined,
  moment: Moment,
  answering: Answering = allLeave,
): Course {
  if (!delivery) return course;
  const outcomes = delivery.letters.map(
    (letter): LetterOutcome => ({
      contact: letter.to.contact,
      ...answering(letter, delivery.convention),
    }),
  );
  return afterLetters(course, delivery, outcomes, moment);
}

function identityOf({ to, items }: Letter): string {
  return [to.contact, ...items.map(({ identity }) => identity).sort()].join(' ');
}

/**
 * A life as the workflow lives it, but for what it waits for outside: it wakes when something falls due, answers acts,
 * and its letters leave at once.
 */
export class SimulatedLife {
  #course: Course;
  #now: Instant;
  #wake: Instant | undefined;
  /** What was sent, in order. */
  readonly deliveries: Delivery[] = [];

  readonly #answering: Answering;

  /** @param begun what is registered at that instant, or where a life goes on from. */
  constructor(
    begun: ConventionDocument | { readonly course: Course; readonly wake: Instant | undefined },
    now: Instant,
    answering: Answering = allLeave,
  ) {
    this.#now = now;
    this.#answering = answering;
    this.#course = 'course' in begun ? begun.course : registered(begun, 'Camille', now);
    if ('course' in begun) this.#wake = begun.wake;
    else this.#turn();
  }

  /** The same life, to go on by itself. */
  copy(): SimulatedLife {
    const from = { course: this.#course, wake: this.#wake };
    const copy = new SimulatedLife(from, this.#now, this.#answering);
    copy.deliveries.push(...this.deliveries);
    return copy;
  }

  /** A life that begins in its midst, before anything of it was told. */
  static from(convention: Convention, now: Instant, answering?: Answering): SimulatedLife {
    return new SimulatedLife({ course: courseOf(convention, {}, false), wake: now }, now, answering);
  }

  get view(): ConventionView {
    return viewOf(this.convention, this.#course.tracking, this.#now);
  }

  get convention(): Convention {
    return this.#course.convention;
  }

  /** What is told to a contact later than it might be. */
  get kept(): readonly HandedOn[] {
    return this.#course.handedOn;
  }

  get moment(): Moment {
    return { now: this.#now, today: parisDate(this.#now) };
  }

  /** Lets time pass, wake after wake. */
  passes(until: Instant): void {
    while (this.#wake !== undefined && this.#wake <= until) {
      this.#now = this.#wake;
      this.#turn();
    }
    this.#now = until;
  }

  /** Nothing is done of what falls due before then, as when no worker is there. */
  sleeps(until: Instant): void {
    if (this.#wake !== undefined) this.#wake = Math.max(this.#wake, until);
  }

  /** Somebody acts now; a refusal changes nothing, unless it is itself kept. */
  act(name: ActName, input: unknown): void {
    try {
      this.does(name, input);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /**
   * The same; returns what it did.
   * @throws Refused when it cannot be done.
   */
  does(name: ActName, input: unknown, intention?: string): string {
    const { course, text, refusal } = afterAct(this.#course, name, input, this.moment, intention);
    this.#course = course;
    this.#turn();
    if (refusal) throw new Refused(refusal.code, refusal.message);
    return text;
  }

  #turn(): void {
    const { course, delivery, wake } = turned(this.#course, this.moment);
    this.#course = posted(course, delivery, this.moment, this.#answering);
    if (delivery) this.deliveries.push(delivery);
    this.#wake = wake;
  }
}
