import { runHistories } from '../contract/run-histories.ts';
import { workflowIdOf } from '../contract/workflow-id.ts';
import type { Stage } from './stage.ts';

/** What a convention's history holds. */
export interface EventCount {
  /** All runs together, time skipping's own markers left out: they exist in rehearsals only. */
  readonly events: number;
  readonly runs: number;
}

/** Counts the history events of every run of a convention. */
export async function countEvents({ connection }: Stage, id: string): Promise<EventCount> {
  let [events, runs] = [0, 0];
  for await (const history of runHistories(connection.workflowService, 'default', workflowIdOf(id))) {
    events += history.filter((event) => !isTimeSkipping(event)).length;
    runs++;
  }
  return { events, runs };
}

function isTimeSkipping(event: object): boolean {
  return Object.keys(event).some(
    (key) => /timeskipping|executionoptionsupdated/i.test(key) && Reflect.get(event, key),
  );
}
