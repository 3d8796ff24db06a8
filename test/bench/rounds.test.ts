import { roundsOf } from './rounds.ts';

const timer = { timerStartedEventAttributes: {} };
const activity = { activityTaskScheduledEventAttributes: {} };
const turn = { workflowTaskCompletedEventAttributes: {} };

test('the barest year has as many timers and activities as ours has in all its runs', () => {
  const runs = [{ events: [timer, turn, activity, turn, timer] }, { events: [turn, timer] }, {}];
  expect(roundsOf(runs)).toBe(2);
});
