import { clauseOrLast } from '../amendments/versions.ts';
import type { Moment } from '../calendar/moment.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import { type Reckoned, reckon } from '../calendar/reckoning.ts';
import type { Convention, Shortfall, Suspension } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import { type DutyOutcome, dutyIdOf } from '../duties/duty.ts';
import { spanAt, spansOf } from '../term/term.ts';
import { committedIn, linesOf } from './budget-lines.ts';
import { ceilingIn, lowestCeiling } from './ceiling.ts';

/** The shortfalls that are not over: one of the whole at most, and one of each line of the budget. */
export function shortfallsUnderWay({ shortfalls }: Convention): readonly Shortfall[] {
  return shortfalls.filter(({ closedOn }) => closedOn === undefined);
}

/** The first shortfall that is not over, if there is one. */
export function shortfallUnderWay(convention: Convention): Shortfall | undefined {
  return shortfallsUnderWay(convention)[0];
}

/** The line of the budget that falls short, when it is not the whole: ` (ligne « Programme 143 »)`. */
export function ofLine({ document }: Convention, { line }: Pick<Shortfall, 'line'>): string {
  if (line === undefined) return '';
  const { name = line } = linesOf(document.budget).find(({ id }) => id === line) ?? {};
  return ` (ligne « ${name} »)`;
}

/** The suspensions under way, each for a shortfall: the execution is suspended as long as there is one. */
export function openSuspensions({ suspensions, ended }: Convention): readonly Suspension[] {
  return ended ? [] : suspensions.filter(({ until }) => until === undefined);
}

/** Whether new commitments are refused until the credits are adjusted (art. 5). */
export function isSuspended(convention: Convention): boolean {
  return openSuspensions(convention).length > 0;
}

/** The last day that the delegator has to adjust the credits, and how it is found. */
export function reckonedDecision(convention: Convention, { on }: Shortfall): Reckoned {
  const delay = delayOf('shortfall', clauseOrLast(convention, 'shortfall')?.decisionWorkingDays);
  return reckon('shortfall', on).plusWorkingDays(delay, convention.document.holidays);
}

/** What a shortfall brings about on a day: the suspension it leads to, or its end once what was needed can be committed. */
export function shortfallBrings(
  convention: Convention,
  today: PlainDate,
  shortfall = shortfallUnderWay(convention),
): 'suspension' | 'end' | undefined {
  if (!shortfall || convention.ended || convention.closed) return undefined;
  if (isCovered(convention, shortfall, today)) return 'end';
  const unanswered = shortfall.refused !== undefined || reckonedDecision(convention, shortfall).on < today;
  const suspends = openSuspensions(convention).some((one) => one.shortfall === shortfall.id);
  return unanswered && !suspends ? 'suspension' : undefined;
}

/**
 * Whether what was refused for want of credits could be committed today: there is room for it, or the ceiling is what
 * it had to be, whatever was committed of it since. The ceiling of another period does not count, but that of a period
 * begun since: what lacked may be committed in it.
 */
function isCovered(convention: Convention, shortfall: Shortfall, today: PlainDate): boolean {
  const { needed, target, period, missing, on, line } = shortfall;
  const spans = spansOf(convention);
  const ceilingFrom = (day: PlainDate) =>
    line === undefined ? lowestCeiling(convention, day, spans) : ceilingIn(convention.document, period, line);
  const committed = (rank: number) => committedIn(convention, rank, line);
  const span = spans.find(({ rank }) => rank === period);
  const ceiling = ceilingFrom(span && span.to < today ? span.to : today);
  if (ceiling === null || ceiling >= target || committed(period) + needed <= ceiling) return true;
  const current = spanAt(spans, today);
  if (!current || current.rank <= period || current.from <= on) return false;
  const free = ceilingFrom(today);
  return free === null || committed(current.rank) + missing <= free;
}

/** The convention once a shortfall is over, and what it suspended resumed. */
export function closedShortfall(
  convention: Convention,
  shortfall: Shortfall,
  { by, now, today, evidence }: Moment & { readonly by: string; readonly evidence: string },
): Convention {
  const after = withShortfall(convention, { ...shortfall, closedOn: today });
  const outcome: DutyOutcome = { state: 'done', at: now, by, evidence };
  const suspended = after.suspensions.some((one) => one.shortfall === shortfall.id);
  return {
    ...after,
    outcomes: {
      [dutyIdOf('shortfall', shortfall.id)]: outcome,
      ...(suspended ? { [dutyIdOf('suspension', shortfall.id)]: outcome } : {}),
      // A refusal to adjust has closed the decision already.
      ...after.outcomes,
    },
    suspensions: after.suspensions.map((one) =>
      one.shortfall === shortfall.id && one.until === undefined ? { ...one, until: today } : one,
    ),
  };
}

/** The convention with what became of a shortfall. */
export function withShortfall(convention: Convention, shortfall: Shortfall): Convention {
  const shortfalls = convention.shortfalls.map((one) => (one.id === shortfall.id ? shortfall : one));
  return { ...convention, shortfalls };
}
