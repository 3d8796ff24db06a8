import type { ListedConvention } from '../../client/list.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { Refused } from '../../convention/errors.ts';
import { inParallel } from '../in-parallel.ts';
import type { Person } from '../person.ts';
import type { Web } from '../web.ts';
import { type AskedDuty, isThem } from './asked-duties.ts';
import { type Plan, planOf, type Week, type WeekLine, weekOf } from './plan.ts';
import { type View, viewFor } from './views.ts';

/** How many conventions one page looks at: past it, those that need attention most. */
const mostRead = 1_000;

/** Somebody's week over all their conventions. */
export interface ReadWeek {
  readonly view: View;
  readonly today: PlainDate;
  readonly week: Week;
  readonly plan: Plan;
  /** How many conventions were looked at, those that are closed left aside. */
  readonly conventions: number;
  /** How many were not, for there are too many. */
  readonly left: number;
  /** How many did not answer: what they ask is not in it. */
  readonly silent: number;
  /** How many of those that ask something are not followed any more, which says so itself. */
  readonly stopped: number;
}

/**
 * Reads what is asked of somebody in all their conventions.
 * @param asked the view that the address names.
 * @throws Refused `ENGINE_UNREACHABLE` when nothing can be read.
 */
export async function readWeek(web: Web, person: Person, asked: string): Promise<ReadWeek> {
  const view = viewFor(person, asked);
  const today = parisDate(web.now());
  const week = weekOf(today);
  const mine = (await conventionsOf(web, person, view)).filter(isUnderWay);
  const read = mine.slice(0, mostRead);
  let [silent, stopped] = [0, 0];
  const lines = await inParallel(read, async ({ id, stopped: stop }): Promise<readonly WeekLine[]> => {
    try {
      const found = (await web.duties.of(id, today, week.until)).flatMap(
        (duty) => lineFor(duty, person, view) ?? [],
      );
      if (!stop || found.length === 0) return found;
      stopped += 1;
    } catch (error) {
      if (error instanceof Refused && error.code === 'ENGINE_UNREACHABLE') throw error;
      silent += 1;
    }
    return [];
  });
  return {
    view,
    today,
    week,
    plan: planOf(lines.flat(), today),
    conventions: read.length,
    left: mine.length - read.length,
    silent,
    stopped,
  };
}

/** Whether a convention may ask anything yet: one that is closed is asked no more. */
export function isUnderWay({ phase }: ListedConvention): boolean {
  return phase !== 'closed' && phase !== 'withdrawn';
}

/** What needs attention first. */
function conventionsOf(web: Web, person: Person, view: View): Promise<readonly ListedConvention[]> {
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
