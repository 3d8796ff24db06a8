import { addDays, earliest, type PlainDate } from '../../../convention/calendar/plain-date.ts';
import type { Convention } from '../../../convention/convention.ts';
import { type Entry, orderOf, totalOf } from '../../../convention/ledger/entry.ts';
import { type Span, spanAt, spansOf } from '../../../convention/term/term.ts';

// What the ledger must say, the slow and plain way: nothing is remembered from one question to the next.

/** A ceiling that was signed, and since when it counts. */
interface Decided {
  readonly effectiveOn: PlainDate;
  readonly budget?: number | null;
  readonly renewal?: number;
}

/** The ceilings that amendments have brought along a life, in the order in which each came into force. */
export class Ceilings {
  readonly #origin: Convention;
  readonly #inForce: Decided[] = [];
  readonly #known = new Set<number>();
  #pending: readonly Decided[] = [];

  constructor(origin: Convention) {
    this.#origin = origin;
  }

  /** Takes note of what the convention has become. */
  follow({ amendments }: Convention): void {
    const byEffect = [...amendments].sort((a, b) =>
      a.effectiveOn === b.effectiveOn ? a.id - b.id : a.effectiveOn < b.effectiveOn ? -1 : 1,
    );
    for (const one of byEffect) {
      if (one.state !== 'inForce' || this.#known.has(one.id)) continue;
      this.#known.add(one.id);
      this.#inForce.push(decided(one));
    }
    this.#pending = byEffect.filter(({ state }) => state === 'signed').map(decided);
  }

  /** The ceiling of a period on a day, in cents. */
  on(rank: number, day: PlainDate): number | null {
    const begun = [...this.#inForce, ...this.#pending].filter(({ effectiveOn }) => effectiveOn <= day);
    const { budget, renewal } = this.#origin.document;
    const first = begun.findLast((one) => one.budget !== undefined)?.budget ?? budget?.ceiling ?? null;
    const renewed = begun.findLast((one) => one.renewal !== undefined)?.renewal ?? renewal?.ceiling;
    return rank > 0 && first !== null ? (renewed ?? first) : first;
  }

  /** The days on which a ceiling changes. */
  get days(): PlainDate[] {
    return [...this.#inForce, ...this.#pending].map(({ effectiveOn }) => effectiveOn);
  }
}

function decided({ effectiveOn, changes }: Convention['amendments'][number]): Decided {
  const ceiling = (key: string): unknown => Reflect.get(Object(changes[key]), 'ceiling');
  const [budget, renewal] = [ceiling('budget'), ceiling('renewal')];
  return {
    effectiveOn,
    ...(typeof budget === 'number' ? { budget: Math.round(budget * 100) } : {}),
    ...(typeof renewal === 'number' ? { renewal: Math.round(renewal * 100) } : {}),
  };
}

/** Where Σ AE of a period passes its ceiling, on any of some days. */
export function excesses(convention: Convention, ceilings: Ceilings, days: readonly PlainDate[]): string[] {
  const spans = spansOf(convention);
  const ranks = spans.length === 0 ? [0] : spans.map(({ rank }) => rank);
  return ranks.flatMap((rank) => {
    const entries = commitmentsOf(convention.ledger, spans, rank);
    const end = spans.some((span) => span.rank === rank + 1) ? spans[rank]?.to : undefined;
    return days.flatMap((day) => {
      const committed = entries.filter(({ on }) => on <= day).reduce((sum, { amount }) => sum + amount, 0);
      const ceiling = ceilings.on(rank, end ? earliest(end, day) : day);
      return ceiling !== null && committed > ceiling
        ? [`period ${rank}, ${day}: ${committed} > ${ceiling}`]
        : [];
    });
  });
}

/** The days on which anything changes. */
export function changingDays({ ledger }: Convention, ceilings: Ceilings): PlainDate[] {
  return [...new Set([...ledger.map(({ on }) => on), ...ceilings.days])];
}

/** Every day from one to another. */
export function everyDay(from: PlainDate, to: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let one = from; one <= to; one = addDays(one, 1)) days.push(one);
  return days;
}

/** Orders of which more is paid than was committed. */
export function overpaid(ledger: readonly Entry[]): string[] {
  const orders = new Set(ledger.flatMap((entry) => orderOf(entry) ?? []));
  return [...orders].filter((order) => {
    const ofIt = ledger.filter((entry) => orderOf(entry) === order);
    const sum = (total: string) =>
      ofIt.filter((entry) => totalOf(entry) === total).reduce((all, { amount }) => all + amount, 0);
    return sum('paid') > sum('committed') || sum('paid') < 0;
  });
}

/** The days on which more was accepted or paid of an order than was committed of it by then. */
export function uncoveredDays(ledger: readonly Entry[]): string[] {
  const orders = new Set(ledger.flatMap((entry) => orderOf(entry) ?? []));
  const days = new Set(ledger.map(({ on }) => on));
  return [...orders].flatMap((order) =>
    [...days].filter((day) => {
      const sum = (total: string) =>
        ledger
          .filter((one) => orderOf(one) === order && one.on <= day && totalOf(one) === total)
          .reduce((all, { amount }) => all + amount, 0);
      return Math.max(sum('accepted'), sum('paid')) > sum('committed');
    }),
  );
}

/** The AE entries of the orders that began in a period. */
function commitmentsOf(ledger: readonly Entry[], spans: readonly Span[], rank: number): Entry[] {
  const all = ledger.filter((entry) => totalOf(entry) === 'committed');
  return all.filter((entry) => {
    const since = beginningOf(ledger, orderOf(entry) ?? '') ?? entry.on;
    return (spanAt(spans, since)?.rank ?? 0) === rank;
  });
}

/** The first day on which an order was committed; an entry that was reversed on its own day never was. */
export function beginningOf(ledger: readonly Entry[], order: string): PlainDate | undefined {
  const ofIt = ledger.filter((entry) => orderOf(entry) === order);
  const reversed = (seq: number, on: PlainDate) =>
    ledger.some((one) => one.kind === 'correction' && one.corrects === seq && one.on === on);
  const counted = ofIt.filter((entry) => {
    if (totalOf(entry) !== 'committed') return false;
    if (entry.kind === 'correction') return ledger[entry.corrects - 1]?.on !== entry.on;
    return !reversed(entry.seq, entry.on);
  });
  return counted.map(({ on }) => on).sort()[0] ?? ofIt[0]?.on;
}
