import { frenchDate } from '../convention/calendar/french.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { badDate, notNow, type Refusal, unknownReference } from '../convention/errors.ts';
import { hasEffect } from '../convention/term/effect.ts';

// Why acts are refused: for what they name, for the day they give, or for the day they come on.

/** Why nothing is done any more once the convention is over, and what that means for the act. */
export function afterTheEnd({ ended }: Convention, then: string): Refusal | undefined {
  return ended && notNow`La convention a pris fin le ${frenchDate(ended.on)} : ${then}.`;
}

/** Why the convention cannot be brought to its end, or be found fault with: it is over. */
export function alreadyEnded({ ended }: Convention): Refusal | undefined {
  return ended && notNow`La convention a déjà pris fin le ${frenchDate(ended.on)}.`;
}

/** Why nothing is done yet: the convention has no effect on that day. */
export function beforeEffect(convention: Convention, today: PlainDate, then: string): Refusal | undefined {
  return hasEffect(convention, today)
    ? undefined
    : notNow`La convention n’a pas encore pris effet : ${then}.`;
}

/** A day, and what it is when that is to be said: `['2020-03-25', 'signature']`. */
type Bound = readonly [day: PlainDate, what?: string];

/** Why a day is not taken: it is not within two others, both included. */
export function notWithin(on: PlainDate, first: Bound, last: Bound, what = 'une date'): Refusal | undefined {
  if (on >= first[0] && on <= last[0]) return undefined;
  return badDate`« ${on} » refusé ; accepté : ${what} du ${said(first)} au ${said(last)}.`;
}

function said([day, what]: Bound): string {
  return what ? `${day} (${what})` : day;
}

/**
 * Why what is named is not done: the convention has no such thing.
 * @param what what it was to be: `un manquement constaté`.
 * @param instead what would be taken: `ouverts : 1, 2`.
 */
export function notOne(given: string | number, what: string, instead: string): Refusal {
  return unknownReference`« ${given} » n’est pas ${what} ; ${instead}.`;
}
