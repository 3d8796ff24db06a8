import { Rehearsals } from '../../web/rehearsals.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { eventually } from '../support/scene.ts';

const document = { signedOn: '2020-03-25' };

test('of many rehearsals asked for at once, only those that may still be looked at are played, one at a time', async () => {
  let [played, atOnce, most] = [0, 0, 0];
  const rehearsals = new Rehearsals(new MemoryStore(), async () => {
    played++;
    atOnce++;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce--;
    throw new Error('nothing to play');
  });
  const ids = await Promise.all(Array.from({ length: 200 }, () => rehearsals.begin(document, 'camille')));
  await eventually(
    async () => (await rehearsals.find(ids.at(-1) ?? '', 'camille'))?.state === 'failed' || undefined,
  );
  expect(most).toBe(1);
  expect(played).toBe(20);
  expect(await rehearsals.find(ids[0] ?? '', 'camille')).toBeUndefined();
});

test('nobody looks at the rehearsal of another', async () => {
  const rehearsals = new Rehearsals(new MemoryStore(), () => new Promise(() => {}));
  const id = await rehearsals.begin(document, 'camille');
  expect((await rehearsals.find(id, 'camille'))?.state).toBe('running');
  expect(await rehearsals.find(id, 'dominique')).toBeUndefined();
  expect(await rehearsals.find('__proto__', 'camille')).toBeUndefined();
});

test('what one process has played, another shows', async () => {
  const store = new MemoryStore();
  const played = new Rehearsals(store, () => Promise.reject(new Error('nothing to play')));
  const id = await played.begin(document, 'camille');
  const elsewhere = new Rehearsals(store);
  await eventually(async () => (await elsewhere.find(id, 'camille'))?.state === 'failed' || undefined);
});
