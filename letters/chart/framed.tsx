import type { ReactNode } from 'react';
import { fontSize, size } from './frame.ts';
import { ink } from './ink.ts';

/** A drawing under its title, 560 pixels wide: 300 high when nothing else is said. */
export function Framed(props: { title: string; height?: number; children?: ReactNode }) {
  const { title, height = size.height, children } = props;
  const { width } = size;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily="DejaVu Sans"
    >
      <title>{title}</title>
      <rect
        x={0.5}
        y={0.5}
        width={width - 1}
        height={height - 1}
        rx={6}
        fill={ink.ground}
        stroke={ink.edge}
      />
      <text x={16} y={28} fontSize={fontSize} fontWeight={700} fill={ink.text}>
        {title}
      </text>
      {children}
    </svg>
  );
}
