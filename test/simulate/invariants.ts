import { closing } from './invariants/closing.ts';
import { continuation } from './invariants/continuation.ts';
import { dates } from './invariants/dates.ts';
import type { Invariant } from './invariants/invariant.ts';
import { letters } from './invariants/letters.ts';
import { money } from './invariants/money.ts';
import { phases } from './invariants/phases.ts';

/** What holds of every life, whatever people do and whatever breaks, by what it is about. */
export const invariants: Readonly<Record<string, readonly Invariant[]>> = {
  Money: money,
  Dates: dates,
  Letters: letters,
  Phases: phases,
  Closing: closing,
  Continuation: continuation,
};
