import type { ReactNode } from 'react';
import type { ListedConvention } from '../../client/list.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { typeset } from '../../letters/typography.ts';
import { PhaseBadge } from '../convention/phase-badge.tsx';
import { Badge, Day } from '../page/parts.tsx';
import { ProgressBar } from '../page/progress-bar.tsx';
import { type Column, Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import { slugOf } from '../slug.ts';
import { centsOf } from './figures.ts';
import { downwards, type PortfolioQuery, type SortKey, sortLabels } from './query.ts';

const columns: readonly (SortKey | 'Parties')[] = [
  'name',
  'Parties',
  'phase',
  'deadline',
  'end',
  'overdue',
  'used',
];

/** Conventions in a table that its headings sort, one way then the other. */
export function ListTable({
  conventions,
  query: { sort, descending },
  href,
}: {
  conventions: readonly ListedConvention[];
  query: PortfolioQuery;
  /** Address of the list with some of what is asked changed; what is empty is not asked. */
  href: (changes: Readonly<Record<string, string>>) => string;
}) {
  const headingOf = (key: (typeof columns)[number]): Column => {
    if (key === 'Parties') return { label: key };
    const label = sortLabels[key];
    const to = href({ tri: slugOf(label), ordre: sort === key && !descending ? downwards : '', page: '' });
    if (sort !== key) return { label, sort: { href: to } };
    return { label, sort: { href: to, order: descending ? 'descending' : 'ascending' } };
  };
  return (
    <Table
      stacked
      hiddenCaption
      caption="Conventions"
      columns={columns.map(headingOf)}
      rows={conventions.map((one) => ({ key: one.id, cells: cellsOf(one) }))}
    />
  );
}

function cellsOf({
  id,
  shortName,
  title,
  parties,
  phase,
  nextDeadline,
  endsOn,
  overdue,
  faults,
  ceiling,
  committed = 0,
  forecastOver,
  stopped,
}: ListedConvention): ReactNode[] {
  const day = (instant: string | undefined) => (instant ? <Day on={parisDate(Date.parse(instant))} /> : '–');
  return [
    <>
      <Way href={`/conventions/${id}`}>{shortName || id}</Way>
      <span className="fr-hint-text">{typeset(title)}</span>
    </>,
    parties,
    <PhaseBadge key="phase" phase={phase} stopped={stopped} />,
    day(nextDeadline),
    day(endsOn),
    <>
      {overdue > 0 ? <Badge tone="error">{overdue} en retard</Badge> : 'aucun'}
      {faults > 0 && <Badge tone="warning">courriels à vérifier</Badge>}
    </>,
    <>
      <ProgressBar
        compact
        label="Engagé sur le plafond"
        used={centsOf(committed)}
        ceiling={ceiling === undefined ? null : centsOf(ceiling)}
      />
      {forecastOver > 0 && <Badge tone="warning">dépassement prévu</Badge>}
    </>,
  ];
}
