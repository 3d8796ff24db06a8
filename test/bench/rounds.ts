import type { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;

/** How many rounds, of a timer and an activity each, have as many timers and activities as some runs have in all. */
export function roundsOf(runs: readonly History[]): number {
  const events = runs.flatMap(({ events }) => events ?? []);
  const asked = events.filter(
    ({ timerStartedEventAttributes: timer, activityTaskScheduledEventAttributes: activity }) =>
      timer || activity,
  );
  return Math.round(asked.length / 2);
}
