import { frenchInstant } from '../calendar/french.ts';
import type { Instant } from '../calendar/paris.ts';

/** How a convention was stopped outside the application: by somebody or something in its engine, not by an act. */
export interface Stop {
  readonly how: StopKind;
  readonly at: Instant;
  /** What whoever stopped it, or what failed, had to say; absent in lists. */
  readonly why?: string;
}

const french = {
  terminated: 'a été interrompue hors de l’application',
  cancelled: 'a été annulée hors de l’application',
  failed: 's’est arrêtée sur une erreur',
  timedOut: 'a été arrêtée par le moteur au bout d’un délai',
} as const;

export type StopKind = keyof typeof french;

/** How, when and why it was stopped, in one French sentence. */
export function frenchStopping({ how, at, why }: Stop): string {
  return `Elle ${french[how]} le ${frenchInstant(at)}${why ? ` (${why})` : ''}.`;
}

/** What is said of conventions that were stopped so, whatever their phase would be. */
export function stoppedOutside(count = 1): string {
  return `arrêtée${count > 1 ? 's' : ''} hors de l’application`;
}
