import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes } from '../contract/search-attributes.ts';
import { frenchDate, frenchInstant } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { parisInstant } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { asLandmark } from '../convention/duties/due-words.ts';
import { overCeiling } from '../convention/ledger/forecast.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { positionOf } from '../convention/ledger/position.ts';
import { sameFacts } from '../convention/mailing/same-facts.ts';
import { sameLettersAhead, type Tracking } from '../convention/mailing/tracking.ts';
import { memoOf } from '../convention/people/memo.ts';
import { frenchPhase, phaseOf } from '../convention/term/phases.ts';
import { periodOf } from '../convention/term/term.ts';
import { figuresOf, figuresText } from '../convention/views/figures.ts';
import { type ConventionView, nextDeadlineOf, overdueCount, viewOf } from '../convention/views/view.ts';

/** What operators see of a convention in the Temporal UI and in lists: search attributes, and its current details. */
export class Visibility {
  #shown = '';
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
    this.#showAttributes(convention, today);
    keepMemo(convention);
    setCurrentDetails(detailsOf(viewOf(convention, tracking, now), balanceOf(convention)));
  }

  #showAttributes(convention: Convention, today: PlainDate): void {
    const nextDeadline = nextDeadlineOf(convention, today);
    const period = periodOf(convention);
    const phase = phaseOf(convention, today);
    const open = convention.closed === undefined;
    const values = {
      phase,
      nextDeadline: open && nextDeadline ? new Date(parisInstant(nextDeadline, '23:59')) : null,
      effectiveOn: period ? new Date(parisInstant(period.effectiveOn, '00:00')) : null,
      lastDay: period ? new Date(parisInstant(period.endsOn, '23:59')) : null,
      overdue: open ? overdueCount(convention, today) : 0,
      faults: convention.faults.length + convention.held.length,
    };
    const money = moneyOf(convention, today);
    const figures = () => figuresText(figuresOf(convention, today));
    // Figures that each letter changes cost no event of their own, until they are final.
    const key = JSON.stringify({ ...values, ...money, ...(open ? {} : { figures: figures() }) });
    if (key === this.#shown) return;
    upsertSearchAttributes([
      { key: searchAttributes.phase, value: values.phase },
      { key: searchAttributes.nextDeadline, value: values.nextDeadline },
      { key: searchAttributes.effectiveOn, value: values.effectiveOn },
      { key: searchAttributes.lastDay, value: values.lastDay },
      { key: searchAttributes.overdue, value: values.overdue },
      { key: searchAttributes.faults, value: values.faults },
      { key: searchAttributes.ceiling, value: money.ceiling },
      { key: searchAttributes.committed, value: money.committed },
      { key: searchAttributes.forecastOver, value: money.forecastOver },
      { key: searchAttributes.figures, value: figures() },
    ]);
    this.#shown = key;
  }
}

/** Lists know a convention by its memo, which costs an event: written when an act or an amendment has changed it. */
function keepMemo({ document }: Convention): void {
  const memo = { ...memoOf(document) };
  const shown = workflowInfo().memo ?? {};
  const isShown = Object.entries(memo).every(([key, value]) => shown[key] === value);
  if (!isShown) upsertMemo(memo);
}

/** The position in cents; nothing is forecast any more of a convention that is closed. */
function moneyOf(convention: Convention, today: PlainDate) {
  const { ceiling, committed } = positionOf(convention, today);
  const over = convention.closed ? undefined : overCeiling(convention);
  return { ceiling: ceiling ?? null, committed, forecastOver: over?.by ?? 0 };
}

function balanceOf({ agreedBalance, proposals }: Convention): string {
  const proposed = proposals.at(-1);
  if (agreedBalance) return `Solde convenu : ${frenchEuros(agreedBalance.amount)}`;
  return proposed ? `Solde proposé : ${frenchEuros(proposed.amount)}, accord attendu` : '';
}

function moneyLines({ money, shortfall, suspendedSince }: ConventionView): string[] {
  const { entries, ceiling, committed, paid } = money;
  const most = ceiling === undefined ? '' : ` sur ${frenchEuros(ceiling)}`;
  return [
    ...(entries > 0 ? [`Engagé ${frenchEuros(committed)}${most}, payé ${frenchEuros(paid)}`] : []),
    ...(shortfall ? [`**Insuffisance de crédits** : il manque ${frenchEuros(shortfall.missing)}`] : []),
    ...(suspendedSince ? [`**Exécution suspendue** depuis le ${frenchDate(suspendedSince)}`] : []),
  ];
}

/** The convention at a glance, in the UI's Markdown; duties and organisations, no persons. */
function detailsOf(view: ConventionView, balance: string): string {
  const { phase, period, duties, overdue, nextMails, faults, held } = view;
  const open = duties.filter(({ state }) => state === 'open' || state === 'overdue');
  const [next] = nextMails;
  return [
    `**${frenchPhase(phase)}**${period ? `, du ${frenchDate(period.effectiveOn)} au ${frenchDate(period.endsOn)}` : ''}`,
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
