import { Attempts } from '../../../web/sign-in/attempts.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const minute = 60_000;
const attempt = (state: string) => ({
  checks: { state, nonce: 'a nonce', verifier: 'a verifier' },
  returnTo: '/conventions',
});

/** Attempts, and those of another process that shares what is kept. */
function attemptsAt(clock: { now: number }) {
  const store = new MemoryStore(() => clock.now);
  const [here, elsewhere] = [new Attempts(store, () => clock.now), new Attempts(store, () => clock.now)];
  return { store, here, elsewhere };
}

test('an attempt that one process has begun is taken by another, once', async () => {
  const { here, elsewhere } = attemptsAt({ now: 0 });
  const browser = await here.begin(attempt('s'), undefined);
  expect(await elsewhere.take('s', browser)).toEqual(attempt('s'));
  for (const again of [here, elsewhere]) expect(await again.take('s', browser)).toBe('unknown');
});

test('of all who bring one back at once, to either process, one is let on', async () => {
  const { here, elsewhere } = attemptsAt({ now: 0 });
  const browser = await here.begin(attempt('s'), undefined);
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, rank) => (rank % 2 ? here : elsewhere).take('s', browser)),
  );
  expect(all.filter((one) => typeof one === 'object')).toHaveLength(1);
});

test('one that another browser brings back is refused, and not used up', async () => {
  const { here } = attemptsAt({ now: 0 });
  const browser = await here.begin(attempt('s'), undefined);
  for (const other of [undefined, '', 'x', await here.begin(attempt('t'), undefined)])
    expect(await here.take('s', other)).toBe('otherBrowser');
  expect(await here.take('s', browser)).toEqual(attempt('s'));
});

test('two of one browser do not undo each other', async () => {
  const { here } = attemptsAt({ now: 0 });
  const browser = await here.begin(attempt('s'), undefined);
  expect(await here.begin(attempt('t'), browser)).toBe(browser);
  for (const state of ['s', 't']) expect(await here.take(state, browser)).toEqual(attempt(state));
});

test('one that was never begun is unknown, one that comes too late is told so', async () => {
  const clock = { now: 0 };
  const { here } = attemptsAt(clock);
  const browser = await here.begin(attempt('s'), undefined);
  for (const state of [null, '', 't']) expect(await here.take(state, browser)).toBe('unknown');
  clock.now = 10 * minute;
  expect(await here.take('s', browser)).toBe('expired');
  expect(await here.take('s', browser)).toBe('unknown');
});

test('is kept sealed under what its browser alone has', async () => {
  const { store, here } = attemptsAt({ now: 0 });
  const browser = await here.begin(attempt('the state'), undefined);
  const kept = [...store.contents].map(([key, { content }]) => `${key} ${Buffer.from(content)}`).join('\n');
  for (const secret of ['the state', 'a nonce', 'a verifier', browser]) expect(kept).not.toContain(secret);
});

test('is forgotten after an hour, taken or not', async () => {
  const clock = { now: 0 };
  const { store, here } = attemptsAt(clock);
  const browser = await here.begin(attempt('s'), undefined);
  await here.begin(attempt('t'), browser);
  await here.take('s', browser);
  clock.now = 60 * minute;
  await here.begin(attempt('u'), browser);
  expect(store.contents.size).toBe(1);
});
