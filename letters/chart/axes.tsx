import { shortEuros, unitOf } from './euros.ts';
import { type Frame, fontSize, foot } from './frame.ts';
import { ink } from './ink.ts';
import { widthOf } from './measure.ts';
import { shortMonth } from './month.ts';
import type { Scale } from './scale.ts';

/** What a month's name needs, with what keeps it apart from the next. */
const monthRoom = 76;

/** The amounts of the vertical axis, in one unit. */
export function amountLabels({ ticks }: Scale): string[] {
  const unit = unitOf(Math.max(...ticks.map(Math.abs)));
  return ticks.map((tick) => shortEuros(tick, unit));
}

/** What the amounts of the vertical axis need at the left of the plot. */
export function amountRoom(labels: readonly string[]): number {
  return Math.ceil(20 + Math.max(...labels.map((label) => widthOf(label, fontSize))));
}

/** Horizontal lines at round amounts, with the amounts. */
export function AmountAxis({ scale, labels, frame }: { scale: Scale; labels: string[]; frame: Frame }) {
  const { left, right, y } = frame;
  return scale.ticks.map((tick, index) => (
    <g key={tick}>
      <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} stroke={tick === 0 ? ink.axis : ink.grid} />
      <text x={left - 8} y={y(tick) + foot} textAnchor="end" fontSize={fontSize} fill={ink.quiet}>
        {labels[index]}
      </text>
    </g>
  ));
}

/** The months under the plot: all of them, or one of 2, 3, 4, 6, 12… when they would touch. */
export function MonthAxis({ months, frame }: { months: readonly string[]; frame: Frame }) {
  const { band, bottom, right, x } = frame;
  const every =
    [1, 2, 3, 4, 6, 12].find((one) => one * band >= monthRoom) ?? Math.ceil(monthRoom / band / 12) * 12;
  // A name that reaches past the plot could stand under the labels of the lines.
  const named = (rank: number) => rank % every === 0 && x(rank) + monthRoom / 2 <= right + 12;
  return months.map(
    (month, rank) =>
      named(rank) && (
        <g key={month}>
          <line x1={x(rank)} x2={x(rank)} y1={bottom} y2={bottom + 5} stroke={ink.axis} />
          <text x={x(rank)} y={bottom + 24} textAnchor="middle" fontSize={fontSize} fill={ink.quiet}>
            {shortMonth(month)}
          </text>
        </g>
      ),
  );
}

/** What tells months known from months forecast, in words and by their ground. */
export function Horizon({ knownMonths, frame }: { knownMonths: number; frame: Frame }) {
  const { left, right, top, bottom, x } = frame;
  const start = x(knownMonths - 0.5);
  const words = { y: top - 9, fontSize, fill: ink.quiet };
  const narrow = right - start < 102;
  return (
    <>
      <rect x={start} y={top - 28} width={right - start} height={bottom - top + 28} fill={ink.ahead} />
      {start - left >= (narrow ? 180 : 78) && (
        <text x={left} {...words}>
          Réalisé
        </text>
      )}
      <text x={narrow ? right : start + 6} textAnchor={narrow ? 'end' : 'start'} {...words}>
        Prévisions
      </text>
    </>
  );
}
