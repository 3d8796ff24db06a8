import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { overAll } from '../../../activities/watch/heartbeat-progress.ts';

const all = ['a', 'b', 'c', 'd', 'e'].map(listed);

function listed(id: string) {
  return { id, shortName: id, parties: '', phase: 'inForce', overdue: 0, faults: 0, forecastOver: 0 };
}

/** One attempt over them two by two, which may fail at one; tells what it took, and its last heartbeat. */
async function attempt(heartbeatDetails: unknown, failsAt?: string) {
  const environment = new MockActivityEnvironment(
    { heartbeatDetails },
    { logger: new DefaultLogger('ERROR') },
  );
  const beats: unknown[] = [];
  environment.on('heartbeat', (details: unknown) => beats.push(details));
  const taken: string[] = [];
  const outcome = await environment
    .run(() =>
      overAll<readonly string[], readonly string[]>(
        [],
        async () => all,
        2,
        async (found, some) => {
          const ids = some.map(({ id }) => id);
          if (failsAt !== undefined && ids.includes(failsAt)) throw new Error('the worker died');
          taken.push(...ids);
          return [...found, ...ids];
        },
        async (found, told, tell) => {
          if (told.length === 0) tell('<1@dinum.example>');
          return [...found, ...told];
        },
      ),
    )
    .catch(() => 'failed' as const);
  return { outcome, taken, last: beats.at(-1) };
}

test('all are taken in order, and handed over once', async () => {
  const { outcome, taken } = await attempt(undefined);
  expect(taken).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(outcome).toEqual(taken);
});

test('an attempt that follows a worker’s death takes none twice', async () => {
  const first = await attempt(undefined, 'd');
  expect(first).toMatchObject({ outcome: 'failed', taken: ['a', 'b'] });
  const second = await attempt(first.last);
  expect(second.taken).toEqual(['c', 'd', 'e']);
  expect(second.outcome).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('an attempt that had taken everything and written knows what it has written', async () => {
  const first = await attempt(undefined);
  const second = await attempt(first.last);
  expect(second.taken).toEqual([]);
  expect(second.outcome).toEqual(['a', 'b', 'c', 'd', 'e', '<1@dinum.example>']);
});

test('a heartbeat of another shape is not believed', async () => {
  expect((await attempt([{ contact: 'agnes' }])).taken).toHaveLength(5);
});
