import { addDays, addMonths, earliest, type PlainDate } from '../calendar/plain-date.ts';
import { type Reckoned, reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { holderNamed } from '../people/organisations.ts';
import { type Period, periodOf } from '../term/term.ts';
import { type Duty, dueBy, dutyIdOf } from './duty.ts';

type OwnDuty = ConventionDocument['duties'][number];

/** The duties that a document writes itself, once, or each time that they open by the end. */
export function ownDuties(convention: Convention): Duty[] {
  const { document } = convention;
  const period = periodOf(convention);
  return document.duties.flatMap((own) =>
    timesIn(document, own, period).map(({ opensOn, due }, index, { length }) => ({
      id: index === 0 ? dutyIdOf('own', own.id) : dutyIdOf('own', own.id, index + 1),
      kind: 'own',
      article: own.article,
      // One that comes back is told from the others by what it is called.
      title: length === 1 ? own.title : `${own.title}, n° ${index + 1}`,
      holder: holderNamed(document, own.holder),
      copies: own.copies.map((id) => holderNamed(document, id)),
      opensOn,
      ...dueBy(due),
      evidence: own.evidence,
      closedBy: 'done' as const,
    })),
  );
}

interface Time {
  readonly opensOn: PlainDate;
  readonly due: Reckoned;
}

/** The days that such duties are counted from; only the signature and dates of the text are known before the effect. */
export type Days = Pick<Period, 'effectiveOn' | 'endsOn'>;

/** When it opens and is due, each time; nothing as long as its origin is not known. */
export function timesIn(document: ConventionDocument, own: OwnDuty, days?: Days): readonly Time[] {
  const { everyMonths } = own;
  const first = timeAt(document, own, days, 0);
  // As long as no end is known, nothing says that it comes back.
  if (!first || everyMonths === undefined || !days) return first ? [first] : [];
  const start = own.opens.from === 'signature' ? document.signedOn : days.effectiveOn;
  const over = periodsOver(start, everyMonths, first.opensOn);
  const times: Time[] = [];
  // What opens by the end is owed, though it be due after it; what looks back at a period, of the last one too, which
  // the text says or, where it says nothing, being first asked once a whole one is over.
  const isOwed = ({ opensOn }: Time) => {
    if (opensOn <= days.endsOn) return true;
    if (own.lookingBack !== undefined)
      return own.lookingBack && (times.at(-1)?.opensOn ?? start) <= days.endsOn;
    return over > 0 && addDays(addMonths(start, (over + times.length) * everyMonths), -1) <= days.endsOn;
  };
  let next: Time | undefined = first;
  while (next && isOwed(next)) {
    times.push(next);
    next = timeAt(document, own, days, times.length * everyMonths);
  }
  return times;
}

/** How many periods of so many months, from a day on, are over when another comes. */
function periodsOver(start: PlainDate, months: number, day: PlainDate): number {
  let count = 0;
  while (addMonths(start, (count + 1) * months) <= day) count++;
  return count;
}

function timeAt(
  document: ConventionDocument,
  { opens, due, nonWorkingDay }: OwnDuty,
  days: Days | undefined,
  later: number,
) {
  const first = dayAt(document, opens, days, later);
  const last = dayAt(document, due, days, later);
  if (!first || !last) return undefined;
  return { opensOn: earliest(first.on, last.on), due: moved(last, nonWorkingDay, document.holidays) };
}

/** A deadline where it ends up that falls on a day that is not worked. */
export function moved(
  due: Reckoned,
  nonWorkingDay: OwnDuty['nonWorkingDay'],
  holidays: ConventionDocument['holidays'] | undefined,
): Reckoned {
  if (nonWorkingDay === 'stays') return due;
  return nonWorkingDay === 'previous'
    ? due.onOrBeforeWorkingDay(holidays)
    : due.onOrAfterWorkingDay(holidays);
}

function dayAt(
  { signedOn, holidays }: ConventionDocument,
  span: OwnDuty['due'],
  days: Days | undefined,
  later: number,
) {
  const { from, date, months } = span;
  const origin = { signature: signedOn, effect: days?.effectiveOn, end: days?.endsOn, date }[from];
  const what = from === 'date' ? 'fixedDate' : from;
  return origin && reckon(what, origin).plus({ ...span, months: months + later }, holidays);
}
