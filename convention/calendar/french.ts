import { type Instant, parisDate, parisTime } from './paris.ts';
import { dayOfWeek, type PlainDate } from './plain-date.ts';

/** The months, from January on. */
export const frenchMonths = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

/** `25 mars 2020`, `1er avril 2020`. */
export function frenchDate(date: PlainDate): string {
  const day = Number(date.slice(8));
  return `${day === 1 ? '1er' : day} ${frenchMonth(date)}`;
}

/** `mercredi 25 mars 2020`. */
export function frenchLongDate(date: PlainDate): string {
  return `${weekdays[dayOfWeek(date) - 1]} ${frenchDate(date)}`;
}

/** The month of a date, or a month, `2020-03`: `mars 2020`. */
export function frenchMonth(date: string): string {
  return `${frenchMonths[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** The month of a date, as a complement: `d’avril 2020`, `de mai 2020`. */
export function ofMonth(date: PlainDate): string {
  const month = frenchMonth(date);
  return /^[ao]/.test(month) ? `d’${month}` : `de ${month}`;
}

/** Several months, as a complement: `d’avril à juin 2020`, `de novembre 2020 à janvier 2021`. */
export function ofMonths(from: PlainDate, to: PlainDate): string {
  const first = ofMonth(from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? first.replace(/ \d{4}$/, '') : first} à ${frenchMonth(to)}`;
}

/** Days from one to another, both included: `le 3 mai 2020`, `du 3 au 15 mai 2020`, `du 28 avril au 3 mai 2020`. */
export function frenchDays(from: PlainDate, until: PlainDate): string {
  if (from === until) return `le ${frenchDate(from)}`;
  const words = frenchDate(from).split(' ');
  const said = from.slice(0, 7) === until.slice(0, 7) ? 1 : from.slice(0, 4) === until.slice(0, 4) ? 2 : 3;
  return `du ${words.slice(0, said).join(' ')} au ${frenchDate(until)}`;
}

/** `a`, `a et b`, `a, b et c`. */
export function enumerated(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter(Boolean).join(' et ');
}

/** The text with a capital first letter. */
export function capitalised(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** `25 mars 2020 à 09:12`, on the clock of Paris. */
export function frenchInstant(instant: Instant): string {
  return `${frenchDate(parisDate(instant))} à ${parisTime(instant)}`;
}
