import type { Frame } from './frame.ts';
import { ink } from './ink.ts';
import type { Marker } from './labels.ts';
import type { Line, Point } from './lines.ts';

/** Nearest that two markers stand. */
const markerRoom = 14;

/** A total over the months: solid with full markers, then dashed with hollow ones where it is forecast. */
export function Plot({
  line,
  frame,
  marker,
  colour,
}: {
  line: Line;
  frame: Frame;
  marker: Marker;
  colour: string;
}) {
  const last = line.known.slice(-1);
  const every = Math.ceil(markerRoom / frame.band);
  const marked = (points: readonly Point[]) =>
    points.filter((_, index) => (points.length - 1 - index) % every === 0);
  const stroke = { fill: 'none', stroke: colour, strokeWidth: 2.5, strokeLinejoin: 'round' } as const;
  return (
    <>
      <path d={pathOf([...last, ...line.ahead], frame)} {...stroke} strokeDasharray="6 4" />
      <path d={pathOf(line.known, frame)} {...stroke} />
      {marked(line.ahead).map((point) => (
        <Mark
          key={point.rank}
          marker={marker}
          x={frame.x(point.rank)}
          y={frame.y(point.amount)}
          fill={ink.ground}
          stroke={colour}
        />
      ))}
      {marked(line.known).map((point) => (
        <Mark
          key={point.rank}
          marker={marker}
          x={frame.x(point.rank)}
          y={frame.y(point.amount)}
          fill={colour}
          stroke={colour}
        />
      ))}
    </>
  );
}

/** The ground under a known total, down to zero. */
export function Area({ points, frame, colour }: { points: readonly Point[]; frame: Frame; colour: string }) {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return null;
  const zero = frame.y(0);
  const d = `${pathOf(points, frame)}L${frame.x(last.rank)},${zero}L${frame.x(first.rank)},${zero}Z`;
  return <path d={d} fill={colour} fillOpacity={0.14} />;
}

/** The ceiling: it holds for a whole month, and changes between two. */
export function Ceiling({ points, frame }: { points: readonly Point[]; frame: Frame }) {
  const { x, y } = frame;
  const d = points
    .map(
      ({ rank, amount }, index) => `${index === 0 ? 'M' : 'L'}${x(rank - 0.5)},${y(amount)}H${x(rank + 0.5)}`,
    )
    .join('');
  return <path d={d} fill="none" stroke={ink.ceiling} strokeWidth={1.75} />;
}

/** A marker, in the plot or before a name. */
export function Mark({
  marker,
  x,
  y,
  fill,
  stroke,
}: {
  marker: Marker;
  x: number;
  y: number;
  fill: string;
  stroke: string;
}) {
  const look = { fill, stroke, strokeWidth: 1.75 };
  return marker === 'circle' ? (
    <circle cx={x} cy={y} r={3.5} {...look} />
  ) : (
    <rect x={x - 4} y={y - 4} width={8} height={8} {...look} />
  );
}

function pathOf(points: readonly Point[], { x, y }: Frame): string {
  return points
    .map(({ rank, amount }, index) => `${index === 0 ? 'M' : 'L'}${x(rank)},${y(amount)}`)
    .join('');
}
