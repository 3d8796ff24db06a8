import type { Table } from './content.ts';
import { wrap } from './wrap.ts';

const gutter = '  ';

/** A table of amounts as plain text: aligned columns, amounts to the right. */
export function tableLines({ caption, columns, groups }: Table): string[] {
  const widths = columns.map((heading, index) =>
    Math.max(
      ...[[heading], ...groups.flatMap(({ rows }) => rows.map((row) => row.slice(index, index + 1)))].map(
        ([cell = '']) => cell.length,
      ),
    ),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join(gutter);
  const rule = widths.map((width) => '-'.repeat(width)).join(gutter);
  return [
    ...wrap(caption),
    '',
    line(columns),
    rule,
    ...groups.flatMap(({ heading, rows }) => [
      ...(heading === undefined ? [] : [`${heading}\u00a0:`]),
      ...rows.map(line),
    ]),
  ];
}
