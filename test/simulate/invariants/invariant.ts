import type { Course } from '../../../acts/course.ts';
import type { Convention } from '../../../convention/convention.ts';
import type { ConventionDocument } from '../../../convention/document/schema.ts';
import { sameFacts } from '../../../convention/mailing/same-facts.ts';
import type { Event, Life } from '../life.ts';
import type { Handed } from '../mail.ts';
import type { Script } from '../scripts.ts';

/** Something that happened, as invariants look at it. */
export interface Seen extends Event {
  /** Its rank in the life. */
  readonly rank: number;
  readonly was: Convention;
  readonly is: Convention;
  /** Whether anything of the convention changed but its records of letters and acts. */
  readonly changed: boolean;
}

/** A whole life. */
export interface Lived {
  readonly script: Script;
  readonly document: ConventionDocument;
  readonly life: Life;
  readonly events: readonly Event[];
  readonly record: Convention;
  /** The same life, its state having been written down and read again on its way. */
  readonly carried?: { readonly course: Course; readonly handed: readonly Handed[] };
}

/** What must hold, whatever people do and whatever breaks. */
export interface Invariant {
  /** A sentence: what holds. */
  readonly name: string;
  /** Where that comes from. */
  readonly source?: string;
  /** What breaks it, told one by one; `undefined` where there is nothing that it could say anything of. */
  readonly breaksAt?: (seen: Seen) => readonly string[] | undefined;
  readonly breaksIn?: (lived: Lived) => readonly string[] | undefined;
}

/** An event, as invariants look at it. */
export function seen(event: Event, rank: number): Seen {
  const [was, is] = [event.before.convention, event.after.convention];
  return { ...event, rank, was, is, changed: !sameFacts(was, is) };
}

/** What breaks, of some things that could; `undefined` when there is none of them. */
export function each<One>(all: readonly One[], breaks: (one: One) => string | undefined | false) {
  if (all.length === 0) return undefined;
  return all.flatMap((one) => breaks(one) || []);
}
