import { clauseOrLast } from '../amendments/versions.ts';
import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import { frenchEuros } from '../ledger/money.ts';
import { ofLine, openSuspensions, reckonedDecision, shortfallsUnderWay } from '../ledger/shortfall.ts';
import { askedOf, type Duty, dueBy, dutyIdOf } from './duty.ts';

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
        ...askedOf('delegator', 'shortfall', 'budget'),
        opensOn: shortfall.on,
        ...dueBy(due),
        ...(due.isIndicative ? { afterwards: suspending } : {}),
        evidence: 'un avenant qui ajuste la dotation, ou le refus de l’ajuster',
      };
    });
}

const suspending =
  'Sans ajustement de la dotation à cette date, l’exécution est suspendue : la date est celle du suivi.';

/**
 * As long as the execution is suspended, the delegator is reminded that the credits are to be adjusted, the
 * delegatee in copy; the duty is late from the first day, where the text itself gave the time for the decision.
 */
export function suspensionReminders(convention: Convention): Duty[] {
  const { outcomes, suspensions, shortfalls } = convention;
  const clause = clauseOrLast(convention, 'shortfall');
  if (!clause) return [];
  const open = openSuspensions(convention);
  const days = clause.reminderDays;
  const { indicative } = delayOf('shortfall', clause.decisionWorkingDays);
  return suspensions
    .filter((one) => open.includes(one) || outcomes[dutyIdOf('suspension', one.shortfall)])
    .map(({ shortfall, since }) => ({
      id: dutyIdOf('suspension', shortfall),
      kind: 'suspension',
      article: clause.article,
      title: `Ajustement de la dotation${ofLine(convention, shortfalls.find(({ id }) => id === shortfall) ?? {})} : l’exécution est suspendue`,
      ...askedOf('delegator', 'shortfall', 'budget'),
      opensOn: since,
      ...dueBy(reckon('suspension', since)),
      ...(indicative ? { indicative } : {}),
      evidence: 'un avenant qui ajuste la dotation',
      policy: { before: [], onDeadline: false, after: [days], thenEvery: days, escalateAfter: null },
    }));
}
