import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { ActName } from '../../../acts/acts.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import type { PlainDate } from '../../../convention/calendar/plain-date.ts';
import { partiesOf } from '../../../convention/people/parties.ts';
import { actByClient, actByLink, actByProgram, askedByClient, type Came } from './asked.ts';
import { expectedItems, expectedMessageId } from './expected.ts';
import type { Field } from './field.ts';
import { type PlannedConvention, type Plans, plannedNow, plannedTogether } from './planned-conventions.ts';
import { Post } from './post.ts';

/** Something that somebody asked for. */
export interface Asked {
  readonly convention: string;
  /** Found in the line that the journal of the convention has of it, and in no other. */
  readonly mark: string;
  readonly by: 'client' | 'program' | 'link';
  readonly act: string;
  /** What was answered in the end; absent as long as nothing was. */
  came?: Came;
}

/** A convention that somebody registers. */
export interface Registered extends PlannedConvention {
  readonly id: string;
  /** Message-IDs of the letters that fall due while it lives on undisturbed. */
  readonly dueIds: readonly string[];
  started?: Came;
  /** Nothing is asked of it any more: it was taken off the software, or its notice was given. */
  isOver: boolean;
  readonly links: Set<string>;
}

/** How long after a registration the next one is asked for. */
const registrationEveryMs = 8_000;
const actEveryMs = 2_500;

/** Those who register conventions and act upon them, all along, whatever happens: each asks again until answered. */
export class People {
  readonly registered: Registered[] = [];
  readonly asked: Asked[] = [];
  readonly post: Post;
  readonly #field: Field;
  readonly #plans: Plans;
  readonly #random: () => number;
  #underWay: Promise<unknown>[] = [];
  #isOver = false;

  constructor(field: Field, plans: Plans, random: () => number) {
    this.#field = field;
    this.#plans = plans;
    this.#random = random;
    this.post = new Post(field.journal);
  }

  /** Goes on until told to stop. */
  async live(): Promise<void> {
    await Promise.all([this.#register(), this.#act()]);
  }

  /** Nothing new is asked for; resolves when all that was is answered, or so many milliseconds later. */
  async stop(patienceMs: number): Promise<void> {
    this.#isOver = true;
    await Promise.race([Promise.all(this.#underWay), pause(patienceMs, undefined, { ref: false })]);
  }

  async #register(): Promise<void> {
    while (!this.#isOver) {
      const rank = this.registered.length;
      const some =
        this.#random() < 0.25
          ? plannedTogether(this.#plans, rank, this.#random)
          : [plannedNow(this.#plans, rank, this.#random)];
      for (const planned of some) this.#registerOne(planned);
      await pause(registrationEveryMs);
    }
  }

  #registerOne(planned: PlannedConvention): void {
    const { document, clockOffsetMs, dueAt } = planned;
    const dueByClock = dueAt + clockOffsetMs;
    const items = expectedItems(document, Date.now() + clockOffsetMs, [], dueByClock);
    const contacts = new Set(items.map(({ contact }) => contact));
    const dueIds = [...contacts].flatMap((contact) => {
      const own = items.filter((item) => item.contact === contact && item.at === dueByClock);
      const [first] = own;
      const identities = own.map(({ identity }) => identity);
      return first ? [expectedMessageId(document.id, first, identities)] : [];
    });
    const one: Registered = { ...planned, id: document.id, dueIds, isOver: false, links: new Set() };
    this.registered.push(one);
    this.#underWay.push(
      askedByClient(async (intention) => {
        await this.#field.conventions.start(document, 'campaign', { clockOffsetMs }, intention);
        return 'started';
      }).then((came) => {
        one.started = came;
      }),
    );
  }

  async #act(): Promise<void> {
    for (let rank = 0; !this.#isOver; rank++) {
      await pause(actEveryMs * (0.5 + this.#random()));
      const living = this.registered.filter(({ started, isOver }) => started && 'done' in started && !isOver);
      const one = living[Math.floor(this.#random() * living.length)];
      if (one) await this.#actUpon(one, `demande-${rank}.`);
    }
  }

  /** One act, of those that the text of the convention lets people do now. */
  async #actUpon(one: Registered, mark: string): Promise<void> {
    const choice = this.#random();
    if (one.document.requests && choice < 0.3) this.#requestInformation(one, mark);
    else if (choice < 0.5) this.#recordSignedText(one, mark);
    else if (choice < 0.55) this.#doneByMistake(one, mark);
    else if (!(await this.#hasToldWhatWasDue(one))) this.#recordSignedText(one, mark);
    // What follows closes duties: once their letters are there, it changes none of them.
    else if (choice < 0.7) this.#recordCredits(one, mark);
    else if (choice < 0.9) await this.#followLink(one, mark);
    else this.#end(one, mark);
  }

  #requestInformation(one: Registered, mark: string): void {
    const asked = { from: this.#random() < 0.5 ? 'delegator' : 'delegatee', subject: mark };
    if (this.#random() < 0.4) this.#askProgram(one, mark, 'requestInformation', asked);
    else this.#askClient(one, mark, 'requestInformation', asked);
    // Two people ask for the same thing: one of them is told that it is asked for.
    if (this.#random() < 0.2) this.#askClient(one, mark, 'requestInformation', asked);
  }

  #recordSignedText(one: Registered, mark: string): void {
    const ask = this.#random() < 0.4 ? this.#askProgram : this.#askClient;
    ask.call(this, one, mark, 'recordSignedText', { evidence: mark });
  }

  #doneByMistake(one: Registered, mark: string): void {
    this.#askClient(one, mark, 'markDone', { duties: [{ duty: 'aucune', evidence: mark }] });
  }

  #recordCredits(one: Registered, mark: string): void {
    const entry = { kind: 'credits', on: this.#today(one), reference: mark, amount: 100 };
    this.#askClient(one, mark, 'recordEntry', { entry });
  }

  /** By notice, or taken off the software: nothing more is asked of it. */
  #end(one: Registered, mark: string): void {
    one.isOver = true;
    const from = partiesOf(one.document)[0]?.party;
    if (this.#random() < 0.6) this.#askClient(one, mark, 'terminate', { reason: mark });
    else this.#askClient(one, mark, 'giveNotice', { from, receivedOn: this.#today(one), reason: mark });
  }

  async #hasToldWhatWasDue({ dueIds, dueAt }: Registered): Promise<boolean> {
    if (dueIds.length === 0 || Date.now() < dueAt || !existsSync(this.#field.journal)) return false;
    const taken = new Set((await this.post.all()).map(({ messageId }) => messageId));
    return dueIds.every((id) => taken.has(id));
  }

  /** Of one of the letters that were due, so that its duty owes nothing more today. */
  async #followLink(one: Registered, mark: string): Promise<void> {
    const letters = (await this.post.all()).filter(({ messageId }) => one.dueIds.includes(messageId));
    const link = letters.flatMap(({ links }) => links).find((path) => !one.links.has(path));
    if (link === undefined) return;
    one.links.add(link);
    this.#ask(one.id, mark, 'link', 'link', () => actByLink(this.#field.webUrl, link, `${mark}pdf`));
  }

  #askClient({ id }: Registered, mark: string, act: ActName, input: object): void {
    const asked = { by: 'Camille', ...input };
    this.#ask(id, mark, 'client', act, () => actByClient(this.#field.conventions, id, act, asked));
  }

  #askProgram(
    { id }: Registered,
    mark: string,
    act: ActName,
    answers: Readonly<Record<string, unknown>>,
  ): void {
    this.#ask(id, mark, 'program', act, () => actByProgram(this.#field, id, act, answers));
  }

  #ask(convention: string, mark: string, by: Asked['by'], act: string, ask: () => Promise<Came>): void {
    const one: Asked = { convention, mark, by, act };
    this.asked.push(one);
    this.#underWay.push(
      ask().then((came) => {
        one.came = came;
      }),
    );
  }

  #today({ clockOffsetMs }: PlannedConvention): PlainDate {
    return parisDate(Date.now() + clockOffsetMs);
  }
}
