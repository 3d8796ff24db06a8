import type { ListedConvention } from '../../client/list.ts';
import { frenchPhases, isPhase, type Phase, phases } from '../../convention/convention.ts';
import { slugOf } from '../slug.ts';

/** What to show of the portfolio. */
export interface PortfolioQuery {
  /** Words to find in the id, the title, the short name or the parties. */
  readonly search?: string;
  readonly phase?: string;
  /** Only those with something late, or whose mail is refused, or whose forecast passes the ceiling. */
  readonly only?: Watch;
  readonly sort: SortedBy;
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

/** What is watched for, as the filter and the title of the page have it; in an address, their slugs. */
export const watchLabels: Readonly<Record<Watch, string>> = {
  overdue: 'En retard',
  faults: 'Courriel refusé',
  over: 'Prévision au-dessus du plafond',
};

/** What conventions are sorted by, as the headings of the list have it; in an address, their slugs. */
export const sortLabels = {
  deadline: 'Prochaine date',
  name: 'Convention',
  phase: 'Phase',
  end: 'Fin',
  overdue: 'Retards',
  used: 'Engagé sur le plafond',
} as const;
export type SortKey = keyof typeof sortLabels;

/** What a list is sorted by: as one of its headings has it or, when none is asked for, what is late first, then what comes next. */
export type SortedBy = SortKey | 'attention';
const sortKeys = Object.keys(sortLabels) as readonly SortKey[];

/** The order of a list that goes down, in an address. */
export const downwards = 'decroissant';

/** Reads what the address of a page asks for; what means nothing here is left aside. */
export function readQuery(asked: Readonly<Record<string, string>>): PortfolioQuery {
  const { recherche, phase, seulement, tri, ordre, page } = asked;
  return {
    ...listed({
      search: recherche,
      phase: phases.find((one) => slugOf(frenchPhases[one]) === phase),
      only: watches.find((watch) => slugOf(watchLabels[watch]) === seulement),
      page,
    }),
    sort: sortKeys.find((key) => slugOf(sortLabels[key]) === tri) ?? 'attention',
    descending: ordre === downwards,
  };
}

/** Reads what a program asks for, in the words of the API. */
export function readApiQuery({
  search,
  phase,
  only,
  page,
}: Readonly<Record<string, string>>): PortfolioQuery {
  return listed({
    search,
    phase: phases.find((one) => one === phase),
    only: watches.find((watch) => watch === only),
    page,
  });
}

function listed(asked: {
  readonly search: string | undefined;
  readonly phase: Phase | undefined;
  readonly only: Watch | undefined;
  readonly page: string | undefined;
}): PortfolioQuery {
  return {
    search: (asked.search ?? '').slice(0, 200),
    phase: asked.phase ?? '',
    ...(asked.only ? { only: asked.only } : {}),
    sort: 'attention',
    descending: false,
    page: Number.parseInt(asked.page ?? '1', 10) || 1,
  };
}

/** Whether a query leaves conventions out. */
export function hasFilter({ search, phase, only }: PortfolioQuery): boolean {
  return Boolean(search || phase || only);
}

/** What is asked of the list, for the title of the page. */
export function queryInWords({ search, phase, only }: PortfolioQuery, page: number, pages: number): string {
  return [
    search ? `« ${search} »` : '',
    phase !== undefined && isPhase(phase) ? frenchPhases[phase] : '',
    only ? watchLabels[only] : '',
    pages > 1 ? `page ${page} sur ${pages}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
