import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
} from '@temporalio/client';

/** The watch over all conventions: when each of its workflows runs, on the clock of Paris. */
const watches = [
  {
    workflow: 'weeklySummary',
    name: 'weekly-summary',
    calendar: { dayOfWeek: 'MONDAY', hour: 8, minute: 0, comment: 'le lundi à 8 h' },
    summary: 'Point hebdomadaire de toutes les conventions',
  },
  {
    workflow: 'reconciliation',
    name: 'reconciliation',
    calendar: { hour: 7, minute: 0, comment: 'chaque jour à 7 h' },
    summary: 'Vérification quotidienne des courriels dus',
  },
] as const;

/**
 * Makes sure that the schedules of a task queue are there, once, as this version has them; or, when they are not
 * wanted, that they are not. Any number of workers may do so at once. One that somebody paused stays paused.
 * Their ids are `delegation-weekly-summary` and `delegation-reconciliation` on the usual task queue.
 */
export async function keepSchedules(client: Client, taskQueue: string, wanted: boolean): Promise<void> {
  for (const watch of watches) {
    const options = optionsOf(watch, taskQueue);
    if (wanted) await keep(client, options);
    else await remove(client, options.scheduleId);
  }
}

async function keep(client: Client, options: ReturnType<typeof optionsOf>): Promise<void> {
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = options;
    await client.schedule
      .getHandle(options.scheduleId)
      .update(({ state }) => ({ spec, action, policies, state }));
  }
}

async function remove(client: Client, scheduleId: string): Promise<void> {
  try {
    await client.schedule.getHandle(scheduleId).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}

function optionsOf({ workflow, name, calendar, summary }: (typeof watches)[number], taskQueue: string) {
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
    },
    // A deployment that was down on the hour does it when it is back, within the day.
    policies: { overlap: 'SKIP', catchupWindow: '1 day' },
  } as const satisfies ScheduleOptions;
}
