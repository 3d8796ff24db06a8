import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes } from '../contract/search-attributes.ts';
import { frenchDate, frenchInstant } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { parisInstant } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import { type Convention, frenchPhases } from '../convention/convention.ts';
import { asLandmark } from '../convention/duties/due-words.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { sameFacts } from '../convention/mailing/same-facts.ts';
import { sameLettersAhead, type Tracking } from '../convention/mailing/tracking.ts';
import { memoOf, partyMarks } from '../convention/people/memo.ts';
import { phaseOf } from '../convention/term/phases.ts';
import { periodOf } from '../convention/term/term.ts';
import { figuresOf, figuresText, listedMoneyOf, readListedMoney } from '../convention/views/figures.ts';
import {
  type ConventionView,
  frenchLacks,
  nextDeadlineOf,
  overdueCount,
  viewOf,
} from '../convention/views/view.ts';

/** What operators see of a convention in the Temporal UI and in lists: search attributes, memo, and its current details. */
export class Visibility {
  #last:
    | { readonly convention: Convention; readonly tracking: Tracking; readonly today: PlainDate }
    | undefined;

  /** Shows where a convention stands; the search attributes cost an event, so only when they change. */
  show(convention: Convention, tracking: Tracking, { now, today }: Moment): void {
    const last = this.#last;
    this.#last = { convention, tracking, today };
    if (
      last?.today === today &&
      // The figures of a convention that is closed are shown with its last letters in them.
      !convention.closed &&
      sameFacts(last.convention, convention) &&
      sameLettersAhead(last.tracking, tracking)
    )
      return;
    const isSearchedAnew = showAttributes(convention, today);
    keepMemo(convention, today, isSearchedAnew);
    setCurrentDetails(detailsOf(viewOf(convention, tracking, now), balanceOf(convention)));
  }
}

/** What a convention is searched by on a day. */
export function attributesOf(convention: Convention, today: PlainDate): SearchAttributeUpdatePair[] {
  const nextDeadline = nextDeadlineOf(convention, today);
  const period = periodOf(convention);
  const open = convention.closed === undefined;
  return [
    { key: searchAttributes.phase, value: phaseOf(convention, today) },
    { key: searchAttributes.parties, value: partyMarks(convention.document) },
    {
      key: searchAttributes.nextDeadline,
      value: open && nextDeadline ? inParis(nextDeadline, '23:59') : null,
    },
    { key: searchAttributes.effectiveOn, value: period ? inParis(period.effectiveOn, '00:00') : null },
    { key: searchAttributes.lastDay, value: period ? inParis(period.endsOn, '23:59') : null },
    { key: searchAttributes.overdue, value: open ? overdueCount(convention, today) : 0 },
    { key: searchAttributes.faults, value: convention.faults.length + convention.held.length },
    { key: searchAttributes.heldAt, value: foundHeldAt(convention) },
  ];
}

/** When a contact's letters were last found to wait. */
function foundHeldAt({ held }: Convention): number | null {
  return held.length === 0 ? null : Math.max(...held.map(({ foundAt, since }) => foundAt ?? since));
}

/**
 * Search attributes cost an event: those that have changed are written, whatever run they were written in.
 * @returns whether any has.
 */
function showAttributes(convention: Convention, today: PlainDate): boolean {
  const { typedSearchAttributes: shown } = workflowInfo();
  const changed = attributesOf(convention, today).filter(
    ({ key, value }) => plain(shown.get(key) ?? null) !== plain(value),
  );
  if (changed.length > 0) upsertSearchAttributes(changed);
  return changed.length > 0;
}

/** A value to be compared: two dates of one instant are one, and two lists of the same. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return Array.isArray(value) ? [...value].sort().join(' ') : value;
}

function inParis(day: PlainDate, time: string): Date {
  return new Date(parisInstant(day, time));
}

/**
 * Lists know a convention by its memo, which costs an event: what of it has changed is written. Figures that each
 * letter changes cost no event of their own, until they are final: they go with the money, and with what it is searched by.
 */
function keepMemo(convention: Convention, today: PlainDate, isSearchedAnew: boolean): void {
  const shown = workflowInfo().memo ?? {};
  const known = typeof shown.figures === 'string' ? shown.figures : '';
  const money = listedMoneyOf(convention, today);
  const isMoneyShown = JSON.stringify(readListedMoney(known)) === JSON.stringify(money);
  const figures =
    isSearchedAnew || !isMoneyShown || convention.closed
      ? figuresText(figuresOf(convention, today), money)
      : known;
  const changed = Object.entries(memoOf(convention.document, figures)).filter(
    ([key, value]) => shown[key] !== value,
  );
  if (changed.length > 0) upsertMemo(Object.fromEntries(changed));
}

function balanceOf({ agreedBalance, proposals }: Convention): string {
  const proposed = proposals.at(-1);
  if (agreedBalance) return `Solde convenu : ${frenchEuros(agreedBalance.amount)}`;
  return proposed ? `Solde proposé : ${frenchEuros(proposed.amount)}, accord attendu` : '';
}

function moneyLines(view: ConventionView): string[] {
  const { money, shortfall, suspendedSince } = view;
  const { entries, ceiling, committed, paid } = money;
  const most = ceiling === undefined ? '' : ` sur ${frenchEuros(ceiling)}`;
  return [
    ...(entries > 0 ? [`Engagé ${frenchEuros(committed)}${most}, payé ${frenchEuros(paid)}`] : []),
    ...(shortfall ? [`**Insuffisance de crédits** : il manque ${frenchLacks(view)}`] : []),
    ...(suspendedSince ? [`**Exécution suspendue** depuis le ${frenchDate(suspendedSince)}`] : []),
  ];
}

/** The convention at a glance, in the UI's Markdown; duties and organisations, no persons. */
function detailsOf(view: ConventionView, balance: string): string {
  const { phase, period, duties, overdue, nextMails, faults, held } = view;
  const open = duties.filter(({ state }) => state === 'open' || state === 'overdue');
  const [next] = nextMails;
  return [
    `**${frenchPhases[phase]}**${period ? `, du ${frenchDate(period.effectiveOn)} au ${frenchDate(period.endsOn)}` : ''}`,
    `${open.length} obligation(s) en cours, dont ${overdue} en retard ; ${faults.length} anomalie(s) de courriel`,
    ...held.map(
      ({ contact, since, reason }) =>
        `**Courriels en attente** pour \`${contact}\` depuis le ${frenchInstant(since)} : ${reason}`,
    ),
    ...open
      .slice(0, 15)
      .map(
        ({ id, dueOn, indicative, state, title, holder, holderName }) =>
          `- ${asLandmark(frenchDate(dueOn), indicative)}${state === 'overdue' ? ' **en retard**' : ''} : ${title}, ${holder === 'manager' ? 'gestionnaire' : holderName} (\`${id}\`)`,
      ),
    ...moneyLines(view),
    ...(balance ? [balance] : []),
    ...(next ? [`Prochain courriel : ${frenchInstant(next.at)} (\`${next.duty}\`)`] : []),
  ].join('\n\n');
}
