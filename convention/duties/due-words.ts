import { frenchDate } from '../calendar/french.ts';
import type { Duty } from './duty.ts';

// A day that the text fixes is a deadline; one that the tracking fixes for want of it is a landmark, and said to be.

/** The day of a duty, and whose it is. */
type Due = Pick<Duty, 'dueOn' | 'indicative'>;

/** Why a day is a landmark. */
export const noDelay = 'le texte ne fixe pas de délai';

/** Why a day is a landmark; of an obligation. */
export function whyLandmark({ takenOverOn }: Pick<Duty, 'takenOverOn'>): string {
  return takenOverOn === undefined ? noDelay : `reprise au suivi le ${frenchDate(takenOverOn)}`;
}

/** After the time at whose end something expires: whose rule that is, where the text gives none. */
export function whoseRule(indicative: boolean | undefined): string {
  return indicative ? ` (règle du suivi, ${noDelay})` : '';
}

/** What the day of a duty is. */
export function frenchDueName(indicative: boolean | undefined): 'Échéance' | 'Repère' {
  return indicative ? 'Repère' : 'Échéance';
}

/** By when, in a list: `pour le 12 mai 2020`, `repère : 12 mai 2020`. */
export function frenchDue({ dueOn, indicative }: Due): string {
  return indicative ? `repère : ${frenchDate(dueOn)}` : `pour le ${frenchDate(dueOn)}`;
}

/** A day as it is written where its column or its heading does not say what it is: `12 mai 2020 (repère)`. */
export function asLandmark(day: string, indicative: boolean | undefined): string {
  return indicative ? `${day} (repère)` : day;
}
