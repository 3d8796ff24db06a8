import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { frenchEuros } from '../ledger/money.ts';
import { ofLine, openSuspensions, reckonedDecision, shortfallsUnderWay } from '../ledger/shortfall.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** The delegator decides whether to adjust the credits, within the time that the document leaves. */
export function shortfallDecisions(convention: Convention): Duty[] {
  const clause = convention.document.shortfall;
  if (!clause) return [];
  const open = convention.ended ? [] : shortfallsUnderWay(convention);
  return convention.shortfalls
    .filter((one) => open.includes(one) || convention.outcomes[dutyIdOf('shortfall', one.id)])
    .map((shortfall) => {
      const due = reckonedDecision(convention, shortfall);
      return {
        id: dutyIdOf('shortfall', shortfall.id),
        kind: 'shortfall',
        article: clause.article,
        title: `Décision sur l’insuffisance de crédits (${frenchEuros(shortfall.missing)})${ofLine(convention, shortfall)}`,
        holder: 'delegator',
        copies: ['delegatee'],
        role: 'budget',
        opensOn: shortfall.on,
        dueOn: due.on,
        reckoning: due.reckoning,
        evidence: 'un avenant qui ajuste la dotation, ou le refus de l’ajuster',
        closedBy: 'shortfall',
      };
    });
}

/**
 * As long as the execution is suspended, the delegator is reminded that the credits are to be adjusted, the
 * delegatee in copy; the duty is late from the first day.
 */
export function suspensionReminders(convention: Convention): Duty[] {
  const { outcomes, suspensions, shortfalls } = convention;
  const clause = convention.document.shortfall;
  if (!clause) return [];
  const open = openSuspensions(convention);
  const days = clause.reminderDays;
  return suspensions
    .filter((one) => open.includes(one) || outcomes[dutyIdOf('suspension', one.shortfall)])
    .map(({ shortfall, since }) => ({
      id: dutyIdOf('suspension', shortfall),
      kind: 'suspension',
      article: clause.article,
      title: `Ajustement de la dotation${ofLine(convention, shortfalls.find(({ id }) => id === shortfall) ?? {})} : l’exécution est suspendue`,
      holder: 'delegator',
      copies: ['delegatee'],
      role: 'budget',
      opensOn: since,
      dueOn: since,
      reckoning: reckon('suspension', since).reckoning,
      evidence: 'un avenant qui ajuste la dotation',
      closedBy: 'shortfall',
      policy: { before: [], onDeadline: false, after: [days], thenEvery: days, escalateAfter: null },
    }));
}
