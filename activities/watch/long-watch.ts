import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Instant } from '../../convention/calendar/paris.ts';

// What is looked at every minute is looked at by one activity that lasts a day, not by a workflow each time: a workflow
// that has one short activity takes 23 KB of the embedded server's database, 12 GB a year (2026-11).

/** How often such a watch says that it lives, in milliseconds; its heartbeat timeout is three times as long. */
const beat = 20_000;

/** How long it may go on once its worker is asked to stop, in milliseconds. */
const shortest = 500;

/** When a watch looks, and until when. */
export interface Rhythm {
  /** Milliseconds between two looks. */
  readonly every: number;
  readonly until: Instant;
  /** Whether the worker is asked to stop: the watch is then another's. */
  readonly isStopping: () => boolean;
}

/**
 * Looks again and again, at once and then as often as is said, and keeps in heartbeats what each look leaves to the next: an
 * attempt that follows a worker's end goes on from there.
 *
 * @param look is given what to keep by, for what must not be forgotten before it ends.
 * @returns what the last look left.
 * @throws ApplicationFailure `WatchHandedOn`, to be retried at once, when the worker stops; whatever a look throws.
 */
export async function watchLong<State>(
  first: State,
  { every, until, isStopping }: Rhythm,
  look: (state: State, keep: (state: State) => void) => Promise<State>,
): Promise<State> {
  const context = Context.current();
  // Our own words, read back.
  let state = (context.info.heartbeatDetails as State | undefined) ?? first;
  const keep = (left: State) => {
    state = left;
    context.heartbeat(state);
  };
  const beating = setInterval(() => context.heartbeat(state), beat);
  try {
    for (;;) {
      keep(await look(state, keep));
      const next = Date.now() + every;
      if (next >= until) return state;
      while (Date.now() < next) {
        if (isStopping()) throw handedOn();
        await sleep(Math.min(shortest, Math.max(0, next - Date.now())));
        context.cancellationSignal.throwIfAborted();
      }
    }
  } finally {
    clearInterval(beating);
  }
}

/** Ends a look in the middle, when the worker stops. */
export function handedOn(): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'WatchHandedOn',
    message: 'Le worker s’arrête : un autre poursuit.',
    nextRetryDelay: '1 second',
  });
}
