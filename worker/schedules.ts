import { createHash } from 'node:crypto';
import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  WorkflowNotFoundError,
} from '@temporalio/client';

/** What looks all day begins at once, and gives way to the next when its own day is over. */
const allDay = {
  policies: { overlap: 'BUFFER_ONE', catchupWindow: '1 day' },
  atOnce: true,
} as const;

/** The watch over all conventions: when each of its workflows runs, on the clock of Paris. */
const watches = [
  {
    workflow: 'weeklySummary',
    name: 'weekly-summary',
    calendar: { dayOfWeek: 'MONDAY', hour: 8, minute: 0, comment: 'le lundi à 8 h' },
    summary: 'Point hebdomadaire de toutes les conventions',
    // A deployment that was down on the Monday does it when it is back. Of several Mondays, the window holds the last
    // alone; and one that could not be sent yet gives way to the next, which says all that it would have.
    policies: { overlap: 'CANCEL_OTHER', catchupWindow: '7 days' },
  },
  {
    workflow: 'reconciliation',
    name: 'reconciliation',
    calendar: { hour: 7, minute: 0, comment: 'chaque jour à 7 h' },
    summary: 'Vérification quotidienne des courriels dus',
    // Each looks at all the days since the last: the latest is enough.
    policies: { overlap: 'SKIP', catchupWindow: '1 day' },
  },
  {
    workflow: 'sweep',
    name: 'sweep',
    calendar: { hour: 0, minute: 0, comment: 'toute la journée' },
    summary: 'Courriels qui ne sont pas partis dans l’heure',
    ...allDay,
  },
  {
    workflow: 'returnedMail',
    name: 'returned-mail',
    calendar: { hour: 0, minute: 0, comment: 'toute la journée' },
    summary: 'Courriels revenus',
    ...allDay,
  },
  {
    workflow: 'droppedExports',
    name: 'dropped-exports',
    calendar: { hour: 0, minute: 0, comment: 'toute la journée' },
    summary: 'Exports de Chorus déposés',
    ...allDay,
  },
] as const;

/** Which watches a deployment wants. */
export interface WantedWatches {
  /** The summary, the daily check and the sweep. */
  readonly watch: boolean;
  /** The reading of what comes back. */
  readonly returns: boolean;
  /** The import of exports that are dropped in a folder. */
  readonly exports: boolean;
}

/**
 * Makes sure that the schedules of a task queue are there, once, as this version has them; or, when they are not
 * wanted, that they are not. Any number of workers may do so at once. One that somebody paused stays paused.
 * Their ids are `delegation-weekly-summary`, `delegation-reconciliation`, `delegation-sweep`, `delegation-returned-mail`
 * and `delegation-dropped-exports` on the usual task queue.
 */
export async function keepSchedules(client: Client, taskQueue: string, wanted: WantedWatches): Promise<void> {
  for (const watch of watches) {
    const options = optionsOf(watch, taskQueue);
    if (isWanted(watch.name, wanted)) {
      await keep(client, options);
      if ('atOnce' in watch) await begin(client, options.scheduleId);
    } else await remove(client, options.scheduleId);
  }
}

function isWanted(name: (typeof watches)[number]['name'], wanted: WantedWatches): boolean {
  if (name === 'returned-mail') return wanted.returns;
  return name === 'dropped-exports' ? wanted.exports : wanted.watch;
}

async function keep(client: Client, options: ReturnType<typeof optionsOf>): Promise<void> {
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const schedule = client.schedule.getHandle(options.scheduleId);
    const { spec, action, policies } = options;
    // An update makes the server forget what it had still to catch up with: never without need.
    const { action: kept } = await schedule.describe();
    if (kept.memo?.[laidDown] === action.memo[laidDown]) return;
    await schedule.update(({ state }) => ({ spec, action, policies, state }));
  }
}

/**
 * Has a schedule run for the first time, when it has not. The SDK's own way would start a run that the schedule does not
 * know of, and have the next beside it.
 */
async function begin(client: Client, scheduleId: string): Promise<void> {
  const schedule = client.schedule.getHandle(scheduleId);
  const { info, state } = await schedule.describe();
  if (info.numActionsTaken === 0 && !state.paused) await schedule.trigger('SKIP');
}

/** Key of the memo that says what a schedule was laid down as. */
const laidDown = 'laidDown';

async function remove(client: Client, scheduleId: string): Promise<void> {
  try {
    const schedule = client.schedule.getHandle(scheduleId);
    const { runningActions } = (await schedule.describe()).info;
    await schedule.delete();
    for (const { workflow } of runningActions) await client.workflow.getHandle(workflow.workflowId).cancel();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError || error instanceof WorkflowNotFoundError)) throw error;
  }
}

function optionsOf(watch: (typeof watches)[number], taskQueue: string) {
  const { workflow, name, calendar, summary, policies } = watch;
  const scheduleId = `${taskQueue}-${name}`;
  return {
    scheduleId,
    spec: { calendars: [calendar], timezone: 'Europe/Paris' },
    action: {
      type: 'startWorkflow',
      workflowType: workflow,
      workflowId: scheduleId,
      taskQueue,
      staticSummary: summary,
      memo: { [laidDown]: createHash('sha256').update(JSON.stringify(watch)).digest('hex').slice(0, 16) },
    },
    policies,
  } as const satisfies ScheduleOptions;
}
