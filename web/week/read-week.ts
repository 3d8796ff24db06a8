import type { ListedConvention } from '../../client/list.ts';
import { isOpen } from '../../client/on-many.ts';
import { inParallel } from '../../contract/in-parallel.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { Refused } from '../../convention/errors.ts';
import type { Person } from '../person.ts';
import type { Web } from '../web.ts';
import { type AskedDuty, isThem } from './asked-duties.ts';
import { type Plan, planOf, type Week, type WeekLine, weekOf } from './plan.ts';
import { type View, viewFor } from './views.ts';

/** How many conventions one page looks at: past it, those that need attention most. */
const mostRead = 1_000;

/** How long a page waits for those that are read for the first time; they go on being read for whoever opens it again. */
const patienceMs = 8_000;

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
  /** How many have not answered: what they ask is not in it. */
  readonly silent: number;
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
  waits = patienceMs,
): Promise<ReadWeek> {
  const view = viewFor(person, asked);
  const today = parisDate(web.now());
  const week = weekOf(today);
  const mine = (await conventionsOf(web, person, view)).filter(isOpen);
  const read = mine.slice(0, mostRead);
  const answered = await answersWithin(waits, read, ({ id }) => web.duties.of(id, today, week.until));
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
    conventions: read.length,
    left: mine.length - read.length,
    silent: read.length - answered.length,
    stopped: found.filter(({ isStopped, lines }) => isStopped && lines.length > 0).length,
  };
}

/**
 * What some answer within a time, in no order; what one fails with is not told.
 * @throws Refused `ENGINE_UNREACHABLE` when that is what one fails with: none would answer.
 */
async function answersWithin<One, Answer>(
  ms: number,
  all: readonly One[],
  ask: (one: One) => Promise<Answer>,
): Promise<readonly { readonly one: One; readonly answer: Answer }[]> {
  const answered: { one: One; answer: Answer }[] = [];
  const failures: Refused[] = [];
  const asking = inParallel(all, async (one) => {
    if (failures.length > 0) return;
    try {
      answered.push({ one, answer: await ask(one) });
    } catch (error) {
      if (error instanceof Refused && error.code === 'ENGINE_UNREACHABLE') failures.push(error);
    }
  });
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    asking,
    new Promise((resolve) => {
      timer = setTimeout(resolve, ms);
    }),
  ]);
  clearTimeout(timer);
  const [failure] = failures;
  if (failure) throw failure;
  return [...answered];
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
