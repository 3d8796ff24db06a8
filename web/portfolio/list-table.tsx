import type { ReactNode } from 'react';
import type { ListedConvention } from '../../client/list.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { frenchEuros } from '../../convention/ledger/money.ts';
import { typeset } from '../../letters/typography.ts';
import { PhaseBadge } from '../convention/phase-badge.tsx';
import { Badge, Day } from '../page/parts.tsx';
import { ProgressBar } from '../page/progress-bar.tsx';
import { type Column, Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import { slugOf } from '../slug.ts';
import { type ColumnKey, columnLabels, isSortKey } from './columns.ts';
import { centsOf } from './figures.ts';
import { downwards, type PortfolioQuery, type SortKey, sortLabels } from './query.ts';

/** Conventions in a table that its headings sort, one way then the other. */
export function ListTable({
  conventions,
  query: { sort, descending },
  columns,
  href,
}: {
  conventions: readonly ListedConvention[];
  query: PortfolioQuery;
  columns: readonly ColumnKey[];
  /** Address of the list with some of what is asked changed; what is empty is not asked. */
  href: (changes: Readonly<Record<string, string>>) => string;
}) {
  const sortedBy = (key: SortKey): Column => {
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
      columns={[
        sortedBy('name'),
        ...columns.map((key) => (isSortKey(key) ? sortedBy(key) : { label: columnLabels[key] })),
      ]}
      rows={conventions.map((one) => ({
        key: one.id,
        cells: [nameOf(one), ...columns.map((key) => cells[key](one))],
      }))}
    />
  );
}

function nameOf({ id, shortName, title }: ListedConvention): ReactNode {
  return (
    <>
      <Way href={`/conventions/${id}`}>{shortName || id}</Way>
      <span className="fr-hint-text">{typeset(title)}</span>
    </>
  );
}

const cells: Readonly<Record<ColumnKey, (one: ListedConvention) => ReactNode>> = {
  id: ({ id }) => id,
  parties: ({ parties }) => parties,
  phase: ({ phase, stopped }) => <PhaseBadge phase={phase} stopped={stopped} />,
  deadline: ({ nextDeadline }) => dayOf(nextDeadline),
  end: ({ endsOn }) => dayOf(endsOn),
  overdue: ({ overdue, faults }) => (
    <>
      {overdue > 0 ? <Badge tone="error">{overdue} en retard</Badge> : 'aucun'}
      {faults > 0 && <Badge tone="warning">courriels à vérifier</Badge>}
    </>
  ),
  used: ({ committed = 0, ceiling, forecastOver }) => (
    <>
      <ProgressBar
        compact
        label="Engagé sur le plafond"
        used={centsOf(committed)}
        ceiling={ceiling === undefined ? null : centsOf(ceiling)}
      />
      {forecastOver > 0 && <Badge tone="warning">dépassement prévu</Badge>}
    </>
  ),
  ceiling: ({ ceiling }) => (ceiling === undefined ? '–' : frenchEuros(centsOf(ceiling))),
  left: ({ ceiling, committed = 0 }) =>
    ceiling === undefined ? '–' : frenchEuros(centsOf(ceiling - committed)),
};

function dayOf(instant: string | undefined): ReactNode {
  return instant ? <Day on={parisDate(Date.parse(instant))} /> : '–';
}
