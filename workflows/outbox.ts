import {
  ActivityCancellationType,
  ActivityFailure,
  type ActivityOptions,
  CancellationScope,
  isCancellation,
  log,
  proxyActivities,
} from '@temporalio/workflow';
import type { MailActivities } from '../contract/activities.ts';
import { mailLimits } from '../contract/mail-limits.ts';
import type { Instant } from '../convention/calendar/paris.ts';
import { notUnderWay } from '../convention/mailing/handover.ts';
import { leavesAtOnce } from '../convention/mailing/leaves-at-once.ts';
import type { Delivery, Letter, LetterOutcome } from '../convention/mailing/letter.ts';
import { leftBefore } from './left-before.ts';

const rounds = {
  // A round sends letters one by one, and tells which have left; the others make a round of their own.
  startToCloseTimeout: mailLimits.round,
  heartbeatTimeout: mailLimits.heartbeat,
  // A round under way ends by itself: its letters left, and must not leave again.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} as const satisfies ActivityOptions;

/** What passes by itself, such as greylisting, passes within the hour. */
const soon = proxyActivities<MailActivities>({
  ...rounds,
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '20 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
}).deliver;

/**
 * What does not waits for somebody to mend a server, a password or a reputation: for months if need be, and leaves
 * within two hours once it is done. An attempt is no event of the history, however many there are.
 */
const patiently = proxyActivities<MailActivities>({
  ...rounds,
  retry: { initialInterval: '30 minutes', backoffCoefficient: 2, maximumInterval: '2 hours' },
}).deliver;

/** « Sans délai » : what leaves at once passes before the thousands of letters of a morning, whose priority is 3. */
const first = { priorityKey: 1 } as const;

/** The deliveries under way. They never hold the clauses back: a server that is down for days delays only its letters. */
export class Outbox {
  readonly #underWay = new Map<
    Delivery,
    { readonly scope: CancellationScope; readonly end: Promise<void> }
  >();
  readonly #settled: (delivery: Delivery, outcomes: readonly LetterOutcome[]) => void;
  readonly #clock: () => Instant;
  /** Where deliveries live: one that is sent again must not be born of the scope that was cancelled for it. */
  readonly #home = CancellationScope.current();
  /** Deliveries that are stopped only to leave for another address. */
  readonly #moved = new Set<Delivery>();
  #addresses: ReadonlyMap<string, Letter['to']> = new Map();
  #stopped = false;

  /**
   * @param settled told what became of letters, and at once of those that wait, whose outcome follows.
   * @param clock now, for the convention.
   */
  constructor(
    settled: (delivery: Delivery, outcomes: readonly LetterOutcome[]) => void,
    clock: () => Instant,
  ) {
    this.#settled = settled;
    this.#clock = clock;
  }

  /** Whether letters are still on their way. */
  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Sends all the letters of an instant, but those that are on their way. */
  send(delivery: Delivery): void {
    const fresh = notUnderWay(delivery, this.#underWay.keys());
    if (!fresh) return;
    const handedOver = { ...this.#addressed(fresh), handedOverAt: this.#clock() };
    const scope = new CancellationScope({ cancellable: true, parent: this.#home });
    // What is left of a round that ended while the outbox was stopped is given back, not sent.
    const end = this.#stopped ? Promise.resolve() : scope.run(() => this.#carry(handedOver));
    this.#underWay.set(handedOver, { scope, end });
  }

  /**
   * Letters that wait for an address that was mended since, or for somebody who was replaced or is away, leave for whoever is
   * written to now.
   * @param addresses whom each contact is written to, by its id.
   */
  readdress(addresses: ReadonlyMap<string, Letter['to']>): void {
    this.#addresses = addresses;
    for (const [delivery, { scope }] of this.#underWay) {
      if (this.#moved.has(delivery) || this.#addressed(delivery) === delivery) continue;
      this.#moved.add(delivery);
      scope.cancel();
    }
  }

  /** Stops what waits to be tried again, lets what is being sent end, and gives back what has not left. */
  async stop(): Promise<Delivery[]> {
    this.#stopped = true;
    const all = [...this.#underWay.values()];
    for (const { scope } of all) scope.cancel();
    await CancellationScope.nonCancellable(() => Promise.all(all.map(({ end }) => end)));
    return this.unsent;
  }

  /** What has not left yet, as far as is known. */
  get unsent(): Delivery[] {
    return [...this.#underWay.keys()];
  }

  async #carry(delivery: Delivery): Promise<void> {
    try {
      const outcomes = await this.#delivered(delivery);
      this.#forget(delivery);
      this.#settled(delivery, outcomes);
      const letters = delivery.letters.filter(
        ({ to }) => !outcomes.some(({ contact }) => contact === to.contact),
      );
      if (letters.length > 0) this.send({ ...delivery, letters });
    } catch (error) {
      const isCancelled = isCancellation(error);
      if (isCancelled && (this.#stopped || !this.#moved.has(delivery))) return;
      if (!isCancelled && !(error instanceof ActivityFailure)) throw error;
      this.#forget(delivery);
      this.send(delivery);
    }
  }

  #forget(delivery: Delivery): void {
    this.#underWay.delete(delivery);
    this.#moved.delete(delivery);
  }

  async #delivered(delivery: Delivery): Promise<LetterOutcome[]> {
    const options = { summary: summaryOf(delivery), ...(isAtOnce(delivery) ? { priority: first } : {}) };
    try {
      return await soon.executeWithOptions(options, [delivery]);
    } catch (error) {
      if (isCancellation(error)) throw error;
      const known = leftBefore(error);
      // The others make a round of their own, which is tried soon again.
      if (known.length > 0) return known;
      const outcomes = heldBy(error, delivery);
      const givenUp = outcomes.filter(({ status }) => status === 'refused');
      // The others make a round of their own, which may wait.
      if (givenUp.length > 0) return givenUp;
      this.#settled(delivery, outcomes);
      return patiently.executeWithOptions(options, [delivery]);
    }
  }

  /** The same delivery when its addresses are those of today. */
  #addressed(delivery: Delivery): Delivery {
    const letters = delivery.letters.map((letter) => {
      const { to } = letter;
      const now = this.#addresses.get(to.contact);
      return now && (now.email !== to.email || now.name !== to.name) ? { ...letter, to: now } : letter;
    });
    return letters.every((letter, rank) => letter === delivery.letters[rank])
      ? delivery
      : { ...delivery, letters };
  }
}

/** Nothing of it left for an hour: its letters wait. The failure says why, without addresses. */
function heldBy(error: unknown, { letters }: Delivery): LetterOutcome[] {
  let cause = error instanceof ActivityFailure ? error.cause : undefined;
  // Over its time, an activity fails with a timeout that holds the failure of its last attempt.
  while (cause?.cause instanceof Error) cause = cause.cause;
  const response = cause?.message ?? 'sans réponse';
  log.error('letters held: nobody can be written to until the mail is mended', { letters: letters.length });
  // Who is no contact any more cannot be replaced: a convention would never close for them.
  return letters.map(({ to: { contact, outside } }) => ({
    contact,
    messageId: '',
    status: outside ? 'refused' : 'held',
    response,
  }));
}

function isAtOnce({ letters }: Delivery): boolean {
  return letters.some(({ items }) => items.some((item) => item.kind === 'news' && leavesAtOnce(item)));
}

/** What the Temporal UI shows beside the activity: contact ids and duties or subjects, no names. */
function summaryOf({ letters }: Delivery): string {
  const matters = new Set(
    letters.flatMap(({ items }) => items.map((item) => (item.kind === 'duty' ? item.duty : item.subject))),
  );
  const [first, ...others] = matters;
  return `${letters.length} courriel(s) : ${first}${others.length > 0 ? ` + ${others.length}` : ''}`;
}
