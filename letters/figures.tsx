import type { CSSProperties } from 'react';
import type { ChartContent, Table } from './content.ts';
import { styleOf } from './style.tsx';
import { light } from './theme.ts';

/** A chart and, under it, its figures: the image alone would be lost to whoever does not see it. */
export function Figures({ chart: { cid, alt, table } }: { chart: ChartContent }) {
  return (
    <>
      {/* The width of the sheet's column, for Outlook, which knows no maximum. Of low priority, or React would have
          the page preload what no browser can fetch. */}
      <img src={`cid:${cid}`} alt={alt} width={528} fetchPriority="low" {...image} />
      <div {...scroll}>
        <FigureTable table={table} />
      </div>
    </>
  );
}

function FigureTable({ table: { caption, columns, groups } }: { table: Table }) {
  return (
    <table cellPadding={0} cellSpacing={0} width="100%" {...tableStyle}>
      <caption {...captionStyle}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((heading, index) => (
            <th key={heading} scope="col" className="quiet line" {...(index === 0 ? monthCell : headingCell)}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ heading, rows }) => (
        <tbody key={heading ?? ''}>
          {heading !== undefined && (
            <tr>
              <th scope="rowgroup" colSpan={columns.length} className="panel line" {...groupCell}>
                {heading}
              </th>
            </tr>
          )}
          {rows.map(([month, ...amounts]) => (
            <tr key={month}>
              <th scope="row" className="quiet line" {...monthCell}>
                {month}
              </th>
              {amounts.map((amount, index) => (
                <td key={columns[index + 1]} className="line" {...amountCell}>
                  {amount}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const image = styleOf({
  display: 'block',
  width: 528,
  maxWidth: '100%',
  height: 'auto',
  margin: '0 0 14px',
  border: 0,
  fontSize: 15,
  lineHeight: '22px',
});
/** Very large amounts on a very small screen. */
const scroll = styleOf({ overflowX: 'auto', margin: '0 0 18px' });
const tableStyle = styleOf({ width: '100%', borderCollapse: 'collapse' });
const captionStyle = styleOf({
  padding: '0 0 6px',
  fontSize: 15,
  lineHeight: '22px',
  fontWeight: 700,
  textAlign: 'left',
});
const cell: CSSProperties = {
  padding: '5px 0 5px 8px',
  borderBottom: `1px solid ${light.line}`,
  fontSize: 13,
  lineHeight: '19px',
  fontWeight: 400,
  color: light.quiet.text,
  textAlign: 'right',
  verticalAlign: 'bottom',
};
const headingCell = styleOf(cell);
const monthCell = styleOf({ ...cell, padding: '5px 0', textAlign: 'left' });
const amountCell = styleOf({
  ...cell,
  // Of its sheet, by day and by night.
  color: 'inherit',
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
});
const groupCell = styleOf({
  ...cell,
  padding: '5px 8px',
  backgroundColor: light.panel.ground,
  color: light.panel.text,
  fontWeight: 700,
  textAlign: 'left',
});
