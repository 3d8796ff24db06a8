import type { Delay } from '../calendar/reckoning.ts';

/**
 * The delays that the tracking counts by where the text gives none, by what they are for: in working days, but the
 * answers to an amendment and to an end by agreement in days and the balance in months. No party has agreed to them:
 * what rests on one says so, and is never late.
 */
const landmarks = {
  chorusAccess: 5,
  credits: 5,
  codings: 5,
  copies: 5,
  publications: 10,
  approval: 20,
  legalText: 20,
  signature: 10,
  requests: 5,
  reports: 5,
  corrections: 5,
  servicesEnd: 5,
  shortfall: 10,
  amendments: 60,
  agreedEnd: 60,
  balance: 1,
} as const;

/** A delay as a clause writes it, in one of three ways. */
export interface WrittenDelay {
  readonly dueWorkingDays?: number | undefined;
  readonly dueDays?: number | undefined;
  readonly dueMonths?: number | undefined;
}

/** The delay that a document writes; the tracking's own where it writes none. */
export function delayOf(what: keyof typeof landmarks, written: number | undefined): Delay {
  return written === undefined ? { count: landmarks[what], indicative: true } : { count: written };
}

/** How the description of a key says what comes of leaving it out. */
export function otherwise(what: keyof typeof landmarks): string {
  return `absent si le texte n’en fixe pas : le suivi prend alors ${landmarks[what]} pour repère`;
}
