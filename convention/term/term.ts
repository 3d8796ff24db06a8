import { addDays, byDate, earliest, latest, type PlainDate } from '../calendar/plain-date.ts';
import { type Reckoned, reckon } from '../calendar/reckoning.ts';
import type { AgreedEnd, Breach, Convention, EndCause, Notice } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { isAgreedByAll } from '../people/parties.ts';
import { effectiveOn } from './effect.ts';

/** The days from effect to end, both included. */
export interface Period {
  readonly effectiveOn: PlainDate;
  /** Last day of the term: what art. 7 fixes. */
  readonly lastDay: PlainDate;
  /** Last day in force: the term's, or that of a notice when it comes first. */
  readonly endsOn: PlainDate;
}

/**
 * The last day of the term, with so many months of renewals after it: the day that the document fixes, else the eve
 * of the anniversary, or the anniversary (art. 7; CPC art. 641). Always from the origin.
 */
export function lastDayOf(
  document: Pick<ConventionDocument, 'term'>,
  effect: PlainDate,
  renewedMonths = 0,
): PlainDate {
  return reckonedLastDay(document, reckon('effect', effect), renewedMonths).on;
}

function reckonedLastDay(
  { term }: Pick<ConventionDocument, 'term'>,
  from: Reckoned,
  renewedMonths = 0,
): Reckoned {
  if (term.until) {
    const fixed = reckon('fixedTerm', term.until);
    return renewedMonths === 0 ? fixed : fixed.plusDays(1).throughMonths(renewedMonths);
  }
  // A document that is read says one or the other.
  return lastDayAfter(term, from, (term.months ?? 0) + renewedMonths);
}

/** The last day of so many months, as the document counts them: the eve of the anniversary, or the anniversary. */
export function lastDayAfter(
  { lastDay }: Pick<ConventionDocument['term'], 'lastDay'>,
  from: Reckoned,
  months: number,
): Reckoned {
  return lastDay === 'eve' ? from.throughMonths(months) : from.plusMonths(months);
}

/** The notice that runs, if one does: given and not withdrawn by all. */
export function runningNotice(convention: Convention): Notice | undefined {
  return convention.notices.find(({ withdrawnBy }) => !isAgreedByAll(convention.document, withdrawnBy));
}

/**
 * The last day of a notice (decree 2004-1085, art. 5): date to date from its receipt (CPC art. 641), or from the end of
 * the month or the year of its receipt; it never moves.
 */
export function noticeEndsOn(document: ConventionDocument, receivedOn: PlainDate): PlainDate {
  return reckonedNotice(document, receivedOn).on;
}

function reckonedNotice({ notice }: ConventionDocument, receivedOn: PlainDate): Reckoned {
  const { until } = notice;
  const end = reckonedLength(notice, reckon('notice', receivedOn));
  if (until === undefined) return end;
  return until === 'endOfMonth' ? end.endOfMonth() : end.endOfYear();
}

function reckonedLength({ days, from, months }: ConventionDocument['notice'], receipt: Reckoned): Reckoned {
  if (from === 'receipt') return days ? receipt.plusDays(days) : receipt.plusMonths(months);
  const start = from === 'endOfMonth' ? receipt.endOfMonth() : receipt.endOfYear();
  return days ? start.plusDays(days) : start.plusMonths(months).endOfMonth();
}

/** How long the notice is, as letters say it: `3 mois`, `15 jours à compter de la fin du mois`. */
export function frenchNotice({ notice }: ConventionDocument): string {
  const { days, months } = notice;
  const length = days ? `${days} jour${days > 1 ? 's' : ''}` : `${months} mois`;
  const from = {
    receipt: '',
    endOfMonth: ' à compter de la fin du mois',
    endOfYear: ' à compter de la fin de l’année',
  };
  const until = { endOfMonth: ', jusqu’à la fin du mois', endOfYear: ', jusqu’à la fin de l’année' };
  return `${length}${from[notice.from]}${notice.until ? until[notice.until] : ''}`;
}

/** The breach for which the delegatee ended all its support, if it did (art. 7); the earliest end counts. */
export function totalBreach({ breaches }: Convention): (Breach & { ending: BreachEnding }) | undefined {
  return breaches
    .flatMap((breach) => (breach.ending?.services === 'all' ? { ...breach, ending: breach.ending } : []))
    .sort((a, b) => byDate(a.ending.on, b.ending.on))[0];
}

type BreachEnding = NonNullable<Breach['ending']>;

/** The end that all parties have agreed upon, if they have. */
export function sealedEnd({ agreedEnd, document }: Convention): AgreedEnd | undefined {
  return agreedEnd && isAgreedByAll(document, agreedEnd.agreedBy) ? agreedEnd : undefined;
}

/** An end decided before the term. */
export interface EarlyEnd {
  /** Last day of the convention. */
  readonly on: PlainDate;
  readonly cause: EndCause;
  /** The day it was decided, or the notice received. */
  readonly since: PlainDate;
}

/** What ends a convention before its term, if anything does; the earliest counts. */
export function earlyEnd(convention: Convention): EarlyEnd | undefined {
  const notice = runningNotice(convention);
  const breach = totalBreach(convention);
  const agreed = sealedEnd(convention);
  const ends: EarlyEnd[] = [
    ...(notice ? [{ on: notice.endsOn, cause: 'notice' as const, since: notice.receivedOn }] : []),
    ...(breach ? [{ on: breach.ending.on, cause: 'breach' as const, since: breach.ending.decidedOn }] : []),
    ...(agreed ? [{ on: agreed.on, cause: 'agreement' as const, since: agreed.decidedOn }] : []),
  ];
  return ends.sort((a, b) => byDate(a.on, b.on))[0];
}

/** The convention's days, once it has an effect date. An early end after the term changes nothing. */
export function periodOf(convention: Convention): Period | undefined {
  const effect = effectiveOn(convention);
  if (!effect) return undefined;
  const lastDay = lastDaysOf(convention, effect).at(-1)?.on ?? effect;
  const early = earlyEnd(convention)?.on;
  const endsOn = earliest(lastDay, early ?? lastDay);
  // A breach or an agreement may be dated before an effect that was confirmed afterwards.
  return { effectiveOn: effect, lastDay, endsOn: convention.ended?.on ?? latest(endsOn, effect) };
}

/** How the last day in force is found: by the term, or by what comes before it. */
export function reckonedEnd(convention: Convention): Reckoned | undefined {
  const period = periodOf(convention);
  if (!period) return undefined;
  const { effectiveOn: effect, endsOn, lastDay } = period;
  const early = earlyEnd(convention);
  const term = lastDaysOf(convention, effect).at(-1);
  const end = early && early.on < lastDay ? reckonedEarlyEnd(convention, early) : term;
  const found = end?.notBefore('effect', effect);
  return found?.on === endsOn ? found : reckon('ended', endsOn);
}

function reckonedEarlyEnd({ document }: Convention, { on, cause, since }: EarlyEnd): Reckoned {
  if (cause !== 'notice') return reckon(cause === 'breach' ? 'breachEnd' : 'agreedEnd', on);
  const notice = reckonedNotice(document, since);
  // An amendment of the notice changes none that runs.
  return notice.on === on ? notice : reckon('noticeEnd', on);
}

/** The last day of a period, to count from: that of the convention, or of one that was renewed. */
export function reckonedEndOf({ endsOn }: Period, lastDay: PlainDate): Reckoned {
  return reckon(lastDay === endsOn ? 'end' : 'periodEnd', lastDay);
}

/** Why the convention ends on its last day in force. */
export function endCauseOf(convention: Convention): EndCause {
  const period = periodOf(convention);
  const early = earlyEnd(convention);
  return early && period && early.on <= period.endsOn && early.on < period.lastDay ? early.cause : 'term';
}

/** One period of a convention: the first, then one for each renewal. Each has its ceiling, reports and committee. */
export interface Span {
  /** 0 for the first. */
  readonly rank: number;
  readonly from: PlainDate;
  /** Its last day; the last period ends with the convention. */
  readonly to: PlainDate;
}

/** The periods of a convention, in order; none before its effect date is known. */
export function spansOf(convention: Convention): readonly Span[] {
  const period = periodOf(convention);
  if (!period) return [];
  const ends = lastDaysOf(convention, period.effectiveOn);
  return ends.flatMap(({ on: end }, rank) => {
    const before = ends[rank - 1]?.on;
    const from = before ? addDays(before, 1) : period.effectiveOn;
    // A term fixed by a date may have come before the effect.
    const to = latest(from, earliest(end, period.endsOn));
    return rank > 0 && from > period.endsOn ? [] : [{ rank, from, to }];
  });
}

/** The period in which a day falls: the first for what came before it, the last for what comes after the end. */
export function spanAt(spans: readonly Span[], day: PlainDate): Span | undefined {
  return spans.findLast(({ from }) => from <= day) ?? spans[0];
}

/** The rank of that period; that of the first as long as none is known. */
export function rankAt(spans: readonly Span[], day: PlainDate): number {
  return spanAt(spans, day)?.rank ?? 0;
}

/**
 * The last day of each period, by the term that counts for it: that of the document as signed, until an amendment gives
 * another to the period in which it comes into force. Always from the first day of the period that it was given to.
 */
function lastDaysOf(convention: Convention, effect: PlainDate): readonly Reckoned[] {
  const { renewals } = convention;
  const terms = termsOf(convention);
  let origin = { from: reckon('effect', effect), rank: 0, document: terms.get(0) ?? convention.document };
  let last = reckonedLastDay(origin.document, origin.from);
  const ends = [last];
  for (let rank = 1; rank <= renewals.length; rank++) {
    const document = terms.get(rank);
    if (document) origin = { from: reckon('periodStart', addDays(last.on, 1)), rank, document };
    const months = renewals.slice(origin.rank, rank).reduce((sum, one) => sum + one.months, 0);
    last = reckonedLastDay(origin.document, origin.from, months);
    ends.push(last);
  }
  return ends;
}

/** The documents that gave a term, by the rank of the period that it was given to: the last one counts. */
function termsOf({ document, pastVersions }: Convention): ReadonlyMap<number, ConventionDocument> {
  const [first = document, ...others] = [...pastVersions.map((past) => past.document), document];
  const terms = new Map([[0, first]]);
  let before = first;
  for (const [index, one] of others.entries()) {
    const isSame = (['months', 'lastDay', 'until'] as const).every(
      (key) => one.term[key] === before.term[key],
    );
    if (!isSame) terms.set(pastVersions[index]?.period ?? 0, one);
    before = one;
  }
  return terms;
}
