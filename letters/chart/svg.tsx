import { renderToStaticMarkup } from 'react-dom/server';
import type { BudgetChart } from '../../convention/ledger/chart.ts';
import { AmountAxis, amountLabels, amountRoom, Horizon, MonthAxis } from './axes.tsx';
import { fontSize, frameOf } from './frame.ts';
import { Framed } from './framed.tsx';
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
  return (
    <Framed title="Budget cumulé, mois par mois">
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
    </Framed>
  );
}
