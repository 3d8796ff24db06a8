import { Refused } from '../../convention/errors.ts';
import { readMany } from '../../web/read-many.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, rank) => rank);

test('a thousand are read, in their order, and the others are counted', async () => {
  const { answered, ...read } = await readMany(numbers(1_003), async (rank) => rank * 2);
  expect(read).toEqual({ conventions: 1_000, left: 3, silent: 0 });
  expect(answered.slice(0, 3)).toEqual(numbers(3).map((one) => ({ one, answer: one * 2 })));
});

test('one that fails, or does not answer in time, is counted as silent', async () => {
  const ask = (rank: number) => {
    if (rank === 1) return Promise.reject(new Error('broken'));
    return rank === 2 ? new Promise<never>(() => {}) : Promise.resolve('answer');
  };
  const { answered, silent } = await readMany(numbers(4), ask, 100);
  expect([answered.map(({ one }) => one), silent]).toEqual([[0, 3], 2]);
});

test('an engine that does not answer is told, not counted', async () => {
  const down = () => Promise.reject(new Refused('ENGINE_UNREACHABLE', 'Le moteur ne répond pas.'));
  await expect(readMany(numbers(2), down)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
});
