import { addDays, addMonths, type PlainDate } from '../calendar/plain-date.ts';
import type { Reckoned } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { isAgreedByAll } from '../people/parties.ts';
import { earlyEnd, noticeEndsOn, periodOf } from './term.ts';

/** The renewal that the current period may bring (decree 2004-1085: "éventuellement reconductible"). */
export interface ComingRenewal {
  /** 1 for the first renewal. */
  readonly rank: number;
  readonly mode: 'express' | 'tacit';
  readonly months: number;
  /** Last day of the current period. */
  readonly lastDay: PlainDate;
}

/** The renewal that may follow the current period: none when the document allows no more, or when an end is decided. */
export function comingRenewal(convention: Convention): ComingRenewal | undefined {
  const clause = convention.document.renewal;
  const period = periodOf(convention);
  const rank = convention.renewals.length + 1;
  if (!period || !clause || convention.ended || convention.closed) return undefined;
  const { mode, months, maximum } = clause;
  if ((maximum !== null && rank > maximum) || period.endsOn < period.lastDay) return undefined;
  // An early end dated on the very last day also prevents it.
  const early = earlyEnd(convention);
  if (early && early.on <= period.lastDay) return undefined;
  const isOpposed = convention.renewalAnswers.some((one) => one.rank === rank && !one.agrees);
  if (mode === 'tacit' && isOpposed) return undefined;
  return { rank, mode, months, lastDay: period.lastDay };
}

/** Whether the renewal that may come does: tacitly unless prevented, expressly when all parties agreed. */
export function isRenewed(convention: Convention): boolean {
  const coming = comingRenewal(convention);
  if (!coming) return false;
  const agreed = convention.renewalAnswers.flatMap(({ rank, party, agrees }) =>
    rank === coming.rank && agrees ? [party] : [],
  );
  return coming.mode === 'tacit' || isAgreedByAll(convention.document, agreed);
}

/**
 * The last day on which a party may oppose a tacit renewal, which leaves the convention to its term: so many months
 * before that, where the text says so; else only a notice prevents it.
 */
export function lastOppositionDay({ renewal }: ConventionDocument, lastDay: Reckoned): Reckoned | undefined {
  const months = renewal?.decidedMonthsBefore;
  return months === undefined ? undefined : lastDay.plusMonths(-months);
}

/** What prevents a tacit renewal, in French. */
export function frenchPrevention({ renewal }: ConventionDocument): 'opposition' | 'préavis' {
  return renewal?.decidedMonthsBefore === undefined ? 'préavis' : 'opposition';
}

/**
 * The last day on which a notice still ends the convention by a given last day: the last receipt whose months, date
 * to date, do not run past it (CPC art. 641). For a term on 28 February and three months, 30 November.
 */
export function lastNoticeDay(document: ConventionDocument, lastDay: PlainDate): PlainDate {
  const { days, months } = document.notice;
  let day = days ? addDays(lastDay, -days) : addMonths(lastDay, -months);
  while (noticeEndsOn(document, day) > lastDay) day = addDays(day, -1);
  while (noticeEndsOn(document, addDays(day, 1)) <= lastDay) day = addDays(day, 1);
  return day;
}
