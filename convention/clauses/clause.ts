import type { Convention } from '../convention.ts';
import type { Section } from '../document/schema.ts';
import type { Duty } from '../duties/duty.ts';

/** From when on a clause counts: the signature, the effect (art. 7), or the end. Once it counts, it does for good. */
export type Stage = 'signature' | 'effect' | 'end';

/** What a clause brings about by the calendar alone; how is in the file of that name. */
export type EventName = 'effect' | 'amendment' | 'shortfall' | 'end' | 'settlement';

/** A clause of the convention as data. */
export interface Clause {
  /** The key of the document that names it, and holds what its text fixes. */
  readonly named: Exclude<Section, '$schema'>;
  readonly from: Stage;
  /** The duties it lays down, given all that has happened so far. */
  readonly owes?: readonly ((convention: Convention) => readonly Duty[] | Duty | undefined)[];
  readonly brings?: EventName;
}

/** Whether a convention has come to a stage. */
export function hasCome(stage: Stage, { inForceSince, ended }: Convention): boolean {
  if (stage === 'signature') return true;
  return stage === 'effect' ? inForceSince !== undefined : ended !== undefined;
}
