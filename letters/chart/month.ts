import { frenchMonth, ofMonth } from '../../convention/calendar/french.ts';
import { type PlainDate, plainDateOf } from '../../convention/calendar/plain-date.ts';

const shortMonths = 'janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.'.split('|');

/** A month of a chart where room is scarce: `2020-04` is `avr. 20`. */
export function shortMonth(month: string): string {
  return `${shortMonths[Number(month.slice(5, 7)) - 1] ?? ''}\u00a0${month.slice(2, 4)}`;
}

/**
 * A month of a chart in full: `2020-04` is `avril 2020`.
 * @throws RangeError when the text is not a real month.
 */
export function monthName(month: string): string {
  return frenchMonth(dayIn(month));
}

/** The months of a chart from one to another: `d’avril 2020 à mars 2021`; `d’avril 2020` when they are one. */
export function periodName(first: string, last: string): string {
  const start = ofMonth(dayIn(first));
  return first === last ? start : `${start} à ${monthName(last)}`;
}

function dayIn(month: string): PlainDate {
  return plainDateOf(`${month}-01`);
}
