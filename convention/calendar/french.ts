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

/** The month of a date: `mars 2020`. */
export function frenchMonth(date: PlainDate): string {
  return `${frenchMonths[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** The month of a date, as a complement: `d’avril 2020`, `de mai 2020`. */
export function ofMonth(date: PlainDate): string {
  const month = frenchMonth(date);
  return /^[ao]/.test(month) ? `d’${month}` : `de ${month}`;
}

/** `25 mars 2020 à 09:12`, on the clock of Paris. */
export function frenchInstant(instant: Instant): string {
  return `${frenchDate(parisDate(instant))} à ${parisTime(instant)}`;
}
