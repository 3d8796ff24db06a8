import { ActivityFailure, ApplicationFailure, TimeoutFailure, TimeoutType } from '@temporalio/common';
import { leftBefore } from '../../workflows/left-before.ts';

const left = { contact: 'lea', messageId: '<a@b>', status: 'sent', response: '250 OK' } as const;

function failed(cause: Error): ActivityFailure {
  return new ActivityFailure('failed', 'deliver', '1', 'TIMEOUT', 'worker', cause);
}

test('of a round whose worker died and did not come back within its hour, what had left is known', () => {
  const silent = new TimeoutFailure('heartbeat', [left], TimeoutType.HEARTBEAT);
  expect(leftBefore(failed(silent))).toEqual([left]);
  const over = new TimeoutFailure('over', [left], TimeoutType.SCHEDULE_TO_CLOSE);
  expect(leftBefore(failed(over))).toEqual([left]);
  const whole = Object.assign(new TimeoutFailure('over', undefined, TimeoutType.SCHEDULE_TO_CLOSE), {
    cause: silent,
  });
  expect(leftBefore(failed(whole))).toEqual([left]);
});

test('nothing is known of a round of which nothing left, nor of what is no round', () => {
  const over = new TimeoutFailure('over', undefined, TimeoutType.SCHEDULE_TO_CLOSE);
  expect(leftBefore(failed(over))).toEqual([]);
  expect(leftBefore(failed(new TimeoutFailure('over', ['?'], TimeoutType.SCHEDULE_TO_CLOSE)))).toEqual([]);
  expect(leftBefore(failed(ApplicationFailure.create({ message: 'no' })))).toEqual([]);
  expect(leftBefore(over)).toEqual([]);
});
