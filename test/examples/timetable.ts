import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConventionView } from '../../convention/views/view.ts';

const folder = join(__dirname, 'timetables');

/** What is compared of a life: its phases with their days, and each duty with its deadline and how it ended. */
interface Timetable {
  readonly phases: readonly string[];
  readonly deadlines: readonly string[];
}

/** The timetable of a life, a line each: `inForce 2020-04-04`, `2020-04-01 credits done`. */
export function timetableOf({ phases, duties }: Pick<ConventionView, 'phases' | 'duties'>): Timetable {
  return {
    phases: phases.map(({ phase, on }) => `${phase} ${on}`),
    deadlines: duties.map(({ id, dueOn, state }) => `${dueOn} ${id} ${state}`),
  };
}

/**
 * The timetable that the life of an example must have. `DELEGATION_RECORD=1` writes those that are missing, to be read
 * before they are committed.
 */
export function expectedTimetable(id: string, found: Timetable): unknown {
  const file = join(folder, `${id}.json`);
  if (process.env.DELEGATION_RECORD === '1' && !existsSync(file))
    writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
