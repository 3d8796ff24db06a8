import type { RunningServer } from '../../engine/server.ts';

/** What the set-up of the whole run hands to its tear-down: both live in jest's own process. */
export const shared: { server?: RunningServer; folder?: string } = {};
