import { addDays, dayOf, latest, yearOf } from '../calendar/plain-date.ts';
import { type Reckoned, reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { periodOf } from '../term/term.ts';
import { announced, type Duty, dueBy, dutyIdOf } from './duty.ts';

/**
 * Year end (arts 2 and 3 of the example, "notamment en fin de gestion"): the last days for commitments (AE) and
 * payments (CP), announced to both. A year that ends within the convention and whose dates are not known yet is
 * asked of the manager: they change each autumn by circular.
 */
export function yearEndDuties(convention: Convention): Duty[] {
  const { document } = convention;
  const clause = document.yearEnd;
  const period = periodOf(convention);
  if (!clause || !period) return [];
  const { article } = clause;
  const duties: Duty[] = [];
  for (let year = yearOf(period.effectiveOn); year <= yearOf(period.endsOn); year++) {
    const known = clause.dates.find((entry) => entry.year === year);
    if (known) {
      const alert = (what: string, title: string, due: Reckoned): Duty => ({
        ...announced(due, [30, 10, 2], () => true),
        id: dutyIdOf('year-end', year, what),
        kind: 'year-end',
        article,
        title: `${title} en ${year}`,
        role: 'budget',
      });
      const lastCommitments = reckon('yearEndCommitments', known.commitments);
      const lastPayments = reckon('yearEndPayments', known.payments).notAfter('end', period.endsOn);
      const commit = 'Fin de gestion : dernier jour pour engager (AE)';
      if (known.commitments <= period.endsOn) duties.push(alert('commitments', commit, lastCommitments));
      duties.push(alert('payments', 'Dernier jour utile pour payer (CP)', lastPayments));
    } else if (period.endsOn >= dayOf(year, 11, 15)) {
      const due = reckon('yearEndCircular', dayOf(year, 10, 15))
        .notBefore('soonAfterEffect', addDays(period.effectiveOn, 5))
        .onOrAfterWorkingDay(document.holidays);
      duties.push({
        id: dutyIdOf('year-end', year, 'dates'),
        kind: 'year-end-dates',
        article,
        title: `Dates de fin de gestion ${year} à renseigner (circulaire de l’automne)`,
        holder: 'manager',
        copies: [],
        opensOn: latest(period.effectiveOn, dayOf(year, 9, 15)),
        ...dueBy(due),
        evidence: 'les dates limites d’engagement (AE) et de paiement (CP) de l’année',
        closedBy: 'year-end',
      });
    }
  }
  // What passed before effect concerns nobody.
  return duties.filter(({ dueOn }) => dueOn >= period.effectiveOn);
}
