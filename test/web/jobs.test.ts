import { Jobs } from '../../web/many/jobs.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { eventually } from '../support/scene.ts';

const asked = { owner: 'camille', at: '/import', of: 2, again: { etape: 'confirmer' } };
const theirs = { owner: 'camille', at: '/import' };
const outcome = { id: 'a', state: 'done', text: 'fait' } as const;

test('what is done to many conventions is seen by its owner alone, on every process, to its end', async () => {
  const store = new MemoryStore();
  const jobs = new Jobs(store);
  let end: (outcomes: readonly (typeof outcome)[]) => void = () => {};
  const id = await jobs.begin(asked, () => new Promise((ended) => (end = ended)));
  expect(await jobs.find(id, theirs)).toMatchObject({ state: 'running', done: 0, of: 2 });
  expect(await jobs.find(id, { ...theirs, owner: 'dominique' })).toBeUndefined();
  expect(await jobs.find(id, { ...theirs, at: '/ailleurs' })).toBeUndefined();
  expect(await jobs.find('__proto__', theirs)).toBeUndefined();
  end([outcome]);
  const elsewhere = new Jobs(store);
  const job = await eventually(async () => {
    const found = await elsewhere.find(id, theirs);
    return found?.state === 'ended' ? found : undefined;
  });
  expect(job.outcomes).toEqual([outcome]);
});

test('one that fails, or whose process is gone, is told as broken off', async () => {
  const store = new MemoryStore();
  let now = Date.now();
  const jobs = new Jobs(store, () => now);
  const failed = await jobs.begin(asked, () => Promise.reject(new Error('no')));
  await eventually(async () => (await jobs.find(failed, theirs))?.state === 'broken' || undefined);
  const gone = await jobs.begin(asked, () => new Promise(() => {}));
  expect((await jobs.find(gone, theirs))?.state).toBe('running');
  now += 61_000;
  expect((await jobs.find(gone, theirs))?.state).toBe('broken');
});

test('how far it has come is noted as it goes', async () => {
  let now = Date.now();
  const jobs = new Jobs(new MemoryStore(), () => now);
  const id = await jobs.begin({ ...asked, of: 3 }, (told) => {
    now += 2000;
    told();
    return new Promise(() => {});
  });
  await eventually(async () => {
    const job = await jobs.find(id, theirs);
    return (job?.state === 'running' && job.done === 1) || undefined;
  });
});
