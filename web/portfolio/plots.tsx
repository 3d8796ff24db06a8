import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { frenchNumber } from '../../convention/french-number.ts';
import { AmountAxis } from '../../letters/chart/axes.tsx';
import { fontSize, foot, frameOf, pixels, size } from '../../letters/chart/frame.ts';
import { Framed } from '../../letters/chart/framed.tsx';
import { ink } from '../../letters/chart/ink.ts';
import { widthOf } from '../../letters/chart/measure.ts';
import { scaleOf } from '../../letters/chart/scale.ts';

// Plots of the portfolio as SVG, each of which a table repeats: the same text for the same numbers.

/** What is drawn from left to right, under its name. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Written at its end. */
  readonly said: string;
}

/** What is drawn upwards, over its name. */
export type Column = Omit<Bar, 'said'>;

const rowHeight = 30;
const barHeight = 16;
/** Where the first bar begins, under the title. */
const top = 48;
const margin = 16;
/** Of names, at the left of the bars. */
const widestName = 200;

/**
 * Bars one under the other, 560 pixels wide.
 * @param limit a value that is marked on each: what passes it has another colour.
 */
export function barsSvg(title: string, bars: readonly Bar[], limit?: number): string {
  const most = Math.max(limit ?? 0, ...bars.map(({ value }) => value)) || 1;
  const height = top + bars.length * rowHeight + margin;
  const names = bars.map(({ name }) => shortened(name));
  const left = margin + Math.ceil(Math.max(0, ...names.map((name) => widthOf(name, fontSize)))) + 8;
  const room = Math.ceil(Math.max(0, ...bars.map(({ said }) => widthOf(said, fontSize)))) + 8;
  const x = (value: number) =>
    pixels(left + (Math.max(0, value) / most) * (size.width - margin - room - left));
  return drawn(
    title,
    height,
    bars.map(({ value, said }, rank) => {
      const middle = top + (rank + 0.5) * rowHeight;
      const bar = { y: middle - barHeight / 2, height: barHeight };
      const within = Math.min(value, limit ?? value);
      return (
        <g key={middle}>
          <text x={left - 8} y={middle + foot} textAnchor="end" fontSize={fontSize} fill={ink.text}>
            {names[rank]}
          </text>
          {limit !== undefined && (
            <rect x={left} {...bar} width={pixels(x(limit) - left)} fill={ink.ahead} stroke={ink.axis} />
          )}
          <rect x={left} {...bar} width={pixels(x(within) - left)} fill={ink.committed} />
          {value > within && (
            <rect x={x(within)} {...bar} width={pixels(x(value) - x(within))} fill={ink.ceiling} />
          )}
          <text x={x(Math.max(value, limit ?? 0)) + 8} y={middle + foot} fontSize={fontSize} fill={ink.text}>
            {said}
          </text>
        </g>
      );
    }),
  );
}

/** Columns side by side, 560 × 300, against a scale of whole numbers. */
export function columnsSvg(title: string, columns: readonly Column[]): string {
  const scale = scaleOf(columns.map(({ value }) => value));
  const labels = scale.ticks.map((tick) => frenchNumber(tick));
  const widest = Math.max(...labels.map((label) => widthOf(label, fontSize)));
  const frame = frameOf(columns.length, scale, { left: Math.ceil(widest) + 24, right: margin });
  const { band, bottom, x, y } = frame;
  const width = pixels(band * 0.6);
  const every = Math.ceil((Math.max(0, ...columns.map(({ name }) => widthOf(name, fontSize))) + 8) / band);
  return drawn(
    title,
    size.height,
    <>
      <AmountAxis scale={scale} labels={labels} frame={frame} />
      {columns.map(({ name, value }, rank) => (
        <g key={x(rank)}>
          <rect
            x={pixels(x(rank) - width / 2)}
            y={y(value)}
            width={width}
            height={pixels(bottom - y(value))}
            fill={ink.committed}
          />
          {rank % every === 0 && (
            <text x={x(rank)} y={bottom + 24} textAnchor="middle" fontSize={fontSize} fill={ink.quiet}>
              {name}
            </text>
          )}
        </g>
      ))}
    </>,
  );
}

function drawn(title: string, height: number, children: ReactNode): string {
  return renderToStaticMarkup(
    <Framed title={title} height={height}>
      {children}
    </Framed>,
  );
}

/** A name that fits at the left of its bar. */
function shortened(name: string): string {
  const letters = [...name];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, fontSize) > widestName) letters.pop();
  return letters.length < [...name].length ? `${letters.join('').trimEnd()}…` : name;
}
