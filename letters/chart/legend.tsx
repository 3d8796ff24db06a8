import { type Frame, fontSize, foot, pixels, size } from './frame.ts';
import { ink } from './ink.ts';
import { type Label, margins } from './labels.ts';
import { Mark } from './plot.tsx';
import { spread } from './spread.ts';

const lineHeight = 20;
const gap = 8;

/** The labels at the right of the plot, from top to bottom as their lines end, each tied to its line. */
export function Legend({ labels, frame }: { labels: readonly Label[]; frame: Frame }) {
  const ordered = labels
    .map((label) => ({ label, y: frame.y(label.end.amount), height: heightOf(label) }))
    .sort((a, b) => a.y - b.y);
  // The name, a label's first line, wants to stand where the line ends.
  const middles = spread(
    ordered.map(({ y, height }) => ({ middle: y + (height - lineHeight - gap) / 2, height })),
    24,
    size.height - 8,
  );
  return ordered.map(({ label, y, height }, index) => (
    <LabelBlock
      key={label.name}
      label={label}
      y={pixels((middles[index] ?? y) - (height - lineHeight - gap) / 2)}
      frame={frame}
    />
  ));
}

/** @param y the middle of its first line. */
function LabelBlock({ label, y, frame }: { label: Label; y: number; frame: Frame }) {
  const { name, values, colour, marker, end } = label;
  const mark = frame.right + margins.mark;
  const words = mark + margins.words;
  return (
    <>
      <path
        d={`M${frame.x(end.rank)},${frame.y(end.amount)}H${frame.right + 2}L${mark - 2},${y}`}
        fill="none"
        stroke={colour}
        strokeDasharray="1 2"
      />
      {marker ? (
        <Mark marker={marker} x={mark + 5} y={y} fill={colour} stroke={colour} />
      ) : (
        <line x1={mark} x2={mark + 10} y1={y} y2={y} stroke={colour} strokeWidth={1.75} />
      )}
      <text x={words} y={y + foot} fontSize={fontSize} fontWeight={700} fill={colour}>
        {name}
      </text>
      {values.map((value, index) => (
        <text
          key={value}
          x={words}
          y={pixels(y + foot + (index + 1) * lineHeight)}
          fontSize={fontSize}
          fill={ink.text}
        >
          {value}
        </text>
      ))}
    </>
  );
}

function heightOf({ values }: Label): number {
  return (1 + values.length) * lineHeight + gap;
}
