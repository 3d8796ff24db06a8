import { addDays, addMonths, earliest, type PlainDate } from '../calendar/plain-date.ts';
import { addWorkingDays, onOrAfterWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { periodOf } from '../term/term.ts';
import { type Duty, dutyIdOf } from './duty.ts';

type Span = ConventionDocument['duties'][number]['due'];

/** The duties that a document adds to those of its type. */
export function ownDuties(convention: Convention): Duty[] {
  const { document } = convention;
  return document.duties.flatMap(({ id, article, title, holder, evidence, opens, due }) => {
    const opensOn = dayAt(convention, opens);
    const dueOn = dayAt(convention, due);
    if (!opensOn || !dueOn) return [];
    return [
      {
        id: dutyIdOf('own', id),
        kind: 'own',
        article,
        title,
        holder,
        copies: [],
        opensOn: earliest(opensOn, dueOn),
        dueOn: onOrAfterWorkingDay(dueOn, document.holidays),
        evidence,
        closedBy: 'done' as const,
      },
    ];
  });
}

function dayAt(convention: Convention, { from, months, days, workingDays }: Span): PlainDate | undefined {
  const period = periodOf(convention);
  const origin = {
    signature: convention.document.signedOn,
    effect: period?.effectiveOn,
    end: period?.endsOn,
  }[from];
  return (
    origin &&
    addWorkingDays(addDays(addMonths(origin, months), days), workingDays, convention.document.holidays)
  );
}
