import type { ListedConvention } from '../../client/list.ts';
import { isOpen } from '../../client/on-many.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays, dayOfWeek, daysBetween, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { grouped } from '../../convention/grouped.ts';
import { type Cents, sumOf } from '../../convention/ledger/money.ts';
import type { Person } from '../person.ts';
import { type ReadOf, readMany } from '../read-many.ts';
import type { Web } from '../web.ts';
import type { AskedDuty } from '../week/asked-duties.ts';
import { weekOf } from '../week/plan.ts';
import type { PortfolioQuery } from './query.ts';

/** Where the portfolio is told in numbers. */
export const figuresPath = '/portefeuille';

/** How many conventions and parties are drawn, and weeks. */
export const mostDrawn = 20;
const weeksDrawn = 12;

/** A convention against its ceiling. */
export interface AgainstCeiling extends Pick<ListedConvention, 'id' | 'shortName'> {
  readonly committed: Cents;
  readonly ceiling: Cents;
}

/** What is due in a week, by its Monday. */
export interface DueWeek {
  readonly from: PlainDate;
  readonly count: number;
}

/** What is late of somebody. */
export interface LateParty {
  readonly party: string;
  readonly count: number;
  /** In days, of the longest. */
  readonly days: number;
}

/** A portfolio in numbers, what is closed left aside. */
export interface PortfolioFigures extends ReadOf {
  readonly today: PlainDate;
  /** Those that have a ceiling, the most consumed first. */
  readonly ceilings: readonly AgainstCeiling[];
  /** What those come to. */
  readonly whole: Pick<AgainstCeiling, 'committed' | 'ceiling'>;
  /** This week and those that follow. */
  readonly weeks: readonly DueWeek[];
  /** Who has most late first. */
  readonly late: readonly LateParty[];
}

/**
 * Reads in numbers what the list has under a filter.
 * @throws Refused `ENGINE_UNREACHABLE` when nothing can be read.
 */
export async function readFigures(
  web: Pick<Web, 'portfolio' | 'duties' | 'now'>,
  person: Person,
  query: PortfolioQuery,
): Promise<PortfolioFigures> {
  const today = parisDate(web.now());
  const { until } = weekOf(today);
  const found = (await web.portfolio.find(person, query)).filter(isOpen);
  const { answered, ...read } = await readMany(found, ({ id }) => web.duties.of(id, today, until));
  const duties = answered.flatMap(({ one, answer }) => (one.stopped ? [] : answer));
  const ceilings = againstCeilings(found);
  return {
    ...read,
    today,
    ceilings,
    whole: {
      committed: sumOf(ceilings.map(({ committed }) => committed)),
      ceiling: sumOf(ceilings.map(({ ceiling }) => ceiling)),
    },
    weeks: dueByWeek(duties, today),
    late: lateByParty(duties, today),
  };
}

/** Conventions against their ceilings, the most consumed first; those that have none are left out. */
export function againstCeilings(conventions: readonly ListedConvention[]): readonly AgainstCeiling[] {
  return conventions
    .flatMap(({ id, shortName, ceiling, committed = 0 }) =>
      ceiling ? [{ id, shortName, committed: centsOf(committed), ceiling: centsOf(ceiling) }] : [],
    )
    .sort((a, b) => b.committed / b.ceiling - a.committed / a.ceiling || (a.id < b.id ? -1 : 1));
}

/** How much is asked week by week, from that of today on; what was due before today is not in it. */
export function dueByWeek(duties: readonly AskedDuty[], today: PlainDate): readonly DueWeek[] {
  const monday = addDays(today, 1 - dayOfWeek(today));
  const asked = duties.filter(({ evidence, dueOn }) => evidence !== undefined && dueOn >= today);
  return Array.from({ length: weeksDrawn }, (_, rank) => {
    const from = addDays(monday, 7 * rank);
    const next = addDays(from, 7);
    return { from, count: asked.filter(({ dueOn }) => dueOn >= from && dueOn < next).length };
  });
}

/** What is late, by who must act; who has most first. */
export function lateByParty(duties: readonly AskedDuty[], today: PlainDate): readonly LateParty[] {
  const late = duties.filter(({ state }) => state === 'overdue');
  return [...grouped(late, ({ isOfManager, holder }) => (isOfManager ? 'gestionnaire' : holder))]
    .map(([party, all]) => ({
      party,
      count: all.length,
      days: all.reduce((most, { dueOn }) => Math.max(most, daysBetween(dueOn, today)), 0),
    }))
    .sort((a, b) => b.count - a.count || b.days - a.days || a.party.localeCompare(b.party, 'fr'));
}

/** Search attributes are floating numbers; cents are whole. */
export function centsOf(amount: number): Cents {
  return Math.round(amount) as Cents;
}
