import { frenchDate } from '../calendar/french.ts';
import type { Convention, Shortfall } from '../convention.ts';
import { type DutyOutcome, dutyIdOf } from '../duty.ts';
import { frenchEuros } from '../money.ts';
import { openShortfall } from '../shortfall.ts';
import { refusal } from './act.ts';
import type { Subject } from './form.ts';

// Art. 5: what the acts about credits that fall short have in common.

/** The convention once a shortfall is over, and what it suspended resumed. */
export function closedShortfall(
  convention: Convention,
  shortfall: Shortfall,
  how: {
    readonly by: string;
    readonly now: number;
    readonly today: Shortfall['on'];
    readonly evidence: string;
  },
): Convention {
  const { by, now, today, evidence } = how;
  const after = withShortfall(convention, { ...shortfall, closedOn: today });
  const outcome: DutyOutcome = { state: 'done', at: now, by, evidence };
  const suspended = after.suspensions.some((one) => one.shortfall === shortfall.id);
  return {
    ...after,
    outcomes: {
      [dutyIdOf('shortfall', shortfall.id)]: outcome,
      ...(suspended ? { [dutyIdOf('suspension', shortfall.id)]: outcome } : {}),
      // A refusal to adjust has closed the decision already.
      ...after.outcomes,
    },
    suspensions: after.suspensions.map((one) =>
      one.shortfall === shortfall.id && one.until === undefined ? { ...one, until: today } : one,
    ),
  };
}

/** The convention with what became of a shortfall. */
export function withShortfall(convention: Convention, shortfall: Shortfall): Convention {
  const shortfalls = convention.shortfalls.map((one) => (one.id === shortfall.id ? shortfall : one));
  return { ...convention, shortfalls };
}

/** Why nothing is decided of a shortfall: there is none. */
export function noShortfall() {
  return refusal('NOT_NOW', 'Aucune insuffisance de crédits n’est ouverte : il n’y a rien à décider.');
}

/** What lacks, and since when; empty when nothing does. */
export function lacking({ convention }: Subject): string {
  const open = openShortfall(convention);
  return open
    ? `Il manque ${frenchEuros(open.missing)} depuis le ${frenchDate(open.on)} (${open.reason}).`
    : '';
}
