import { ImportJobs } from '../../web/import/import-jobs.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { eventually } from '../support/scene.ts';

const outcome = { id: 'a', state: 'done', text: 'fait' } as const;

test('an import is seen by its owner alone, on every process, to its end', async () => {
  const store = new MemoryStore();
  const jobs = new ImportJobs(store);
  let end: (outcomes: readonly (typeof outcome)[]) => void = () => {};
  const id = await jobs.begin('camille', 2, () => new Promise((ended) => (end = ended)));
  expect(await jobs.find(id, 'camille')).toMatchObject({ state: 'running', done: 0, of: 2 });
  expect(await jobs.find(id, 'dominique')).toBeUndefined();
  expect(await jobs.find('__proto__', 'camille')).toBeUndefined();
  end([outcome]);
  const elsewhere = new ImportJobs(store);
  const job = await eventually(async () => {
    const found = await elsewhere.find(id, 'camille');
    return found?.state === 'ended' ? found : undefined;
  });
  expect(job.outcomes).toEqual([outcome]);
});

test('one that fails, or whose process is gone, is told as broken off', async () => {
  const store = new MemoryStore();
  let now = Date.now();
  const jobs = new ImportJobs(store, () => now);
  const failed = await jobs.begin('camille', 2, () => Promise.reject(new Error('no')));
  await eventually(async () => (await jobs.find(failed, 'camille'))?.state === 'broken' || undefined);
  const gone = await jobs.begin('camille', 2, () => new Promise(() => {}));
  expect((await jobs.find(gone, 'camille'))?.state).toBe('running');
  now += 61_000;
  expect((await jobs.find(gone, 'camille'))?.state).toBe('broken');
});

test('how far it has come is noted as it goes', async () => {
  let now = Date.now();
  const jobs = new ImportJobs(new MemoryStore(), () => now);
  const id = await jobs.begin('camille', 3, (told) => {
    now += 2000;
    told();
    return new Promise(() => {});
  });
  await eventually(async () => {
    const job = await jobs.find(id, 'camille');
    return (job?.state === 'running' && job.done === 1) || undefined;
  });
});
