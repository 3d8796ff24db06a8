import type { Instant } from '../../convention/calendar/paris.ts';
import { notUnderWay } from '../../convention/mailing/handover.ts';
import type { Delivery, Letter, LetterOutcome } from '../../convention/mailing/letter.ts';
import { messageIdOf } from '../../letters/identity.ts';

// What `workflows/outbox.ts` and a mail server do with letters, by a clock that a test holds.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** What the mail server was asked to take: a letter, and whether it did. */
export interface Handed {
  readonly at: Instant;
  readonly messageId: string;
  readonly letter: Letter;
  readonly delivery: Delivery;
  readonly status: 'sent' | 'refused';
}

/** Letters under way, and when something next happens to them. */
interface Parcel {
  readonly delivery: Delivery;
  readonly begunAt: Instant;
  /** Whether it has waited for an hour, and has been told to wait. */
  readonly isHeld: boolean;
  readonly at: Instant;
}

/** What became of letters. */
export interface Settled {
  readonly delivery: Delivery;
  readonly outcomes: readonly LetterOutcome[];
}

/** The letters of a convention on their way, and the server that takes them, refuses some, or does not answer. */
export class Mail {
  readonly #oneByOne: boolean;
  #parcels: readonly Parcel[] = [];
  #addresses: ReadonlyMap<string, Letter['to']> = new Map();
  #downUntil: Instant = 0;
  readonly #refusedUntil = new Map<string, Instant>();
  /** All that the server was asked to take, in order. */
  readonly handed: Handed[] = [];

  /** @param oneByOne whether a round takes one letter, as when the server bears a rate. */
  constructor(oneByOne: boolean) {
    this.#oneByOne = oneByOne;
  }

  /** Nothing leaves before that instant: no server answers. */
  isDown(until: Instant): void {
    this.#downUntil = Math.max(this.#downUntil, until);
  }

  /** That address is refused before that instant. */
  refuses(email: string, until: Instant): void {
    this.#refusedUntil.set(email, until);
  }

  /** Everything is taken from now on. */
  isMended(now: Instant): void {
    this.#downUntil = Math.min(this.#downUntil, now);
    this.#refusedUntil.clear();
  }

  /** Whether letters are still on their way. */
  get isBusy(): boolean {
    return this.#parcels.length > 0;
  }

  /** When something next happens to letters. */
  get next(): Instant | undefined {
    return this.isBusy ? Math.min(...this.#parcels.map(({ at }) => at)) : undefined;
  }

  /** Sends all the letters of an instant, but those that are on their way. */
  send(delivery: Delivery, now: Instant): void {
    const fresh = notUnderWay(
      delivery,
      this.#parcels.map((parcel) => parcel.delivery),
    );
    if (!fresh) return;
    const handedOver = { ...this.#addressed(fresh), handedOverAt: now };
    this.#parcels = [
      ...this.#parcels,
      { delivery: handedOver, begunAt: now, isHeld: false, at: now + 3 * second },
    ];
  }

  /** Letters that wait for somebody who was replaced, or is away, leave for whoever is written to now. */
  readdress(addresses: ReadonlyMap<string, Letter['to']>, now: Instant): void {
    this.#addresses = addresses;
    const moved = this.#parcels.filter(({ delivery }) => this.#addressed(delivery) !== delivery);
    this.#parcels = this.#parcels.filter((parcel) => !moved.includes(parcel));
    for (const { delivery } of moved) this.send(delivery, now);
  }

  /** What is on its way is written down and read again, as a new run of the workflow does. */
  carried(): void {
    this.#parcels = JSON.parse(JSON.stringify(this.#parcels));
  }

  /** Tries what is due by now; returns what the convention is told of it. */
  tries(now: Instant): Settled | undefined {
    const parcel = this.#parcels.find(({ at }) => at <= now);
    if (!parcel) return undefined;
    this.#parcels = this.#parcels.filter((one) => one !== parcel);
    return this.#downUntil > now ? this.#waits(parcel, now) : this.#leaves(parcel, now);
  }

  #leaves({ delivery }: Parcel, now: Instant): Settled {
    const round = this.#oneByOne ? delivery.letters.slice(0, 1) : delivery.letters;
    const outcomes = round.map((letter): LetterOutcome => {
      const messageId = messageIdOf(delivery.convention, letter, 'delegation.example');
      const status = (this.#refusedUntil.get(letter.to.email) ?? 0) > now ? 'refused' : 'sent';
      this.handed.push({ at: now, messageId, letter, delivery, status });
      const response = status === 'sent' ? '250 OK' : '550 5.1.1 unknown';
      return { contact: letter.to.contact, messageId, status, response };
    });
    const rest = delivery.letters.slice(round.length);
    if (rest.length > 0) this.send({ ...delivery, letters: rest }, now);
    return { delivery, outcomes };
  }

  #waits(parcel: Parcel, now: Instant): Settled | undefined {
    const { delivery, begunAt, isHeld } = parcel;
    const again = (at: Instant, held: boolean) => {
      this.#parcels = [...this.#parcels, { ...parcel, isHeld: held, at }];
    };
    if (isHeld) {
      again(this.#downUntil + hour, true);
      return undefined;
    }
    if (now < begunAt + hour) {
      again(Math.min(begunAt + hour, this.#downUntil + 5 * minute), false);
      return undefined;
    }
    const outcomes = delivery.letters.map(
      ({ to: { contact, outside } }): LetterOutcome => ({
        contact,
        messageId: '',
        status: outside ? 'refused' : 'held',
        response: 'sans réponse',
      }),
    );
    const givenUp = outcomes.filter(({ status }) => status === 'refused');
    if (givenUp.length === 0) again(this.#downUntil + hour, true);
    else {
      const letters = delivery.letters.filter(({ to }) => !to.outside);
      if (letters.length > 0) this.send({ ...delivery, letters }, now);
    }
    return { delivery, outcomes: givenUp.length > 0 ? givenUp : outcomes };
  }

  #addressed(delivery: Delivery): Delivery {
    const letters = delivery.letters.map((letter) => {
      const now = this.#addresses.get(letter.to.contact);
      const isSame = !now || (now.email === letter.to.email && now.name === letter.to.name);
      return isSame ? letter : { ...letter, to: now };
    });
    return letters.every((letter, rank) => letter === delivery.letters[rank])
      ? delivery
      : { ...delivery, letters };
  }
}
