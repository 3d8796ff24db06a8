import { type ActName, checkAct } from '../../acts/acts.ts';
import { afterAct, afterLetters, type Course, noEarlier, registered, turned } from '../../acts/course.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { Refused } from '../../convention/errors.ts';
import { addresseesOf } from '../../convention/mailing/addressee.ts';
import type { Delivery } from '../../convention/mailing/letter.ts';
import { deepFreeze } from '../convention/support.ts';
import { Mail, type Settled } from './mail.ts';

/** An act that somebody tried, and what came of it. */
export interface Tried {
  readonly name: ActName;
  readonly input: unknown;
  readonly intention?: string;
  /** What it did, in the words of the journal; absent when it was refused. */
  readonly text?: string;
  readonly refusal?: Refused;
  /** What the validator of its Update says beforehand, when it refuses it. */
  readonly foretold?: Refused;
}

/** One thing that happens to a convention. */
export interface Event {
  readonly moment: Moment;
  readonly before: Course;
  readonly after: Course;
  /** `turn`: it looks at what has become due; `act`: somebody acts; `mail`: letters left, were refused, or wait. */
  readonly kind: 'turn' | 'act' | 'mail';
  readonly tried?: Tried;
  /** The letters that a turn writes. */
  readonly delivery?: Delivery;
  readonly settled?: Settled;
  /** Of a turn: by how much it comes after the instant for which it was awaited, in milliseconds. */
  readonly lateMs?: number;
}

/** What a life is lived under. */
export interface Circumstances {
  readonly oneByOne: boolean;
  /** Whether the state is written down and read again before a thing that happens, by its rank. */
  isCarried(rank: number): boolean;
  /** Told of each thing that happens. */
  happens(event: Event): void;
}

/**
 * A life as `workflows/life.ts` lives it, by a clock that a test holds: it turns when something is due, after an act,
 * and when letters have left; worker and mail may fail for days.
 */
export class Life {
  readonly #circumstances: Circumstances;
  readonly mail: Mail;
  readonly #beganAt: Instant;
  #course: Course;
  /** By the server's clock, which may be set. */
  #now: Instant;
  #wake: Instant | undefined;
  /** When the server's clock is set right, by itself, and by how much. */
  #setRight: { readonly at: Instant; readonly byMs: number } | undefined;
  #happened = 0;
  #backAt: Instant = 0;

  constructor(document: ConventionDocument, now: Instant, circumstances: Circumstances) {
    this.#circumstances = circumstances;
    this.mail = new Mail(circumstances.oneByOne);
    this.#now = now;
    this.#beganAt = now;
    this.#course = deepFreeze(registered(document, 'Camille', now));
    this.#turn();
  }

  get course(): Course {
    return this.#course;
  }

  get convention(): Convention {
    return this.#course.convention;
  }

  get moment(): Moment {
    return noEarlier(this.#course, { now: this.#now, today: parisDate(this.#now) });
  }

  /** Milliseconds lived. */
  get lasted(): number {
    return this.#now - this.#beganAt;
  }

  /** Whether nothing more can happen. */
  get isOver(): boolean {
    const { convention, waiting, handedOn } = this.#course;
    return convention.closed !== undefined && waiting.length + handedOn.length === 0 && !this.mail.isBusy;
  }

  /** No worker is there before that instant: whatever falls due waits for one. */
  stops(until: Instant): void {
    this.#backAt = Math.max(this.#backAt, until);
  }

  /** The server's clock is set ahead, or back, and set right after a time. */
  clockMoves(byMs: number, forMs: number): void {
    if (this.#setRight) this.#isSetRight(this.#setRight);
    this.#now += byMs;
    this.#setRight = { at: this.#now + forMs, byMs };
  }

  /** Lets time pass, one thing after the other. */
  passes(until: Instant): void {
    for (;;) {
      const due = Math.min(
        this.#wake ?? Number.POSITIVE_INFINITY,
        this.mail.next ?? Number.POSITIVE_INFINITY,
      );
      const at = Math.max(due, this.#backAt, this.#now);
      if (this.isOver) break;
      if (this.#setRight && this.#setRight.at <= Math.min(at, until)) {
        this.#isSetRight(this.#setRight);
        continue;
      }
      if (at > until || !Number.isFinite(due)) break;
      this.#now = at;
      if (this.#wake !== undefined && this.#wake <= at) this.#turn();
      else this.#posts();
    }
    // Nothing passes any more once nothing can happen.
    if (!this.isOver) this.#now = Math.max(this.#now, until);
  }

  #isSetRight({ at, byMs }: { readonly at: Instant; readonly byMs: number }): void {
    this.#now = Math.max(this.#now, at) - byMs;
    this.#setRight = undefined;
  }

  /** Somebody acts now, if a worker is there to hear it; says what came of it. */
  does(name: ActName, input: unknown, intention?: string): Tried {
    if (this.#now < this.#backAt) this.passes(this.#backAt);
    const before = this.#carried();
    const { moment } = this;
    const foretold = refusalOf(() => checkAct(before.convention, name, input, moment, intention));
    let after = before;
    let text: string | undefined;
    const refusal = refusalOf(() => {
      const effect = afterAct(before, name, input, moment, intention);
      after = deepFreeze(effect.course);
      if (effect.refusal) throw new Refused(effect.refusal.code, effect.refusal.message);
      text = effect.text;
    });
    const tried: Tried = {
      name,
      input,
      ...(intention === undefined ? {} : { intention }),
      ...(text === undefined ? {} : { text }),
      ...(refusal ? { refusal } : {}),
      ...(foretold ? { foretold } : {}),
    };
    this.#course = after;
    this.#happens({ moment, before, after, kind: 'act', tried });
    if (after !== before) this.#turn();
    return tried;
  }

  #posts(): void {
    const settled = this.mail.tries(this.#now);
    if (!settled) return;
    const before = this.#carried();
    const { moment } = this;
    const after = deepFreeze(afterLetters(before, settled.delivery, settled.outcomes, moment));
    this.#course = after;
    this.#happens({ moment, before, after, kind: 'mail', settled });
    this.#turn();
  }

  #turn(): void {
    const before = this.#carried();
    const { moment } = this;
    // An act may come before the turn that is due, if the clock is set ahead meanwhile.
    const lateMs = Math.max(0, moment.now - (this.#wake ?? moment.now));
    const { course, delivery, wake } = turned(before, moment);
    this.#course = deepFreeze(course);
    this.#wake = wake;
    this.mail.readdress(addresseesOf(course.convention, moment.today), moment.now);
    if (delivery) this.mail.send(delivery, moment.now);
    const written = delivery ? { delivery } : {};
    this.#happens({ moment, before, after: this.#course, kind: 'turn', lateMs, ...written });
  }

  #carried(): Course {
    if (!this.#circumstances.isCarried(this.#happened)) return this.#course;
    this.mail.carried();
    this.#course = deepFreeze(JSON.parse(JSON.stringify(this.#course)));
    return this.#course;
  }

  #happens(event: Event): void {
    this.#happened += 1;
    this.#circumstances.happens(event);
  }
}

function refusalOf(asking: () => void): Refused | undefined {
  try {
    asking();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
