import { ofMonth } from '../calendar/french.ts';
import {
  addDays,
  addMonths,
  earliest,
  endOfMonth,
  latest,
  type PlainDate,
  startOfMonth,
} from '../calendar/plain-date.ts';
import { addWorkingDays, onOrAfterWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { type Period, periodOf, spansOf } from '../term/term.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** The calendar months from effect to end, first and last maybe partial: the first day of each. */
export function reportingMonths({ effectiveOn, endsOn }: Period): PlainDate[] {
  const first = startOfMonth(effectiveOn);
  const months: PlainDate[] = [];
  for (let month = first; month <= endsOn; month = addMonths(first, months.length)) months.push(month);
  return months;
}

/** Art. 5: the delegatee reports each month, by the Nth working day of the next. */
export function monthlyReports(convention: Convention): Duty[] {
  const { document } = convention;
  const period = periodOf(convention);
  if (!period) return [];
  return reportingMonths(period).map((month) => {
    const monthOver = endOfMonth(month);
    const opensOn = addDays(earliest(monthOver, period.endsOn), 1);
    const dueOn = addWorkingDays(monthOver, document.reporting.dueWorkingDay, document.holidays);
    return { ...report(document), ...monthly(month), opensOn, dueOn };
  });
}

/** Art. 5: "ainsi qu’au terme", the final report; one for each period of a renewed convention. */
export function finalReports(convention: Convention): Duty[] {
  const { document } = convention;
  const spans = spansOf(convention);
  return spans.map(({ rank, from, to }) => ({
    ...report(document),
    id: rank === 0 ? dutyIdOf('report', 'final') : dutyIdOf('report', 'final', rank + 1),
    kind: 'final-report',
    copies: ['delegator' as const],
    title: spans.length > 1 ? `Compte rendu final de la période n° ${rank + 1}` : 'Compte rendu final',
    opensOn: latest(from, addDays(to, -document.reporting.finalOpensDaysBefore)),
    dueOn: onOrAfterWorkingDay(to, document.holidays),
  }));
}

function monthly(month: PlainDate) {
  return {
    id: dutyIdOf('report', month.slice(0, 7)),
    kind: 'monthly-report' as const,
    title: `Compte rendu ${ofMonth(month)}`,
  };
}

function report({ budget }: Convention['document']) {
  return {
    article: '5',
    holder: 'delegatee',
    copies: [],
    role: 'budget',
    evidence: `les dépenses sur l’UO ${budget.operatingUnit} et le centre de coût ${budget.codes.costCentre}, l’avancement des travaux, les prévisions de commande et de consommation`,
    closedBy: 'report',
  } as const;
}
