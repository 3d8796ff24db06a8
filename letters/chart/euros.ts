import { frenchNumber } from '../../convention/french-number.ts';

/** A unit of money that keeps an amount short. */
export interface Unit {
  readonly cents: number;
  readonly symbol: string;
  /** From how many cents on it is used. */
  readonly from: number;
}

const euro: Unit = { cents: 100, symbol: '€', from: 0 };
const units: readonly Unit[] = [
  { cents: 1e11, symbol: 'Md€', from: 1e11 },
  { cents: 1e8, symbol: 'M€', from: 1e8 },
  { cents: 1e5, symbol: 'k€', from: 1e6 },
];

/** The unit in which an amount is short: euros below 10 000 €, then k€, M€ and Md€. */
export function unitOf(cents: number): Unit {
  return units.find(({ from }) => Math.abs(cents) >= from) ?? euro;
}

/** An amount to three digits: `0 €`, `98,5 k€`, `1,25 M€`; to the cent when its unit is the euro. */
export function shortEuros(cents: number, unit = unitOf(cents)): string {
  if (cents === 0) return '0\u00a0€';
  const amount = cents / unit.cents;
  const number =
    unit === euro
      ? frenchNumber(amount, 2).replace(/,00$/, '')
      : frenchNumber(amount, decimalsOf(amount)).replace(/,0+$|(?<=,\d)0$/, '');
  return `${number}\u00a0${unit.symbol}`;
}

function decimalsOf(amount: number): number {
  const size = Math.abs(amount);
  if (size >= 100) return 0;
  return size >= 10 ? 1 : 2;
}
