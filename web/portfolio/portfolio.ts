import type { Conventions } from '../../client/conventions.ts';
import { folded } from '../../client/folded.ts';
import type { ListedConvention } from '../../client/list.ts';
import { mayConcern } from '../../convention/people/memo.ts';
import { standingOf } from '../access.ts';
import type { Person } from '../person.ts';
import { isWatched, type PortfolioQuery, type Watch } from './query.ts';
import { inOrder, inOrderAgain, type Placed, type Way } from './sorting.ts';

/** One page of the portfolio. */
export interface PortfolioPage {
  readonly conventions: readonly ListedConvention[];
  readonly total: number;
  readonly pages: number;
  readonly page: number;
  /** How many of each phase, the phase filter aside. */
  readonly byPhase: Readonly<Record<string, number>>;
  /** How many need to be looked at, whatever is searched for. */
  readonly watched: Readonly<Record<Watch, number>>;
}

/** Conventions on a page. */
export const pageSize = 50;

/** How old the list may be when it is shown, past what reading it takes the server: then whoever looks waits for it. */
const freshForMs = 5_000;
/** How long the server's list may lag behind what was done: until then, what was acted on is asked of itself. */
const lagsForMs = 10_000;
/** Records asked for together: one that does not answer keeps a person waiting once, not once for each. */
const askedAtOnce = 20;
/** Reading a long list takes the server and this process a while: at most a fifth of their time, the list being older for it. */
const restsFor = 4;
/** Where reading it takes longer, whoever looks at a list that is too old is shown it while it is read again. */
const waitsForMs = 2_000;
/** How long a person is known to be concerned, or not; the convention's own page always asks. */
const knownForMs = 5 * 60_000;

type Source = Pick<Conventions, 'every' | 'listed' | 'record'>;

interface Indexed {
  readonly listed: ListedConvention;
  /** What a search is made in, folded. */
  readonly words: string;
}

/**
 * All conventions, held in memory: the server lists ten thousand in some ten seconds, and neither sorts nor finds a
 * word. Past a few seconds it is read again, which whoever looks waits for; but not for the minute that a hundred
 * thousand take: what was done here is in it all the same.
 */
export class Portfolio {
  readonly #conventions: Source;
  readonly #clock: () => number;
  #indexed: readonly Indexed[] = [];
  /** All of them in each order that was asked for: to sort a hundred thousand takes a third of a second. */
  readonly #inOrder = new Map<string, { readonly order: Way; readonly list: readonly Placed<Indexed>[] }>();
  /** When what was acted on here was asked of itself, by id. */
  readonly #renewedAt = new Map<string, number>();
  #readAt = Number.NEGATIVE_INFINITY;
  #tookMs = 0;
  /** Whether the server did not answer when it was last read behind whoever looked. */
  #isUnanswered = false;
  #reading: Promise<void> | undefined;
  readonly #concerned = new Map<string, { readonly concerns: boolean; readonly at: number }>();

  /** @param clock milliseconds that only ever grow. */
  constructor(conventions: Source, clock: () => number = () => performance.now()) {
    this.#conventions = conventions;
    this.#clock = clock;
  }

  /** Whether the list was read once. */
  get isReady(): boolean {
    return this.#readAt > Number.NEGATIVE_INFINITY;
  }

  /** Reads the list anew. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Reads one convention anew, or for the first time; what was done is done, whatever the server answers. */
  async renew(id: string): Promise<void> {
    this.#renewedAt.set(id, this.#clock());
    const renewed = await this.#askedAgain([id]);
    const changed = renewed.map(indexedOf);
    this.#indexed = merged(this.#indexed, changed);
    for (const [key, { order, list }] of this.#inOrder)
      this.#inOrder.set(key, { order, list: inOrderAgain(list, changed, order) });
  }

  /** Every convention that a person may see. */
  async seenBy(person: Person | 'public'): Promise<readonly ListedConvention[]> {
    return (await this.#mine(person)).map(({ listed }) => listed);
  }

  /** Those that may concern whoever has an address, what needs attention first: their records say which do. */
  async marked(email: string): Promise<readonly ListedConvention[]> {
    await this.#freshen();
    const marked = this.#indexed.filter(({ listed }) => mayConcern(listed.contacts, email));
    return inOrder(marked, { sort: 'attention', descending: false }).map(({ one }) => one.listed);
  }

  /** A page of what a person may see. */
  async page(person: Person, query: PortfolioQuery): Promise<PortfolioPage> {
    const matching = await this.#matching(person, query);
    const byPhase: Record<string, number> = {};
    for (const { phase } of matching) byPhase[phase] = (byPhase[phase] ?? 0) + 1;
    const found = ofPhase(matching, query);
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    const page = Math.min(Math.max(1, query.page), pages);
    const conventions = found.slice((page - 1) * pageSize, page * pageSize);
    const seen = await this.seenBy(person);
    const count = (watch: Watch) => seen.filter(isWatched[watch]).length;
    const watched = { overdue: count('overdue'), faults: count('faults'), over: count('over') };
    return { conventions, total: found.length, pages, page, byPhase, watched };
  }

  /** All that a query finds, sorted. */
  async find(person: Person, query: Omit<PortfolioQuery, 'page'>): Promise<readonly ListedConvention[]> {
    return ofPhase(await this.#matching(person, query), query);
  }

  /** All that a query finds in its order, its phase aside. */
  async #matching(
    person: Person,
    { search = '', only, ...order }: Omit<PortfolioQuery, 'page'>,
  ): Promise<ListedConvention[]> {
    const words = folded(search).split(/\s+/).filter(Boolean);
    return (await this.#mineInOrder(person, order))
      .filter(({ one }) => words.every((word) => one.words.includes(word)))
      .map(({ one }) => one.listed)
      .filter((one) => !only || isWatched[only](one));
  }

  async #mineInOrder(person: Person, { sort, descending }: Way): Promise<readonly Placed<Indexed>[]> {
    const order = { sort, descending };
    const mine = await this.#mine(person);
    if (mine !== this.#indexed) return inOrder(mine, order);
    const key = `${sort} ${descending}`;
    const known = this.#inOrder.get(key);
    if (known) return known.list;
    const list = inOrder(mine, order);
    this.#inOrder.set(key, { order, list });
    return list;
  }

  async #mine(person: Person | 'public'): Promise<readonly Indexed[]> {
    await this.#freshen();
    if (person === 'public' || person.admin || person.auditor) return this.#indexed;
    const { email } = person;
    if (email === undefined) return [];
    const candidates = this.#indexed.filter(({ listed }) => mayConcern(listed.contacts, email));
    const kept: Indexed[] = [];
    for (let from = 0; from < candidates.length; from += askedAtOnce) {
      const some = candidates.slice(from, from + askedAtOnce);
      const concern = await Promise.all(some.map(({ listed }) => this.#concerns(listed.id, person, email)));
      kept.push(...some.filter((_one, rank) => concern[rank]));
    }
    return kept;
  }

  /** Two addresses may share a mark: the record decides, and is asked again after some minutes. */
  async #concerns(id: string, person: Person, email: string): Promise<boolean> {
    const key = `${id} ${email} ${person.siret ?? ''}`;
    const known = this.#concerned.get(key);
    if (known && this.#clock() - known.at < knownForMs) return known.concerns;
    const concerns = await this.#conventions.record(id).then(
      ({ document }) => standingOf(person, document) !== undefined,
      () => undefined,
    );
    // One that does not answer now is asked again next time.
    if (concerns === undefined) return false;
    this.#concerned.set(key, { concerns, at: this.#clock() });
    return concerns;
  }

  async #freshen(): Promise<void> {
    if (this.#clock() - this.#readAt <= Math.max(freshForMs, restsFor * this.#tookMs)) return;
    const read = this.refresh();
    if (this.#tookMs < waitsForMs || this.#isUnanswered) return read;
    // What is shown meanwhile is not passed off as the present for longer than the server takes to fail.
    read.then(
      () => {},
      () => {
        this.#isUnanswered = true;
      },
    );
  }

  async #read(): Promise<void> {
    const startedAt = this.#clock();
    const indexed = (await this.#conventions.every()).map(indexedOf);
    for (const [id, at] of this.#renewedAt) if (startedAt - at > lagsForMs) this.#renewedAt.delete(id);
    const changed = await this.#askedAgain([...this.#renewedAt.keys()]);
    this.#indexed = merged(indexed, changed.map(indexedOf));
    for (const [key, { order }] of this.#inOrder)
      this.#inOrder.set(key, { order, list: inOrder(this.#indexed, order) });
    this.#readAt = startedAt;
    this.#tookMs = this.#clock() - startedAt;
    this.#isUnanswered = false;
  }

  /** Conventions as they are themselves; those that do not answer are left out. */
  async #askedAgain(ids: readonly string[]): Promise<readonly ListedConvention[]> {
    const asked = await Promise.all(ids.map((id) => this.#conventions.listed(id).catch(() => undefined)));
    return asked.filter((one) => one !== undefined);
  }
}

function merged(indexed: readonly Indexed[], changed: readonly Indexed[]): readonly Indexed[] {
  const ids = new Set(changed.map(({ listed }) => listed.id));
  return [...changed, ...indexed.filter(({ listed }) => !ids.has(listed.id))];
}

function ofPhase(
  found: readonly ListedConvention[],
  { phase }: Pick<PortfolioQuery, 'phase'>,
): readonly ListedConvention[] {
  return phase ? found.filter((one) => one.phase === phase) : found;
}

function indexedOf(listed: ListedConvention): Indexed {
  const { id, title, shortName, parties } = listed;
  return { listed, words: folded(`${id} ${title} ${shortName} ${parties}`) };
}
