import { addDays, earliest, type PlainDate } from '../calendar/plain-date.ts';
import { type Reckoned, reckon } from '../calendar/reckoning.ts';
import { after } from '../calendar/span.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { holderNamed } from '../people/organisations.ts';
import { periodOf } from '../term/term.ts';
import { type Duty, dueBy, dutyIdOf } from './duty.ts';

type OwnDuty = ConventionDocument['duties'][number];

/** The duties that a document writes itself, once, or each time that they open by the end. */
export function ownDuties(convention: Convention): Duty[] {
  const { document } = convention;
  return document.duties.flatMap((own) =>
    timesOf(convention, own).map(({ opensOn, due }, index, { length }) => ({
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

/** When it opens and is due, each time; nothing as long as its origin is not known. */
function timesOf(convention: Convention, own: OwnDuty) {
  const { everyMonths } = own;
  const end = periodOf(convention)?.endsOn;
  const first = timeAt(convention, own, 0);
  if (!first || everyMonths === undefined) return first ? [first] : [];
  // As long as no end is known, nothing says that it comes back.
  if (end === undefined) return [first];
  const times: Time[] = [];
  let next: Time | undefined = first;
  // What is first asked once its period is over is asked of the last one too, which is over the day after the end.
  const origin = { ...own.opens, months: 0, days: 0, workingDays: 0 };
  const isAfterwards = first.opensOn >= (dayAt(convention, origin, everyMonths)?.on ?? end);
  const last = isAfterwards ? addDays(end, 1) : end;
  // What opens by then is owed, though it be due after it.
  while (next && next.opensOn <= last) {
    times.push(next);
    next = timeAt(convention, own, times.length * everyMonths);
  }
  return times;
}

interface Time {
  readonly opensOn: PlainDate;
  readonly due: Reckoned;
}

function timeAt(convention: Convention, { opens, due }: OwnDuty, later: number): Time | undefined {
  const first = dayAt(convention, opens, later);
  const last = dayAt(convention, due, later);
  if (!first || !last) return undefined;
  const { holidays } = convention.document;
  return { opensOn: earliest(first.on, last.on), due: last.onOrAfterWorkingDay(holidays) };
}

function dayAt(convention: Convention, span: OwnDuty['due'], later: number) {
  const { signedOn, holidays } = convention.document;
  const period = periodOf(convention);
  const { from, date, months } = span;
  const origin = { signature: signedOn, effect: period?.effectiveOn, end: period?.endsOn, date }[from];
  const what = from === 'date' ? 'fixedDate' : from;
  return origin && after(reckon(what, origin), { ...span, months: months + later }, holidays);
}
