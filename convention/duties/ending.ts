import { addDays, type PlainDate } from '../calendar/plain-date.ts';
import { type Reckoned, reckon } from '../calendar/reckoning.ts';
import type { Convention, EndCause } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { openOrders } from '../ledger/totals.ts';
import { holderOn } from '../people/organisations.ts';
import { comingRenewal, frenchPrevention } from '../term/renewal.ts';
import { earlyEnd, lastDayAfter, periodOf } from '../term/term.ts';
import { announced, askedOf, type Duty, dueBy, dueWithin, dutyIdOf, inDaysOrMonths } from './duty.ts';

const endings: Partial<Record<EndCause, string>> = {
  notice: 'Fin de la convention par préavis',
  agreement: 'Fin convenue de la convention',
  breach: 'Fin de l’accompagnement et de la convention, pour manquement',
};

/** The term announced to both, 90, 60 and 30 days before; or the end that was decided before it. */
export function endAlerts(convention: Convention): Duty | undefined {
  const period = periodOf(convention);
  if (!period) return undefined;
  const early = period.endsOn < period.lastDay ? earlyEnd(convention) : undefined;
  const since = early?.since ?? period.effectiveOn;
  const tacit = comingRenewal(convention)?.mode === 'tacit';
  const term = tacit
    ? `Terme de la période : reconduction tacite, sauf ${frenchPrevention(convention.document)}`
    : 'Terme de la convention';
  const days = early ? [30, 10, 2] : [90, 60, 30];
  return {
    ...announced(reckon('end', period.endsOn), days, (day) => day > since),
    id: early ? dutyIdOf('notice-end', early.since) : dutyIdOf('term'),
    kind: early ? 'notice-end' : 'term',
    article: (early ? convention.document.notice : convention.document.term).article ?? '',
    title: (early && endings[early.cause]) ?? term,
  };
}

/** The end of each part of the delegation that ends before it, announced as the term is. */
export function partEnds(convention: Convention): Duty[] {
  const { document } = convention;
  const period = periodOf(convention);
  if (!period) return [];
  const { effectiveOn, endsOn } = period;
  return document.term.parts.flatMap(({ id, title, until, months }): Duty | [] => {
    const due = until
      ? reckon('fixedTerm', until)
      : lastDayAfter(document.term, reckon('effect', effectiveOn), months ?? 0);
    if (due.on < effectiveOn || due.on > endsOn) return [];
    return {
      ...announced(due, [90, 60, 30], (day) => day > effectiveOn),
      id: dutyIdOf('term', id),
      kind: 'term',
      article: document.term.article ?? '',
      title: `Fin d’une partie de la délégation : ${title}`,
    };
  });
}

/** Termination ends the associated services (art. 7 of the example). */
export function servicesClosed(convention: Convention): Duty | undefined {
  const { document } = convention;
  const clause = document.servicesEnd;
  const period = periodOf(convention);
  const terminated = convention.ended
    ? ['notice', 'breach', 'agreement'].includes(convention.ended.cause)
    : earlyEnd(convention);
  if (!clause || !period || !terminated || period.endsOn === period.lastDay) return undefined;
  return {
    id: dutyIdOf('services-closed'),
    kind: 'services-closed',
    article: clause.article,
    title: clause.title ?? 'Fin des services associés à la convention',
    ...askedOf('delegatee', 'done', 'product'),
    holder: holderOn(document, 'delegatee', clause),
    ...dueWithin(document, reckon('end', period.endsOn), 'servicesEnd', clause),
    opensOn: addDays(period.endsOn, 1),
    evidence: 'la liste des services clos',
  };
}

/** After the end, orders still open are paid or released. */
export function openCommitments(convention: Convention): Duty | undefined {
  const { document, ended, ledger, outcomes } = convention;
  const id = dutyIdOf('open-commitments');
  const open = openOrders(ledger);
  if (!ended || (open.length === 0 && !outcomes[id])) return undefined;
  const due = settledBy(document, ended.on);
  return {
    id,
    kind: 'open-commitments',
    article: document.balance?.article ?? '',
    title: `Engagements à payer ou à annuler (${open.length})`,
    ...askedOf('delegatee', 'ledger', 'budget'),
    opensOn: addDays(ended.on, 1),
    ...dueBy(due),
    evidence: 'le paiement ou l’annulation de chaque engagement ouvert',
  };
}

/**
 * "Le délégant convient de l’utilisation du solde budgétaire dégagé", after the end. The delegatee proposes,
 * the delegator agrees or counters: the duty is theirs in turn.
 */
export function balance(convention: Convention): Duty | undefined {
  const { document, proposals } = convention;
  const clause = document.balance;
  const period = periodOf(convention);
  if (!clause || !period) return undefined;
  const due = settledBy(document, period.endsOn);
  const countered = proposals.at(-1)?.from === 'delegator';
  return {
    id: dutyIdOf('balance'),
    kind: 'balance',
    article: clause.article,
    title: `${countered ? 'Réponse à la contre-proposition d’utilisation' : 'Accord sur l’utilisation'} du solde`,
    ...askedOf(countered ? 'delegatee' : 'delegator', 'settle', 'budget'),
    opensOn: addDays(period.endsOn, 1),
    ...dueBy(due),
    evidence: 'la décision sur l’utilisation du solde',
  };
}

/** The day by which the balance is settled, and what is still open by then: some delay after the end. */
function settledBy(document: ConventionDocument, endsOn: PlainDate): Reckoned {
  const { balance: clause = {}, holidays } = document;
  const end = reckon('end', endsOn);
  return (
    inDaysOrMonths(end, clause, holidays) ??
    end.plusMonths(delayOf('balance', undefined)).onOrAfterWorkingDay(holidays)
  );
}
