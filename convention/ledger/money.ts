import { frenchNumber } from '../french-number.ts';

declare const cents: unique symbol;

/** An amount of money in whole euro cents. */
export type Cents = number & { readonly [cents]: true };

/** Whether a number of euros has at most two decimals and stays exact in cents (below 90 000 milliards). */
export function isEuros(euros: number): boolean {
  const inCents = Math.round(euros * 100);
  return Number.isSafeInteger(inCents) && Number(euros.toFixed(2)) === euros;
}

/**
 * Euros, as people write them in a document, to cents.
 * @throws RangeError when the amount has more than two decimals.
 */
export function centsOf(euros: number): Cents {
  if (!isEuros(euros))
    throw new RangeError(`${euros} n’est pas un montant en euros à deux décimales au plus`);
  return Math.round(euros * 100) as Cents;
}

/** Cents, back to euros as people write them in a document. */
export function eurosOf(amount: Cents): number {
  return amount / 100;
}

/** No money. */
export const zero = 0 as Cents;

/** The sum of some amounts. */
export function sumOf(amounts: Iterable<Cents>): Cents {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum as Cents;
}

/** What is left of an amount once another is taken from it; negative when it is more. */
export function subtract(amount: Cents, taken: Cents): Cents {
  return (amount - taken) as Cents;
}

/** The amount that cancels another. */
export function negate(amount: Cents): Cents {
  // Never −0, which JSON would not keep.
  return (amount === 0 ? 0 : -amount) as Cents;
}

/** `100 000,00 €`, with non-breaking spaces. */
export function frenchEuros(amount: Cents): string {
  const sign = amount < 0 ? '−' : '';
  const whole = frenchNumber(Math.floor(Math.abs(amount) / 100));
  return `${sign}${whole},${String(Math.abs(amount) % 100).padStart(2, '0')}\u00a0€`;
}

/** An amount, or that there is none: `100 000,00 €`, `sans plafond propre`. */
export function frenchCeiling(ceiling: Cents | null): string {
  return ceiling === null ? 'sans plafond propre' : frenchEuros(ceiling);
}
