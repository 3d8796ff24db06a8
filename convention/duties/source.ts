import type { Convention } from '../convention.ts';
import type { Duty } from './duty.ts';

/** What a clause lays down: its duties, given all that has happened so far. */
export type DutySource = (convention: Convention) => readonly Duty[];
