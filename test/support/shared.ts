import type { RunningServer } from '../../engine/temporal-server.ts';
import type { Child } from './child-process.ts';

/** What the set-up of the whole run hands to its tear-down: all live in jest's own process. */
export const shared: { server?: RunningServer; theatres?: readonly Child[]; folder?: string } = {};
