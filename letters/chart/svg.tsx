import { renderToStaticMarkup } from 'react-dom/server';
import type { BudgetChart } from '../../convention/ledger/chart.ts';
import { AmountAxis, amountLabels, amountRoom, Horizon, MonthAxis } from './axes.tsx';
import { fontSize, frameOf, size } from './frame.ts';
import { ink } from './ink.ts';
import { labelRoom, labelsOf } from './labels.ts';
import { Legend } from './legend.tsx';
import { linesOf } from './lines.ts';
import { Area, Ceiling, Plot } from './plot.tsx';
import { scaleOf } from './scale.ts';

/** A budget drawn as SVG, 560 × 300: the same text for the same chart. What is forecast is dashed, with hollow markers. */
export function chartSvg(chart: BudgetChart): string {
  return renderToStaticMarkup(<Chart chart={chart} />);
}

function Chart({ chart }: { chart: BudgetChart }) {
  const lines = linesOf(chart);
  const { committed, paid, ceiling, knownMonths } = lines;
  const points = [ceiling, committed.known, committed.ahead, paid.known, paid.ahead].flat();
  const scale = scaleOf(points.map(({ amount }) => amount));
  const amounts = amountLabels(scale);
  const labels = labelsOf(lines);
  const frame = frameOf(chart.months.length, scale, { left: amountRoom(amounts), right: labelRoom(labels) });
  const { width, height } = size;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily="DejaVu Sans"
    >
      <title>Budget cumulé, mois par mois</title>
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
        Budget cumulé, mois par mois
      </text>
      {committed.ahead.length + paid.ahead.length > 0 && <Horizon knownMonths={knownMonths} frame={frame} />}
      <AmountAxis scale={scale} labels={amounts} frame={frame} />
      <MonthAxis months={chart.months} frame={frame} />
      <Area points={paid.known} frame={frame} colour={ink.paid} />
      <Ceiling points={ceiling} frame={frame} />
      <Plot line={paid} frame={frame} marker="square" colour={ink.paid} />
      <Plot line={committed} frame={frame} marker="circle" colour={ink.committed} />
      <Legend labels={labels} frame={frame} />
      {points.length === 0 && (
        <text
          x={(frame.left + frame.right) / 2}
          y={(frame.top + frame.bottom) / 2}
          textAnchor="middle"
          fontSize={fontSize}
          fill={ink.quiet}
        >
          Aucun montant à ce jour
        </text>
      )}
    </svg>
  );
}
