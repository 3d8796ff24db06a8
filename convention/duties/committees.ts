import { documentOn } from '../amendments/versions.ts';
import { capitalised } from '../calendar/french.ts';
import { addMonths, byDate, latest, type PlainDate } from '../calendar/plain-date.ts';
import { type Reckoned, reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { type Period, periodOf, reckonedEndOf, type Span, spansOf } from '../term/term.ts';
import { askedOf, type Duty, dueBy, dutyIdOf } from './duty.ts';

/** The delegator convenes and chairs a committee before the end of each period, or at the document's rhythm. */
export function committees(convention: Convention): Duty[] {
  const { document } = convention;
  const clause = document.committee;
  const period = periodOf(convention);
  if (!clause || !period) return [];
  const meetings = spansOf(convention).flatMap((span) =>
    committeeDays(convention, period, span).map((day) => {
      const opensOn = latest(span.from, addMonths(day.on, -clause.convenedMonthsBefore));
      const due = day.onOrBeforeWorkingDay(document.holidays).notBefore('opening', opensOn);
      return { opensOn, due };
    }),
  );
  return meetings.map(({ opensOn, due }, index) => ({
    id: dutyIdOf('committee', index + 1),
    kind: 'committee',
    article: clause.article,
    title: clause.title ?? capitalised(clause.name),
    ...askedOf('delegator', 'committee', 'chair'),
    opensOn,
    ...dueBy(due),
    evidence: 'le compte rendu du comité et sa décision',
  }));
}

/**
 * The days by which a committee is held: every so many months from the beginning of the period, by the version of the
 * document that counts that day, and its last day in any case.
 */
function committeeDays(convention: Convention, period: Period, span: Span): Reckoned[] {
  const documents = [...convention.pastVersions.map((past) => past.document), convention.document];
  const rhythms = new Set(documents.flatMap(({ committee }) => committee?.everyMonths ?? []));
  const days = [...rhythms].flatMap((everyMonths) =>
    rhythmDays(span, everyMonths).filter((day) => rhythmOn(convention, day.on) === everyMonths),
  );
  return [...days.sort((a, b) => byDate(a.on, b.on)), reckonedEndOf(period, span.to)];
}

function rhythmDays({ rank, from, to }: Span, everyMonths: number): Reckoned[] {
  const days: Reckoned[] = [];
  const start = reckon(rank === 0 ? 'effect' : 'periodStart', from);
  for (;;) {
    const day = start.plusMonths(everyMonths * (days.length + 1));
    // A committee due within a month of the end is the last one.
    if (addMonths(day.on, 1) > to) return days;
    days.push(day);
  }
}

/**
 * An amendment of the rhythm asks for no committee before its own effect. Where a committee was taken out of the text,
 * its days keep their ranks, by which those before and after are known, and are not owed.
 */
function rhythmOn(convention: Convention, day: PlainDate): number | undefined {
  const { committee } = documentOn(convention, day);
  if (committee) return committee.everyMonths;
  const before = convention.pastVersions.findLast(
    ({ until, document }) => until <= day && document.committee,
  );
  return before?.document.committee?.everyMonths;
}
