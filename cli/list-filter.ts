import type { ListFilter } from '../client/list.ts';
import { flag, optional } from './doing.ts';
import { phaseNamed } from './words.ts';

/** Which conventions, as the line says it. */
export const filterOptions = {
  phase: optional('Seulement celles de cette phase (ex. inForce, ou « en vigueur »)'),
  overdue: flag('Seulement celles qui ont du retard'),
  faulty: flag('Seulement celles dont un courriel est refusé ou en attente'),
  party: optional('Seulement celles de cette partie (ex. DGEFP)'),
} as const;

/**
 * The same, as conventions are listed.
 * @throws Refused `BAD_USAGE` for what is no phase.
 */
export function filterOf(given: {
  readonly phase: string | undefined;
  readonly overdue: boolean | undefined;
  readonly faulty: boolean | undefined;
  readonly party: string | undefined;
}): Pick<ListFilter, 'phase' | 'overdue' | 'faulty' | 'party'> {
  const { phase, overdue = false, faulty = false, party } = given;
  return {
    ...(phase ? { phase: phaseNamed(phase) } : {}),
    overdue,
    faulty,
    ...(party ? { party } : {}),
  };
}
