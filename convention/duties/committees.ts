import { documentOn } from '../amendments/versions.ts';
import { capitalised } from '../calendar/french.ts';
import { addMonths, latest, type PlainDate } from '../calendar/plain-date.ts';
import { onOrBeforeWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { type Span, spansOf } from '../term/term.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** The delegator convenes and chairs a committee before the end of each period, or at the document's rhythm. */
export function committees(convention: Convention): Duty[] {
  const { document } = convention;
  const clause = document.committee;
  if (!clause) return [];
  const meetings = spansOf(convention).flatMap((span) =>
    committeeDays(convention, span).map((day) => ({
      opensOn: latest(span.from, addMonths(day, -clause.convenedMonthsBefore)),
      day,
    })),
  );
  return meetings.map(({ opensOn, day }, index) => ({
    id: dutyIdOf('committee', index + 1),
    kind: 'committee',
    article: clause.article,
    title: `${capitalised(clause.name)}, présidé par le délégant`,
    holder: 'delegator',
    copies: ['delegatee'],
    role: 'chair',
    opensOn,
    dueOn: latest(opensOn, onOrBeforeWorkingDay(day, document.holidays)),
    evidence: 'le compte rendu du comité et sa décision',
    closedBy: 'committee',
  }));
}

/**
 * The days by which a committee is held: every so many months from the beginning of the period, by the version of the
 * document that counts that day, and its last day in any case.
 */
function committeeDays(convention: Convention, { from, to }: Span): PlainDate[] {
  const documents = [...convention.pastVersions.map((past) => past.document), convention.document];
  const rhythms = new Set(documents.flatMap(({ committee }) => committee?.everyMonths ?? []));
  const days = [...rhythms].flatMap((everyMonths) =>
    rhythmDays(from, to, everyMonths).filter((day) => rhythmOn(convention, day) === everyMonths),
  );
  return [...days.sort(), to];
}

function rhythmDays(from: PlainDate, to: PlainDate, everyMonths: number): PlainDate[] {
  const days: PlainDate[] = [];
  const dayOf = (rank: number) => addMonths(from, everyMonths * rank);
  // A committee due within a month of the end is the last one.
  while (addMonths(dayOf(days.length + 1), 1) <= to) days.push(dayOf(days.length + 1));
  return days;
}

/** An amendment of the rhythm asks for no committee before its own effect. */
function rhythmOn(convention: Convention, day: PlainDate): number | undefined {
  return documentOn(convention, day).committee?.everyMonths;
}
