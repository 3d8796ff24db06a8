import { documentOn } from '../amendments/versions.ts';
import { ofMonth, ofMonths } from '../calendar/french.ts';
import {
  addDays,
  addMonths,
  earliest,
  endOfMonth,
  latest,
  type PlainDate,
  startOfMonth,
} from '../calendar/plain-date.ts';
import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { holderNamed, holderOn } from '../people/organisations.ts';
import { type Period, periodOf, reckonedEndOf, spansOf } from '../term/term.ts';
import { type Duty, dueBy, dutyIdOf, inDaysOrMonths } from './duty.ts';

/** The calendar months from effect to end, first and last maybe partial: the first day of each. */
export function reportingMonths({ effectiveOn, endsOn }: Period): PlainDate[] {
  const first = startOfMonth(effectiveOn);
  const months: PlainDate[] = [];
  for (let month = first; month <= endsOn; month = addMonths(first, months.length)) months.push(month);
  return months;
}

/** The delegatee reports on each period of so many calendar months, by the Nth working day after it. */
export function periodicReports(convention: Convention): Duty[] {
  const { document } = convention;
  const clause = document.reports;
  const period = periodOf(convention);
  if (!clause || !period) return [];
  const months = reportingMonths(period);
  const same = report(document, clause);
  const delay = delayOf('reports', clause.dueWorkingDay);
  const isDueWithin = delay.count === 0;
  const all = monthsReported(convention);
  return all.map((month, index) => {
    const over = reckon('reportedOn', endOfMonth(month));
    const due = isDueWithin
      ? over
          .notAfter('end', period.endsOn)
          .onOrBeforeWorkingDay(document.holidays)
          .notBefore('effect', period.effectiveOn)
      : (inDaysOrMonths(over, clause, document.holidays) ?? over.plusWorkingDays(delay, document.holidays));
    const last = all[index - 1];
    const from = last ? startAfter(convention, last) : (months[0] ?? month);
    return {
      ...same,
      id: dutyIdOf('report', month.slice(0, 7)),
      kind: 'monthly-report',
      title: from === month ? `Compte rendu ${ofMonth(month)}` : `Compte rendu ${ofMonths(from, month)}`,
      opensOn: isDueWithin
        ? latest(period.effectiveOn, addDays(due.on, -clause.finalOpensDaysBefore))
        : addDays(earliest(over.on, period.endsOn), 1),
      ...dueBy(due),
    };
  });
}

/** The months that end what a report is about, in order: each goes on from the one before. */
function monthsReported(convention: Convention): readonly PlainDate[] {
  const period = periodOf(convention);
  const months = period ? reportingMonths(period) : [];
  const closing = months.filter((month) => closes(convention, month));
  const last = months.at(-1);
  const isCut = last !== undefined && everyAt(convention, last) !== undefined && closing.at(-1) !== last;
  return isCut ? [...closing, last] : closing;
}

/** How often a report is due in a month, by the version of the text that counts that month; never if undefined. */
function everyAt(convention: Convention, month: PlainDate): number | undefined {
  return documentOn(convention, endOfMonth(month)).reports?.everyMonths;
}

/** Whether a period ends with a month, which names it: of quarters, March, June, September, December. */
function closes(convention: Convention, month: PlainDate): boolean {
  const every = everyAt(convention, month);
  return every !== undefined && Number(month.slice(5, 7)) % every === 0;
}

/** The days that the report of a period is about: a month, `2020-04`, or all those that it closes. */
export function reportBounds(convention: Convention, period: string): { from: PlainDate; to: PlainDate } {
  const month = startOfMonth(period);
  const reported = monthsReported(convention);
  const last = reported[reported.indexOf(month) - 1];
  const start = periodOf(convention)?.effectiveOn;
  if (start && reported[0] === month) return { from: startOfMonth(start), to: endOfMonth(month) };
  const every = everyAt(convention, month) ?? 1;
  const from = addMonths(month, -((Number(period.slice(5)) - 1) % every));
  // Where the rhythm was another, it goes on from the report before.
  return { from: last ? startAfter(convention, last) : from, to: endOfMonth(month) };
}

/** The first month after a report that another is about: none was asked for while the clause was away. */
function startAfter(convention: Convention, last: PlainDate): PlainDate {
  let month = addMonths(last, 1);
  while (everyAt(convention, month) === undefined) month = addMonths(month, 1);
  return month;
}

/** "Ainsi qu’au terme", the final report; one for each period of a renewed convention. */
export function finalReports(convention: Convention): Duty[] {
  const { document } = convention;
  const clause = document.reports;
  const period = periodOf(convention);
  if (!clause?.final || !period) return [];
  const spans = spansOf(convention);
  return spans.map(({ rank, from, to }) => ({
    ...report(document, clause),
    id: rank === 0 ? dutyIdOf('report', 'final') : dutyIdOf('report', 'final', rank + 1),
    kind: 'final-report',
    copies: ['delegator', ...clause.copies.map((id) => holderNamed(document, id))],
    title: spans.length > 1 ? `Compte rendu final de la période n° ${rank + 1}` : 'Compte rendu final',
    opensOn: latest(from, addDays(to, -clause.finalOpensDaysBefore)),
    ...dueBy(reckonedEndOf(period, to).onOrAfterWorkingDay(document.holidays)),
  }));
}

function report(document: ConventionDocument, clause: Reports) {
  const { article, contents, copies } = clause;
  return {
    article,
    holder: holderOn(document, 'delegatee', clause),
    copies: copies.map((id) => holderNamed(document, id)),
    role: 'budget',
    evidence: contents ?? 'le compte rendu',
    closedBy: 'report',
  } as const;
}

type Reports = NonNullable<ConventionDocument['reports']>;
