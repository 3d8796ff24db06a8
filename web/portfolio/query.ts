import type { ListedConvention } from '../../client/list.ts';
import { isPhase } from '../../convention/term/phases.ts';

/** What to show of the portfolio. */
export interface PortfolioQuery {
  /** Words to find in the id, the title, the short name or the parties. */
  readonly search?: string;
  readonly phase?: string;
  /** Only those with something late, or whose mail is refused, or whose forecast passes the ceiling. */
  readonly only?: Watch;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** What is watched for. */
export const watches = ['overdue', 'faults', 'over'] as const;
export type Watch = (typeof watches)[number];

/** Whether a convention needs to be looked at, for each of its reasons. */
export const isWatched: Readonly<Record<Watch, (one: ListedConvention) => boolean>> = {
  overdue: ({ overdue }) => overdue > 0,
  faults: ({ faults }) => faults > 0,
  over: ({ forecastOver }) => forecastOver > 0,
};

/** What conventions are sorted by. */
export const sortKeys = ['deadline', 'name', 'phase', 'end', 'overdue', 'used'] as const;
export type SortKey = (typeof sortKeys)[number];

/** Reads what an address asks for; what means nothing here is left aside. */
export function readQuery(asked: Readonly<Record<string, string>>): PortfolioQuery {
  const { recherche = '', phase = '', seulement, tri, ordre, page } = asked;
  const only = watches.find((watch) => watch === seulement);
  return {
    search: recherche.slice(0, 200),
    phase: isPhase(phase) ? phase : '',
    ...(only ? { only } : {}),
    sort: sortKeys.find((key) => key === tri) ?? 'deadline',
    descending: ordre === 'desc',
    page: Number.parseInt(page ?? '1', 10) || 1,
  };
}

/** Whether a query leaves conventions out. */
export function hasFilter({ search, phase, only }: PortfolioQuery): boolean {
  return Boolean(search || phase || only);
}
