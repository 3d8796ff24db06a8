import { addMonths, latest, type PlainDate } from '../calendar/plain-date.ts';
import { onOrBeforeWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { type Duty, dutyIdOf } from '../duty.ts';
import { type Span, spansOf } from '../term.ts';

/** Art. 2: the delegator convenes and chairs an investment committee before the end of each period, or at the document's rhythm. */
export function committees(convention: Convention): Duty[] {
  const { document } = convention;
  const meetings = spansOf(convention).flatMap((span) =>
    committeeDays(span, document.committee.everyMonths).map((day) => ({ day, from: span.from })),
  );
  return meetings.map(({ day, from }, index) => ({
    id: dutyIdOf('committee', index + 1),
    kind: 'committee',
    article: '2',
    title: 'Comité d’investissement, présidé par le délégant',
    holder: 'delegator',
    copies: ['delegatee'],
    role: 'chair',
    opensOn: latest(from, addMonths(day, -document.committee.convenedMonthsBefore)),
    dueOn: onOrBeforeWorkingDay(day, document.holidays),
    evidence: 'le compte rendu du comité et sa décision',
    closedBy: 'committee',
  }));
}

/** The days by which a committee is held: every so many months from effect, and the last day in any case. */
function committeeDays({ from, to }: Span, everyMonths: number | undefined): PlainDate[] {
  const days: PlainDate[] = [];
  if (everyMonths) {
    // A committee due within a month of the end is the last one.
    const dayOf = (rank: number) => addMonths(from, everyMonths * rank);
    while (addMonths(dayOf(days.length + 1), 1) <= to) days.push(dayOf(days.length + 1));
  }
  return [...days, to];
}
