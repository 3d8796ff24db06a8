import { amendmentDue } from '../amendments/due.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention, EndCause } from '../convention.ts';
import { dutiesOf, withLapsed } from '../duties/duties.ts';
import { owedAnew } from '../duties/owed-anew.ts';
import { type ComingRenewal, isRenewed } from './renewal.ts';
import { periodOf } from './term.ts';

/** What only makes sense while a convention is in force. */
const whileInForce = new Set(['shortfall', 'suspension', 'amendment', 'breach', 'renewal', 'agreed-end']);

/**
 * What the end of the current period brings, once its last day is gone by: another period, or the end of the
 * convention. Nothing while a signed amendment, whose effect has come too, may still move that day.
 */
export function endBrings(convention: Convention, today: PlainDate): 'renewal' | 'end' | undefined {
  const period = periodOf(convention);
  if (convention.ended || convention.closed || !period || period.endsOn >= today) return undefined;
  if (amendmentDue(convention, today)?.state === 'signed') return undefined;
  return isRenewed(convention) ? 'renewal' : 'end';
}

/** The convention with one more period: what was handed over for its end is owed again. */
export function renewed(convention: Convention, coming: ComingRenewal, at: number): Convention {
  const { rank, months, mode } = coming;
  const renewals = [...convention.renewals, { rank, months, how: mode, at }];
  return owedAnew(convention, { ...convention, renewals });
}

/** The convention once it has ended: decisions that were still awaited lapse with it. */
export function endedConvention(
  convention: Convention,
  on: PlainDate,
  cause: EndCause,
  at: number,
): Partial<Convention> {
  const lapsing = dutiesOf(convention).filter(({ kind }) => whileInForce.has(kind));
  return {
    ended: { cause, on },
    outcomes: withLapsed(convention, lapsing, at, 'la convention a pris fin'),
    amendments: convention.amendments.map((one) =>
      one.state === 'proposed' || one.state === 'signed' ? { ...one, state: 'expired' } : one,
    ),
  };
}
