import { shortEuros } from './euros.ts';
import { fontSize } from './frame.ts';
import { ink } from './ink.ts';
import type { Line, Lines, Point } from './lines.ts';
import { widthOf } from './measure.ts';

/** How the months of a line are marked, besides its colour. */
export type Marker = 'circle' | 'square';

/** The name of a line and its amounts, written at its end: no legend to go back and forth to. */
export interface Label {
  readonly name: string;
  readonly values: readonly string[];
  readonly colour: string;
  /** Absent for the ceiling, which has none. */
  readonly marker?: Marker;
  /** Where the line ends. */
  readonly end: Point;
}

/** Pixels from the end of the plot to the mark of a label, from there to its words, and after them. */
export const margins = { mark: 12, words: 15, after: 10 } as const;

/** The labels of what is drawn; the ceiling comes first. */
export function labelsOf({ ceiling, committed, paid }: Lines): Label[] {
  return [
    ...ceiling
      .slice(-1)
      // A ceiling holds until its last month ends.
      .map(({ rank, amount }) => ({
        name: 'Plafond',
        values: [shortEuros(amount)],
        colour: ink.ceiling,
        end: { rank: rank + 0.5, amount },
      })),
    ...lineLabel(committed, { name: 'Engagé (AE)', colour: ink.committed, marker: 'circle' }),
    ...lineLabel(paid, { name: 'Payé (CP)', colour: ink.paid, marker: 'square' }),
  ];
}

/** What the labels need at the right of the plot, in pixels. */
export function labelRoom(labels: readonly Label[]): number {
  const widths = labels.flatMap(({ name, values }) => [
    widthOf(name, fontSize, 'bold'),
    ...values.map((value) => widthOf(value, fontSize)),
  ]);
  return Math.ceil(margins.mark + margins.words + Math.max(0, ...widths) + margins.after);
}

function lineLabel(line: Line, look: Pick<Label, 'name' | 'colour' | 'marker'>): Label[] {
  const end = line.ahead.at(-1) ?? line.known.at(-1);
  return end ? [{ ...look, values: valuesOf(line), end }] : [];
}

function valuesOf({ known, ahead }: Line): string[] {
  const told = (points: readonly Point[], word: string) =>
    points.slice(-1).map(({ amount }) => word + shortEuros(amount));
  return ahead.length > 0
    ? [...told(known, 'réalisé\u00a0: '), ...told(ahead, 'prévu\u00a0: ')]
    : told(known, '');
}
