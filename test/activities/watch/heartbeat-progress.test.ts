import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { overPages } from '../../../activities/watch/heartbeat-progress.ts';
import type { Page } from '../../../activities/watch/listed-conventions.ts';

const pages: Readonly<Record<string, Page>> = {
  first: { conventions: [listed('a'), listed('b')], next: 'second' },
  second: { conventions: [listed('c')], next: 'third' },
  third: { conventions: [listed('d')] },
};

function listed(id: string) {
  return { id, shortName: id, parties: '', phase: 'inForce', overdue: 0, faults: 0, forecastOver: 0 };
}

/** One attempt over the pages, which may fail at one of them; tells what it read, and its last heartbeat. */
async function attempt(heartbeatDetails: unknown, failsAt?: string) {
  const environment = new MockActivityEnvironment(
    { heartbeatDetails },
    { logger: new DefaultLogger('ERROR') },
  );
  const beats: unknown[] = [];
  environment.on('heartbeat', (details: unknown) => beats.push(details));
  const read: string[] = [];
  const outcome = await environment
    .run(() =>
      overPages<readonly string[], readonly string[]>(
        [],
        async (from = 'first') => {
          read.push(from);
          const page = pages[from];
          if (!page || from === failsAt) throw new Error('the worker died');
          return page;
        },
        async (found, conventions) => [...found, ...conventions.map(({ id }) => id)],
        async (found, told, tell) => {
          if (told.length === 0) tell('<1@dinum.example>');
          return [...found, ...told];
        },
      ),
    )
    .catch(() => 'failed' as const);
  return { outcome, read, last: beats.at(-1) };
}

test('all pages are read in order, and what they hold is handed over once', async () => {
  const { outcome, read } = await attempt(undefined);
  expect(read).toEqual(['first', 'second', 'third']);
  expect(outcome).toEqual(['a', 'b', 'c', 'd']);
});

test('an attempt that follows a worker’s death reads no page twice', async () => {
  const first = await attempt(undefined, 'third');
  expect(first.outcome).toBe('failed');
  const second = await attempt(first.last);
  expect(second.read).toEqual(['third']);
  expect(second.outcome).toEqual(['a', 'b', 'c', 'd']);
});

test('an attempt that had read everything and written knows what it has written', async () => {
  const first = await attempt(undefined);
  const second = await attempt(first.last);
  expect(second.read).toEqual([]);
  expect(second.outcome).toEqual(['a', 'b', 'c', 'd', '<1@dinum.example>']);
});

test('a heartbeat of another shape is not believed', async () => {
  expect((await attempt([{ contact: 'agnes' }])).read).toEqual(['first', 'second', 'third']);
});
