import { isOpen } from '../client/on-many.ts';
import { inParallel } from '../contract/in-parallel.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { deadlinesCalendar } from '../letters/calendar/deadlines.ts';
import type { Web } from './web.ts';
import { askedDuties, isThem } from './week/asked-duties.ts';
import { weekOf } from './week/plan.ts';

/**
 * The deadlines of somebody in all their conventions, as a calendar to subscribe to: what is asked of them, and the
 * dates that are announced to them, until each is over. One convention that does not answer fails it: a calendar takes
 * away what it is not told any more.
 * @param own the convention whose link asks for it: it may be younger than the list of all.
 * @param alone whether it holds the deadlines of that one only: whoever stands in for somebody does so there.
 */
export async function deadlinesFeed(
  web: Web,
  email: string,
  own: Convention,
  alone: boolean,
): Promise<string> {
  const now = web.now();
  const today = parisDate(now);
  const { until } = weekOf(today);
  const others = alone
    ? []
    : (await web.portfolio.marked(email)).filter((one) => one.id !== own.document.id && isOpen(one));
  const asked = [
    askedDuties(own, today, until),
    ...(await inParallel(others, ({ id }) => web.duties.of(id, today, until))),
  ].flat();
  const theirs = asked.filter(({ concerns }) =>
    concerns.some((one) => !one.represents && isThem(one, { email })),
  );
  return deadlinesCalendar(theirs, now, 'Mes échéances de conventions de délégation');
}
