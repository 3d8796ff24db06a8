import type { Instant } from './calendar/paris.ts';

/** How a convention was stopped outside the application: by somebody or something in its engine, not by an act. */
export interface Stop {
  readonly how: StopKind;
  readonly at: Instant;
  /** What whoever stopped it, or what failed, had to say; absent in lists. */
  readonly why?: string;
}

const french = {
  terminated: 'interrompue',
  cancelled: 'annulée',
  failed: 'tombée en erreur',
  timedOut: 'arrêtée au bout d’un délai',
} as const;

export type StopKind = keyof typeof french;

/** How it was stopped, as people read it: `interrompue`. */
export function frenchStop(how: StopKind): string {
  return french[how];
}

/** What is said of a convention that was stopped so, wherever its phase would be. */
export const stoppedOutside = 'arrêtée hors de l’application';
