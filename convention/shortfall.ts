import type { PlainDate } from './calendar/plain-date.ts';
import { addWorkingDays } from './calendar/working-days.ts';
import type { Convention, Shortfall, Suspension } from './convention.ts';
import { committedIn, lowestCeiling } from './ledger/ceiling.ts';
import { spanAt, spansOf } from './term.ts';

/** The shortfall that is not over, if there is one. */
export function openShortfall({ shortfalls }: Convention): Shortfall | undefined {
  return shortfalls.find(({ closedOn }) => closedOn === undefined);
}

/** The suspension under way, if the execution is suspended. */
export function openSuspension({ suspensions, ended }: Convention): Suspension | undefined {
  return ended ? undefined : suspensions.find(({ until }) => until === undefined);
}

/** Whether new commitments are refused until the credits are adjusted (art. 5). */
export function isSuspended(convention: Convention): boolean {
  return openSuspension(convention) !== undefined;
}

/** The last day that the delegator has to adjust the credits. */
export function decisionDueOn({ document }: Convention, { on }: Shortfall): PlainDate {
  return addWorkingDays(on, document.shortfall.decisionWorkingDays, document.holidays);
}

/** What a shortfall brings about on a day: the suspension it leads to, or its end once what was needed can be committed. */
export function shortfallBrings(convention: Convention, today: PlainDate): 'suspension' | 'end' | undefined {
  const shortfall = openShortfall(convention);
  if (!shortfall || convention.ended || convention.closed) return undefined;
  if (isCovered(convention, shortfall, today)) return 'end';
  const unanswered = shortfall.refused !== undefined || decisionDueOn(convention, shortfall) < today;
  return unanswered && !isSuspended(convention) ? 'suspension' : undefined;
}

/**
 * Whether what was refused for want of credits could be committed today: there is room for it, or the ceiling is what
 * it had to be, whatever was committed of it since. The ceiling of another period does not count, but that of a period
 * begun since: what lacked may be committed in it.
 */
function isCovered(convention: Convention, shortfall: Shortfall, today: PlainDate): boolean {
  const { needed, target, period, missing, on } = shortfall;
  const spans = spansOf(convention);
  const span = spans.find(({ rank }) => rank === period);
  const day = span && span.to < today ? span.to : today;
  const ceiling = lowestCeiling(convention, day, spans);
  if (ceiling === null || ceiling >= target) return true;
  if (committedIn(convention.ledger, spans, period) + needed <= ceiling) return true;
  const current = spanAt(spans, today);
  if (!current || current.rank <= period || current.from <= on) return false;
  const free = lowestCeiling(convention, today, spans);
  return free === null || committedIn(convention.ledger, spans, current.rank) + missing <= free;
}
