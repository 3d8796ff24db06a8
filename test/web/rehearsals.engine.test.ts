import { Rehearsals } from '../../web/rehearsals.ts';
import { eventually } from '../support/scene.ts';

const document = { signedOn: '2020-03-25' };

test('of many rehearsals asked for at once, only those that may still be looked at are played, one at a time', async () => {
  let [played, atOnce, most] = [0, 0, 0];
  const rehearsals = new Rehearsals(async () => {
    played++;
    atOnce++;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce--;
    throw new Error('nothing to play');
  });
  const ids = Array.from({ length: 200 }, () => rehearsals.begin(document, 'camille'));
  await eventually(() => rehearsals.find(ids.at(-1) ?? '', 'camille')?.state === 'failed' || undefined);
  expect(most).toBe(1);
  expect(played).toBe(20);
  expect(rehearsals.find(ids[0] ?? '', 'camille')).toBeUndefined();
});

test('nobody looks at the rehearsal of another', () => {
  const rehearsals = new Rehearsals(() => new Promise(() => {}));
  const id = rehearsals.begin(document, 'camille');
  expect(rehearsals.find(id, 'camille')?.state).toBe('running');
  expect(rehearsals.find(id, 'dominique')).toBeUndefined();
  expect(rehearsals.find('__proto__', 'camille')).toBeUndefined();
});
