import { addDays, addMonths, earliest, latest, type PlainDate } from './calendar/plain-date.ts';
import type { Convention, Notice } from './convention.ts';
import type { ConventionDocument } from './document/schema.ts';
import { dutyIdOf } from './duty.ts';

/** The days from effect to end, both included. */
export interface Period {
  readonly effectiveOn: PlainDate;
  /** Last day of the term: what art. 7 fixes. */
  readonly lastDay: PlainDate;
  /** Last day in force: the term's, or that of a notice when it comes first. */
  readonly endsOn: PlainDate;
}

/**
 * The day the convention takes effect (art. 7: "à la date de publication"), from the publications that the document
 * names, or the one an admin confirmed. Publications may be recorded in any order; waived ones are not waited for.
 */
export function effectiveOn(convention: Convention): PlainDate | undefined {
  const { document, publications, confirmedEffect, outcomes } = convention;
  if (confirmedEffect) return confirmedEffect.on;
  const [first, ...others] = Object.values(publications).map(({ on }) => on);
  if (!first) return undefined;
  if (document.effect === 'first') return earliest(first, ...others);
  if (document.effect !== 'all') return publications[document.effect]?.on;
  const awaited = document.publications.filter(
    ({ id }) => !publications[id] && outcomes[dutyIdOf('publication', id)]?.state !== 'waived',
  );
  return awaited.length > 0 ? undefined : latest(first, ...others);
}

/** The last day of the term: the eve of the anniversary, or the anniversary (art. 7; CPC art. 641). */
export function lastDayOf({ term }: ConventionDocument, effect: PlainDate): PlainDate {
  const anniversary = addMonths(effect, term.months);
  return term.lastDay === 'eve' ? addDays(anniversary, -1) : anniversary;
}

/** The notice that runs, if one does: given and not withdrawn by both. */
export function runningNotice(convention: Convention): Notice | undefined {
  return convention.notices.find(({ withdrawnBy }) => withdrawnBy.length < 2);
}

/** The last day of a notice, date to date from its receipt (decree art. 5; CPC art. 641): it never moves. */
export function noticeEndsOn({ notice }: ConventionDocument, receivedOn: PlainDate): PlainDate {
  return addMonths(receivedOn, notice.months);
}

/** The convention's days, once it has an effect date. A notice longer than what remains changes nothing. */
export function periodOf(convention: Convention): Period | undefined {
  const effect = effectiveOn(convention);
  if (!effect) return undefined;
  const lastDay = lastDayOf(convention.document, effect);
  const notice = runningNotice(convention);
  const endsOn = notice ? earliest(lastDay, noticeEndsOn(convention.document, notice.receivedOn)) : lastDay;
  return { effectiveOn: effect, lastDay, endsOn: convention.ended?.on ?? endsOn };
}
