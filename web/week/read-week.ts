import type { ListedConvention } from '../../client/list.ts';
import { isOpen } from '../../client/on-many.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Person } from '../person.ts';
import { type ReadOf, readMany } from '../read-many.ts';
import type { Web } from '../web.ts';
import { type AskedDuty, isThem } from './asked-duties.ts';
import { type Plan, planOf, type Week, type WeekLine, weekOf } from './plan.ts';
import { type View, viewFor } from './views.ts';

/** Somebody's week over all their conventions, those that are closed left aside. */
export interface ReadWeek extends ReadOf {
  readonly view: View;
  readonly today: PlainDate;
  readonly week: Week;
  readonly plan: Plan;
  /** How many of those that ask something are not followed any more, which says so itself. */
  readonly stopped: number;
}

/**
 * Reads what is asked of somebody in all their conventions.
 * @param asked the view that the address names.
 * @param waits how long for those that do not answer at once, in milliseconds.
 * @throws Refused `ENGINE_UNREACHABLE` when nothing can be read.
 */
export async function readWeek(
  web: Pick<Web, 'portfolio' | 'duties' | 'now'>,
  person: Person,
  asked: string,
  waits?: number,
): Promise<ReadWeek> {
  const view = viewFor(person, asked);
  const today = parisDate(web.now());
  const week = weekOf(today);
  const mine = (await conventionsOf(web, person, view)).filter(isOpen);
  const { answered, ...read } = await readMany(mine, ({ id }) => web.duties.of(id, today, week.until), waits);
  const found = answered.map(({ one, answer }) => ({
    isStopped: one.stopped !== undefined,
    lines: answer.flatMap((duty) => lineFor(duty, person, view) ?? []),
  }));
  return {
    view,
    today,
    week,
    plan: planOf(
      found.flatMap(({ isStopped, lines }) => (isStopped ? [] : lines)),
      today,
    ),
    ...read,
    stopped: found.filter(({ isStopped, lines }) => isStopped && lines.length > 0).length,
  };
}

/** What needs attention first. */
function conventionsOf(
  web: Pick<Web, 'portfolio'>,
  person: Person,
  view: View,
): Promise<readonly ListedConvention[]> {
  if (view === 'mine') return web.portfolio.marked(person.email ?? '');
  return web.portfolio.find(person, { sort: 'attention', descending: false });
}

/** A duty as it is in somebody's week, if it is. */
function lineFor(duty: AskedDuty, person: Person, view: View): WeekLine | undefined {
  const own = duty.concerns.find((one) => isThem(one, person));
  const { manager } = duty;
  const actsForAll = person.admin || isThem({ email: manager.email.toLowerCase() }, person);
  const form = actsForAll ? duty.form : own?.form;
  if (view === 'mine' && !own) return undefined;
  if (view === 'manager' && !duty.isOfManager) return undefined;
  return { duty, ...(form === undefined ? {} : { form }) };
}
