import { addDays, type PlainDate } from './calendar/plain-date.ts';
import type { Convention } from './convention.ts';
import { decisionDueOn, openShortfall } from './shortfall.ts';
import { periodOf, runningNotice, spansOf } from './term.ts';

/** The days on which the calendar alone changes something: effect, end, decisions that were not taken in time. */
export function turningDays(convention: Convention): PlainDate[] {
  const period = periodOf(convention);
  const notice = runningNotice(convention);
  const shortfall = openShortfall(convention);
  const lasts = [
    period?.endsOn,
    notice?.endsOn,
    shortfall && decisionDueOn(convention, shortfall),
    ...convention.amendments.map(({ state, expiresOn }) => (state === 'proposed' ? expiresOn : undefined)),
  ];
  const firsts = [
    ...spansOf(convention).map(({ from }) => from),
    ...convention.amendments.map(({ state, effectiveOn }) => (state === 'signed' ? effectiveOn : undefined)),
  ];
  return [...firsts.flatMap((day) => day ?? []), ...lasts.flatMap((day) => (day ? [addDays(day, 1)] : []))];
}
