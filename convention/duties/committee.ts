import { addMonths, latest, type PlainDate } from '../calendar/plain-date.ts';
import { onOrBeforeWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { type Duty, dutyIdOf } from '../duty.ts';
import { type Period, periodOf } from '../term.ts';

/** Art. 2: the delegator convenes and chairs an investment committee before the end, or at the document's rhythm. */
export function committees(convention: Convention): Duty[] {
  const { document } = convention;
  const period = periodOf(convention);
  if (!period) return [];
  return committeeDays(period, document.committee.everyMonths).map((day, index) => ({
    id: dutyIdOf('committee', index + 1),
    kind: 'committee',
    article: '2',
    title: 'Comité d’investissement, présidé par le délégant',
    holder: 'delegator',
    copies: ['delegatee'],
    role: 'chair',
    opensOn: latest(period.effectiveOn, addMonths(day, -document.committee.convenedMonthsBefore)),
    dueOn: onOrBeforeWorkingDay(day, document.holidays),
    evidence: 'le compte rendu du comité et sa décision',
    closedBy: 'committee',
  }));
}

/** The days by which a committee is held: every so many months from effect, and the last day in any case. */
function committeeDays({ effectiveOn, endsOn }: Period, everyMonths: number | undefined): PlainDate[] {
  const days: PlainDate[] = [];
  if (everyMonths) {
    // A committee due within a month of the end is the last one.
    const dayOf = (rank: number) => addMonths(effectiveOn, everyMonths * rank);
    while (addMonths(dayOf(days.length + 1), 1) <= endsOn) days.push(dayOf(days.length + 1));
  }
  return [...days, endsOn];
}
