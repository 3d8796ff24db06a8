import { byDate } from '../../../convention/calendar/plain-date.ts';
import type { Convention } from '../../../convention/convention.ts';
import { ceilingOf, lineOfEntry, linesOf } from '../../../convention/ledger/budget-lines.ts';
import { ceilingAt, overrunOf } from '../../../convention/ledger/ceiling.ts';
import { type Entry, orderOf, totalOf } from '../../../convention/ledger/entry.ts';
import { positionOf } from '../../../convention/ledger/position.ts';
import { isSuspended, shortfallsUnderWay } from '../../../convention/ledger/shortfall.ts';
import { statementOf } from '../../../convention/ledger/statement.ts';
import { accountsOf } from '../../../convention/ledger/totals.ts';
import { committedInYear } from '../../../convention/ledger/years.ts';
import { rankAt, spansOf } from '../../../convention/term/term.ts';
import { each, type Invariant, type Seen } from './invariant.ts';

const isAe = (entry: Entry) => totalOf(entry) === 'committed';
const isCp = (entry: Entry) => totalOf(entry) === 'paid';
const sum = (entries: readonly Entry[]) => entries.reduce((all, { amount }) => all + amount, 0);

/** Looked at when the money, the text or the periods have changed. */
const onMoney = ({ is, changed }: Seen) => (changed && is.ledger.length > 0 ? is : undefined);

/** The period in which an entry counts: that of its order's first day, or its own. */
function rankOfEntry(convention: Convention): (entry: Entry) => number {
  const spans = spansOf(convention);
  const accounts = accountsOf(convention.ledger);
  return (entry) => rankAt(spans, accounts.get(orderOf(entry) ?? '')?.since ?? entry.on);
}

/** Σ of some entries of each period, by its rank. */
function byPeriod(convention: Convention, entries: readonly Entry[]): ReadonlyMap<number, number> {
  const rankOf = rankOfEntry(convention);
  const sums = new Map<number, number>();
  for (const entry of entries) sums.set(rankOf(entry), (sums.get(rankOf(entry)) ?? 0) + entry.amount);
  return sums;
}

/** The entries of each line of the budget. */
function byLine(convention: Convention) {
  const lineOf = lineOfEntry(convention.document, convention.ledger);
  return linesOf(convention.document.budget).map((line) => ({
    line,
    entries: convention.ledger.filter((entry) => lineOf(entry) === line.id),
  }));
}

export const money: readonly Invariant[] = [
  {
    name: 'Σ AE of the period under way never passes its ceiling',
    source: 'art. 5',
    breaksAt(seen) {
      const convention = onMoney(seen);
      const { budget, renewal } = seen.is.document;
      const whole = ceilingOf(budget);
      if (!convention || whole === null) return undefined;
      const rank = rankAt(spansOf(convention), seen.moment.today);
      const ceiling = rank > 0 ? (renewal?.ceiling ?? whole) : whole;
      const committed = byPeriod(convention, convention.ledger.filter(isAe)).get(rank) ?? 0;
      return committed > ceiling ? [`${committed} > ${ceiling} (period ${rank})`] : [];
    },
  },
  {
    name: 'Σ AE passes no ceiling on any day, past, present or signed for later',
    source: 'art. 5',
    breaksAt(seen) {
      const convention = onMoney(seen);
      if (!convention) return undefined;
      const overrun = overrunOf(convention, convention.ledger);
      return overrun ? [JSON.stringify(overrun)] : [];
    },
  },
  {
    name: 'Σ AE of a line never passes its own ceiling, in any period',
    breaksAt(seen) {
      const convention = onMoney(seen);
      if (!convention || linesOf(convention.document.budget).length < 2) return undefined;
      return byLine(convention).flatMap(({ line, entries }) =>
        [...byPeriod(convention, entries.filter(isAe))].flatMap(([rank, committed]) =>
          line.ceiling !== null && committed > line.ceiling
            ? [`${line.id}: ${committed} > ${line.ceiling} (period ${rank})`]
            : [],
        ),
      );
    },
  },
  {
    name: 'Σ CP of a line never passes its limit of payments, in any period',
    breaksAt(seen) {
      const convention = onMoney(seen);
      const limited = linesOf(seen.is.document.budget).some((line) => line.paymentCeiling !== undefined);
      if (!convention || !limited) return undefined;
      return byLine(convention).flatMap(({ line, entries }) =>
        [...byPeriod(convention, entries.filter(isCp))].flatMap(([rank, paid]) =>
          line.paymentCeiling !== undefined && paid > line.paymentCeiling
            ? [`${line.id}: ${paid} > ${line.paymentCeiling} (period ${rank})`]
            : [],
        ),
      );
    },
  },
  {
    name: 'neither AE nor CP of a year pass the limits of that year',
    breaksAt(seen) {
      const convention = onMoney(seen);
      if (!convention) return undefined;
      const limits = byLine(convention).flatMap(({ line, entries }) =>
        line.years.map((limit) => ({ ...limit, line, entries })),
      );
      return each(limits, ({ year, commitments, payments, line, entries }) => {
        const paid = sum(entries.filter((entry) => isCp(entry) && entry.on.startsWith(`${year}-`)));
        const committed = committedInYear(entries, year);
        if (committed > commitments) return `${line.id} ${year}: AE ${committed} > ${commitments}`;
        return paid > payments && `${line.id} ${year}: CP ${paid} > ${payments}`;
      });
    },
  },
  {
    name: 'the position is the sum of the entries that count by its day, and its lines add up to it',
    breaksAt(seen) {
      const convention = onMoney(seen);
      if (!convention) return undefined;
      const { today } = seen.moment;
      const position = positionOf(convention, today);
      const counted = { ...convention, ledger: convention.ledger.filter(({ on }) => on <= today) };
      const rankOf = rankOfEntry(counted);
      const own = counted.ledger.filter((entry) => rankOf(entry) === position.period);
      const is = [sum(own.filter(isAe)), sum(own.filter(isCp))];
      const { committed, paid, lines } = position;
      const ofLines = [
        lines.reduce((all, line) => all + line.committed, 0),
        lines.reduce((all, line) => all + line.paid, 0),
      ];
      return [
        ...(`${is}` === `${[committed, paid]}` ? [] : [`${[committed, paid]}, entries ${is}`]),
        ...(lines.length === 0 || `${ofLines}` === `${is}` ? [] : [`lines ${ofLines}, entries ${is}`]),
      ];
    },
  },
  {
    name: 'the final statement leaves nothing out: its periods add up to the whole ledger, and its balance is what they may spend less Σ CP',
    source: 'art. 5',
    breaksAt(seen) {
      const convention = onMoney(seen);
      if (!convention || spansOf(convention).length === 0) return undefined;
      const { periods, balance } = statementOf(convention);
      const total = (key: 'committed' | 'paid' | 'available') =>
        periods.reduce((all, period) => all + period[key], 0);
      const { ledger } = convention;
      const credits = ledger.filter((entry) => totalOf(entry) === 'available');
      const is = [sum(ledger.filter(isAe)), sum(ledger.filter(isCp)), sum(credits)];
      const said = [total('committed'), total('paid'), total('available')];
      // Of what may be committed no more is paid than the text lets be paid: what is beyond is no balance.
      const authorised = periods.reduce((all, { to, ceiling, available }) => {
        const lines = linesOf(convention.document.budget);
        const payable = lines.map(({ id, paymentCeiling = Number.POSITIVE_INFINITY }) => {
          const own = lines.length > 1 ? ceilingAt(convention, to, undefined, id) : ceiling;
          return Math.min(own ?? Number.POSITIVE_INFINITY, paymentCeiling);
        });
        return (
          all +
          Math.min(
            ceiling ?? available,
            payable.reduce((sums, one) => sums + one, 0),
          )
        );
      }, 0);
      return [
        ...(`${is}` === `${said}` ? [] : [`${said}, entries ${is}`]),
        ...(balance === authorised - sum(ledger.filter(isCp)) ? [] : [`balance ${balance}`]),
      ];
    },
  },
  {
    name: 'of no order more is paid than is committed; of one that no import tells of, on no day more is accepted or paid than was committed by then',
    breaksAt(seen) {
      const convention = onMoney(seen);
      if (!convention) return undefined;
      const orders = [...accountsOf(convention.ledger).keys()];
      return each(orders, (order) => {
        const own = convention.ledger.filter((entry) => orderOf(entry) === order);
        const days = [...new Set(own.map(({ on }) => on))].sort(byDate);
        const sumBy = (total: string, day: string) =>
          sum(own.filter((entry) => totalOf(entry) === total && entry.on <= day));
        const last = days.at(-1) ?? '';
        if (sumBy('paid', last) > sumBy('committed', last)) return `${order} in the end`;
        // What Chorus tells is recorded, and whoever imports it is warned.
        if (own.some(({ key }) => key !== undefined)) return undefined;
        const short = days.find((day) =>
          ['accepted', 'paid'].some((total) => sumBy(total, day) > sumBy('committed', day)),
        );
        return short && `${order} on ${short}`;
      });
    },
  },
  {
    name: 'a correction reverses one entry, once, to the cent, and never another correction',
    breaksAt({ is, was }) {
      const added = is.ledger.slice(was.ledger.length);
      const corrections = added.flatMap((entry) => (entry.kind === 'correction' ? [entry] : []));
      return each(corrections, ({ seq, corrects, amount, order }) => {
        const entry = is.ledger[corrects - 1];
        const others = is.ledger.filter((one) => one.kind === 'correction' && one.corrects === corrects);
        const isRight =
          entry !== undefined &&
          entry.kind !== 'correction' &&
          entry.amount + amount === 0 &&
          orderOf(entry) === order &&
          others.length === 1;
        return !isRight && `n° ${seq} corrects n° ${corrects}`;
      });
    },
  },
  {
    name: 'nothing of the ledger is ever edited or taken away',
    breaksAt({ is, was }) {
      if (is.ledger === was.ledger) return undefined;
      const kept = was.ledger.every((entry, rank) => entry === is.ledger[rank]);
      const numbered = is.ledger.every(({ seq }, rank) => seq === rank + 1);
      return kept && numbered ? [] : [`${was.ledger.length} → ${is.ledger.length} entries`];
    },
  },
  {
    name: 'while the execution is suspended, nothing more is ordered',
    source: 'art. 5',
    breaksAt({ was, is, tried, moment }) {
      if (tried?.name !== 'recordEntry' || !isSuspended(was)) return undefined;
      const before = sum(was.ledger.filter(isAe));
      const after = sum(is.ledger.filter(isAe));
      return after > before ? [`${before} → ${after} on ${moment.today}`] : [];
    },
  },
  {
    name: 'what is refused for want of credits is not recorded; where the ceiling is short, and the text says what then, a shortfall is under way',
    source: 'art. 5',
    breaksAt({ was, is, before, after, tried }) {
      if (!tried?.refusal || before === after) return undefined;
      const { message } = tried.refusal;
      const isShort = message.startsWith('Il manque') && is.document.shortfall !== undefined;
      const isTold = !isShort || shortfallsUnderWay(is).length > 0;
      return isTold && is.ledger === was.ledger ? [] : [`${tried.name}: ${message}`];
    },
  },
  {
    name: 'a balance is agreed within what the final statement leaves, and a convention that settles closes with no order open but those that somebody was let off',
    source: 'art. 5',
    breaksAt({ was, is, tried }) {
      // Who stops a convention, be it over already, settles nothing.
      if (was.closed || !is.closed || tried?.name === 'terminate') return undefined;
      if (is.ledger.length === 0 && !is.agreedBalance) return undefined;
      const { balance, openOrders } = statementOf(is);
      const { amount = 0 as const } = is.agreedBalance ?? {};
      const left = balance > 0 ? balance : 0;
      const isLetOff = is.outcomes['open-commitments']?.state === 'waived';
      return [
        ...(amount >= 0 && amount <= left ? [] : [`agreed ${amount}, left ${left}`]),
        ...(openOrders.length === 0 || isLetOff ? [] : [`open: ${openOrders.map(({ order }) => order)}`]),
      ];
    },
  },
];
