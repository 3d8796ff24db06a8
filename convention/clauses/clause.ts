import type { Convention } from '../convention.ts';
import type { DutySource } from '../duties/source.ts';

/** From when on a clause counts: the signature, the effect (art. 7), or the end. Once it counts, it does for good. */
export type Stage = 'signature' | 'effect' | 'end';

/** What a clause brings about by the calendar alone; how is in the file of that name. */
export type EventName = 'effect' | 'amendment' | 'shortfall' | 'end' | 'settlement';

/** A clause of the convention as data. */
export interface Clause {
  /** Its article in the text; `visas` for what the text itself must be checked for. */
  readonly article: string;
  readonly from: Stage;
  /** The duties it lays down. */
  readonly owes?: readonly DutySource[];
  readonly brings?: EventName;
}

/** Whether a convention has come to a stage. */
export function hasCome(stage: Stage, { inForceSince, ended }: Convention): boolean {
  if (stage === 'signature') return true;
  return stage === 'effect' ? inForceSince !== undefined : ended !== undefined;
}
