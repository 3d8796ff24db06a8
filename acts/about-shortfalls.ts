import { frenchDate } from '../convention/calendar/french.ts';
import { refusal } from '../convention/errors.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { shortfallUnderWay } from '../convention/ledger/shortfall.ts';
import type { Subject } from './form.ts';

// Art. 5: what the acts about credits that fall short have in common.

/** Why nothing is decided of a shortfall: there is none. */
export function noShortfall() {
  return refusal('NOT_NOW', 'Aucune insuffisance de crédits n’est ouverte : il n’y a rien à décider.');
}

/** What lacks, and since when; empty when nothing does. */
export function lacking({ convention }: Subject): string {
  const open = shortfallUnderWay(convention);
  return open
    ? `Il manque ${frenchEuros(open.missing)} depuis le ${frenchDate(open.on)} (${open.reason}).`
    : '';
}
