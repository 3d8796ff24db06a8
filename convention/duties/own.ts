import { addDays, addMonths, earliest, type PlainDate } from '../calendar/plain-date.ts';
import { addWorkingDays, onOrAfterWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { holderNamed } from '../people/organisations.ts';
import { periodOf } from '../term/term.ts';
import { type Duty, dutyIdOf } from './duty.ts';

type OwnDuty = ConventionDocument['duties'][number];

/** The duties that a document writes itself, once or every so many months until the end. */
export function ownDuties(convention: Convention): Duty[] {
  const { document } = convention;
  return document.duties.flatMap((own) =>
    timesOf(convention, own).map(({ opensOn, dueOn }, index) => ({
      id: index === 0 ? dutyIdOf('own', own.id) : dutyIdOf('own', own.id, index + 1),
      kind: 'own',
      article: own.article,
      title: own.title,
      holder: holderNamed(document, own.holder),
      copies: own.copies.map((id) => holderNamed(document, id)),
      opensOn: earliest(opensOn, dueOn),
      dueOn: onOrAfterWorkingDay(dueOn, document.holidays),
      evidence: own.evidence,
      closedBy: 'done' as const,
    })),
  );
}

/** When it opens and is due, each time; nothing as long as its origin is not known. */
function timesOf(convention: Convention, { opens, due, everyMonths }: OwnDuty) {
  const times: { opensOn: PlainDate; dueOn: PlainDate }[] = [];
  const end = periodOf(convention)?.endsOn;
  for (let time = 0; ; time++) {
    const later = time * (everyMonths ?? 0);
    const opensOn = dayAt(convention, opens, later);
    const dueOn = dayAt(convention, due, later);
    const isOver = time > 0 && (end === undefined || everyMonths === undefined || (dueOn ?? end) > end);
    if (!opensOn || !dueOn || isOver) return times;
    times.push({ opensOn, dueOn });
  }
}

/** Always from the origin: what recurs on the last day of months does so whatever their length. */
function dayAt(
  convention: Convention,
  { from, months, days, workingDays }: OwnDuty['due'],
  later: number,
): PlainDate | undefined {
  const period = periodOf(convention);
  const origin = {
    signature: convention.document.signedOn,
    effect: period?.effectiveOn,
    end: period?.endsOn,
  }[from];
  return (
    origin &&
    addWorkingDays(
      addDays(addMonths(origin, months + later), days),
      workingDays,
      convention.document.holidays,
    )
  );
}
