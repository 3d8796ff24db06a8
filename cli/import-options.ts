import type { ImportOptions } from '../chorus/read-import.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { flag, optional } from './doing.ts';
import { dateOf, wholeOf } from './words.ts';

/** How an export of Chorus is to be read, as the line says it. */
export const readingOptions = {
  on: optional('Date des lignes que le fichier ne date pas ; aujourd’hui par défaut'),
  year: optional('INF-BUD-53 : exercice de l’export, s’il ne le dit pas'),
  payments: flag('INF-BUD-53 : importe aussi les montants payés (sinon, ceux de l’export des paiements)'),
} as const;

/**
 * The same, as exports are read.
 * @throws Refused `BAD_USAGE` or `BAD_DATE` for what is no year or no day.
 */
export function readingOf({
  file,
  on,
  year,
  payments = false,
}: {
  readonly file: string;
  readonly on: string | undefined;
  readonly year: string | undefined;
  readonly payments: boolean | undefined;
}): ImportOptions {
  const today = parisDate(Date.now());
  return {
    on: on ? dateOf(on) : today,
    today,
    payments,
    file,
    ...(year === undefined ? {} : { year: wholeOf(year, 'un exercice', 2000, 2199) }),
  };
}
