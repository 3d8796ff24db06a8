import type { ReactNode } from 'react';

/** How a column is sorted now. */
export type SortOrder = 'ascending' | 'descending';

/** A column of a table. */
export interface Column {
  readonly label: string;
  /** Numbers stand to the right. */
  readonly number?: boolean;
  /** What one presses is of no use on paper. */
  readonly isPressed?: boolean;
  /** Where its heading leads to sort by it, and how it is sorted now. */
  readonly sort?: { readonly href: string; readonly order?: SortOrder | undefined };
}

/** A line of a table; its first cell is its heading. */
export interface Row {
  readonly key: string;
  /** What links lead to it by. */
  readonly id?: string;
  readonly cells: readonly ReactNode[];
}

/**
 * A table. On a narrow screen it scrolls within a region that the keyboard reaches; with `stacked`, each line becomes
 * a card instead.
 */
export function Table(props: {
  caption: string;
  /** Whether a heading just above already says the caption. */
  hiddenCaption?: boolean;
  columns: readonly Column[];
  rows: readonly Row[];
  stacked?: boolean;
}) {
  const { caption, hiddenCaption = false, columns, rows, stacked = false } = props;
  // A line shown as a card is no longer a table's for some browsers, unless it says that it is.
  const role = (name: string) => (stacked ? { role: name } : {});
  return (
    <div className="fr-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1) */}
      <section className="fr-table__container" aria-label={caption} tabIndex={0}>
        <table className={stacked ? 'dg-stack' : undefined} {...role('table')}>
          <caption>{hiddenCaption ? <span className="fr-sr-only">{caption}</span> : caption}</caption>
          <thead {...role('rowgroup')}>
            <tr {...role('row')}>
              {columns.map((column) => (
                <th
                  key={column.label}
                  scope="col"
                  className={classOf(column)}
                  aria-sort={column.sort?.order}
                  {...role('columnheader')}
                >
                  <Heading column={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...role('rowgroup')}>
            {rows.map(({ key, id, cells }) => (
              <tr key={key} id={id} {...role('row')}>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.label} scope="row" {...role('rowheader')}>
                      {cells[index]}
                    </th>
                  ) : (
                    <td
                      key={column.label}
                      className={classOf(column)}
                      data-label={stacked ? column.label : undefined}
                      {...role('cell')}
                    >
                      {stacked ? <div>{cells[index]}</div> : cells[index]}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function classOf({ number = false, isPressed = false }: Column): string | undefined {
  if (isPressed) return 'dg-pressed';
  return number ? 'dg-end' : undefined;
}

function Heading({ column: { label, sort } }: { column: Column }) {
  if (sort === undefined) return label;
  return (
    <a className="dg-sort" href={sort.href}>
      <span className="fr-sr-only">Trier par : </span>
      {label}
      <svg
        className={`dg-sort__sign${sort.order ? ' dg-sort__sign--on' : ''}`}
        viewBox="0 0 10 14"
        aria-hidden="true"
        focusable="false"
      >
        {sort.order !== 'descending' && <path d="M5 1 9 6H1z" />}
        {sort.order !== 'ascending' && <path d="M5 13 1 8h8z" />}
      </svg>
    </a>
  );
}
