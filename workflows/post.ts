import {
  ActivityCancellationType,
  ActivityFailure,
  CancellationScope,
  isCancellation,
  log,
  proxyActivities,
} from '@temporalio/workflow';
import type { Delivery, LetterOutcome } from '../convention/letter.ts';

/** The activity that sends letters; its implementation is in `activities/mail`. */
export interface MailActivities {
  deliver(delivery: Delivery): Promise<LetterOutcome[]>;
}

const dayInSeconds = 24 * 3600;

/** How long a letter is tried before it counts as a fault: a mail server may be down over a long weekend. */
const patienceInDays = 5;

const { deliver } = proxyActivities<MailActivities>({
  // A round sends letters one by one, and tells which have left; the others make a round of their own. These two
  // are `round` and `heartbeat` of `activities/mail/limits.ts`.
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  scheduleToCloseTimeout: patienceInDays * dayInSeconds * 1000,
  retry: { initialInterval: '20 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
  // A round under way ends by itself: its letters left, and must not leave again.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** The deliveries under way. They never hold the clauses back: a server that is down for days delays only its letters. */
export class Post {
  readonly #underWay = new Map<Delivery, Promise<void>>();
  readonly #scope = new CancellationScope();
  readonly #settled: (delivery: Delivery, outcomes: readonly LetterOutcome[]) => void;

  constructor(settled: (delivery: Delivery, outcomes: readonly LetterOutcome[]) => void) {
    this.#settled = settled;
  }

  /** Whether letters are still on their way. */
  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Sends all the letters of an instant. */
  send(delivery: Delivery): void {
    const carried = this.#scope.run(() => this.#carry(delivery));
    this.#underWay.set(delivery, carried);
  }

  /** Stops what waits to be tried again, lets what is being sent end, and gives back what has not left. */
  async stop(): Promise<Delivery[]> {
    this.#scope.cancel();
    await CancellationScope.nonCancellable(() => Promise.all(this.#underWay.values()));
    return this.unsent;
  }

  /** What has not left yet, as far as is known. */
  get unsent(): Delivery[] {
    return [...this.#underWay.keys()];
  }

  async #carry(delivery: Delivery): Promise<void> {
    try {
      const outcomes = await deliver.executeWithOptions({ summary: summaryOf(delivery) }, [delivery]);
      this.#end(delivery, outcomes);
      const letters = delivery.letters.filter(
        ({ to }) => !outcomes.some(({ contact }) => contact === to.contact),
      );
      if (letters.length > 0) this.send({ ...delivery, letters });
    } catch (error) {
      if (isCancellation(error)) return;
      this.#end(delivery, givenUp(delivery, error));
    }
  }

  #end(delivery: Delivery, outcomes: readonly LetterOutcome[]): void {
    this.#underWay.delete(delivery);
    this.#settled(delivery, outcomes);
  }
}

/** Days of trying are over: what has not left is a fault. */
function givenUp({ letters }: Delivery, error: unknown): LetterOutcome[] {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  log.error('letters given up', { error });
  const response = `non remis après ${patienceInDays} jours : ${cause?.message ?? 'sans réponse'}`;
  return letters.map(({ to }) => ({ contact: to.contact, messageId: '', status: 'refused', response }));
}

/** What the Temporal UI shows beside the activity: contact ids and duties or subjects, no names. */
function summaryOf({ letters }: Delivery): string {
  const matters = new Set(
    letters.flatMap(({ items }) => items.map((item) => (item.kind === 'duty' ? item.duty : item.subject))),
  );
  const [first, ...others] = matters;
  return `${letters.length} courriel(s) : ${first}${others.length > 0 ? ` + ${others.length}` : ''}`;
}
