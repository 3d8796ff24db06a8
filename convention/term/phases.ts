import type { PlainDate } from '../calendar/plain-date.ts';
import { type Convention, frenchPhases, isPhase, type Phase } from '../convention.ts';
import { dutiesOf, outcomeOf } from '../duties/duties.ts';
import { isSuspended } from '../ledger/shortfall.ts';
import { effectiveOn } from './effect.ts';
import { stoppedOutside } from './stop.ts';
import { runningNotice } from './term.ts';

/** Where a convention stands on a day. */
export function phaseOf(convention: Convention, today: PlainDate): Phase {
  if (convention.closed) return convention.closed.phase;
  if (convention.ended) return isSettling(convention) ? 'settling' : 'ended';
  const effect = effectiveOn(convention);
  if (!effect || effect > today) return 'signed';
  if (runningNotice(convention)) return 'underNotice';
  return isSuspended(convention) ? 'suspended' : 'inForce';
}

/** The convention with the phase of a day added to those it has gone through, if it is another. */
export function withPhase(convention: Convention, today: PlainDate): Convention {
  const phase = phaseOf(convention, today);
  if (convention.phases.at(-1)?.phase === phase) return convention;
  return { ...convention, phases: [...convention.phases, { phase, on: today }] };
}

/** Whether only the balance is left: the reports, the hand-over, the services' end and what the text asks later are over. */
export function isSettling(convention: Convention): boolean {
  const end = convention.ended?.on;
  return dutiesOf(convention)
    .filter(({ kind, dueOn }) => lastDuties.has(kind) || (kind === 'own' && end !== undefined && dueOn > end))
    .every((duty) => outcomeOf(convention, duty) !== undefined);
}

const lastDuties = new Set([
  'monthly-report',
  'final-report',
  'hand-over',
  'correction',
  'services-closed',
  'open-commitments',
]);

/** Where a convention stands, as people read it in a list: its phase, unless it was stopped outside the application. */
export function frenchStanding({ phase, stopped }: { phase: string; stopped?: unknown }): string {
  if (stopped !== undefined) return stoppedOutside();
  return isPhase(phase) ? frenchPhases[phase] : phase;
}
