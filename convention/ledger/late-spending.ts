import { frenchDate } from '../calendar/french.ts';
import { addDays, type PlainDate, yearOf } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { inBrackets } from '../document/articles.ts';
import { periodOf } from '../term/term.ts';
import type { CommitmentEntry } from './entry.ts';

/** Days in which the State pays once delivery is accepted (décret n° 2013-269, art. 1). */
const paymentDays = 30;

/**
 * What is odd in the days of an order (art. 7): it is recorded all the same, and the delegatee is warned. The payment
 * is expected thirty days after the end of delivery.
 */
export function lateSpending(
  convention: Convention,
  { order, on, deliveryEndsOn }: Pick<CommitmentEntry, 'order' | 'on' | 'deliveryEndsOn'>,
): string[] {
  const period = periodOf(convention);
  if (!period) return [];
  const { term, yearEnd } = convention.document;
  const lastDays = (day: PlainDate) => yearEnd?.dates.find(({ year }) => year === yearOf(day));
  const end = `le dernier jour de la convention, le ${frenchDate(period.endsOn)}${inBrackets(term.article)}`;
  const warnings: string[] = [];
  const lastCommitment = lastDays(on)?.commitments;
  if (lastCommitment && on > lastCommitment)
    warnings.push(
      `L’engagement ${order} est du ${frenchDate(on)}, après le dernier jour pour engager de l’année, le ${frenchDate(lastCommitment)}.`,
    );
  if (!deliveryEndsOn) return warnings;
  if (deliveryEndsOn > period.endsOn)
    warnings.push(
      `Les livraisons de l’engagement ${order} vont jusqu’au ${frenchDate(deliveryEndsOn)}, après ${end}.`,
    );
  const paidOn = addDays(deliveryEndsOn, paymentDays);
  const lastPayment = lastDays(deliveryEndsOn)?.payments;
  const expected = `Le paiement de l’engagement ${order}, attendu le ${frenchDate(paidOn)} (${paymentDays} jours après la livraison), viendrait après`;
  if (lastPayment && paidOn > lastPayment)
    warnings.push(`${expected} le dernier jour pour payer de l’année, le ${frenchDate(lastPayment)}.`);
  if (paidOn > period.endsOn) warnings.push(`${expected} ${end}.`);
  return warnings;
}
