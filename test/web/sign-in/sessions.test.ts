import { isOwnForm } from '../../../web/sign-in/session.ts';
import { type SessionSettings, Sessions } from '../../../web/sign-in/sessions.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const camille = { name: 'Camille Durand', admin: false, auditor: false };
const minute = 60_000;
const vouched = { account: 'a', session: 's', idToken: 'what the provider said' };

/** Sessions whose clock is to be moved, and others of another process that shares what is kept. */
function sessionsAt(clock: { now: number }, settings: Partial<SessionSettings> = {}) {
  const store = new MemoryStore();
  const all = { most: 10, ...settings, now: () => clock.now };
  return { store, sessions: new Sessions(store, all), elsewhere: new Sessions(store, all) };
}

test('opens each session under an id of 256 random bits of its own', async () => {
  const { sessions } = sessionsAt({ now: 0 });
  const ids = [await sessions.open(camille), await sessions.open(camille)];
  expect(new Set(ids).size).toBe(2);
  const opened = await Promise.all(ids.map((id) => sessions.get(id)));
  expect(opened.map((session) => session?.person)).toEqual([camille, camille]);
  for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  expect(opened[0]?.csrf).not.toBe(opened[1]?.csrf);
});

test('keeps only hashes of the ids, and what they open sealed: what is kept opens nothing', async () => {
  const { store, sessions } = sessionsAt({ now: 0 });
  const id = await sessions.open(camille, vouched, 'Firefox');
  await sessions.keepDraft(id, { title: 'Convention à naître' });
  const { csrf = '' } = (await sessions.get(id)) ?? {};
  const kept = [...store.contents].map(([key, { content }]) => `${key} ${Buffer.from(content)}`).join('\n');
  expect(kept).toContain('Camille Durand');
  for (const secret of [id, csrf, vouched.idToken, 'naître']) expect(kept).not.toContain(secret);
  for (const key of store.contents.keys()) expect(await sessions.get(key)).toBeUndefined();
});

test('ends after half an hour without a request, however long before it began', async () => {
  const clock = { now: 0 };
  const { sessions } = sessionsAt(clock);
  const id = await sessions.open(camille);
  for (const at of [29, 58, 87]) {
    clock.now = at * minute;
    expect(await sessions.get(id)).toMatchObject({ createdAt: 0, seenAt: clock.now });
  }
  clock.now += 30 * minute;
  expect(await sessions.get(id)).toBeUndefined();
  clock.now -= 15 * minute;
  expect(await sessions.get(id)).toBeUndefined();
});

test('ends eight hours after it began, however busy', async () => {
  const clock = { now: 0 };
  const { sessions } = sessionsAt(clock);
  const id = await sessions.open(camille);
  for (; clock.now < 8 * 60 * minute; clock.now += 20 * minute) expect(await sessions.get(id)).toBeDefined();
  expect(await sessions.get(id)).toBeUndefined();
});

test('says how long it lasts yet, and does not last longer for having been asked', async () => {
  const clock = { now: 0 };
  const { sessions } = sessionsAt(clock);
  const id = await sessions.open(camille);
  const left = async () => {
    const session = await sessions.peek(id);
    return session && sessions.left(session);
  };
  clock.now = 20 * minute;
  expect(await left()).toEqual({ idle: 10 * minute, most: 460 * minute });
  clock.now = 30 * minute;
  expect(await left()).toBeUndefined();
  clock.now = 0;
  for (; clock.now < 470 * minute; clock.now += 10 * minute) await sessions.get(id);
  expect(await left()).toEqual({ idle: 10 * minute, most: 10 * minute });
  expect(await sessions.peek(undefined)).toBeUndefined();
});

test('beyond the most there may be, the longest idle session ends', async () => {
  const clock = { now: 0 };
  const { sessions } = sessionsAt(clock, { most: 2 });
  const [busy, idle] = [await sessions.open(camille), await sessions.open(camille)];
  clock.now = 1;
  await sessions.get(busy);
  const third = await sessions.open(camille);
  const are = await Promise.all([busy, idle, third].map((id) => sessions.get(id)));
  expect(are.map((session) => session !== undefined)).toEqual([true, false, true]);
});

test('somebody who signs in again and again ends their own sessions, not those of others', async () => {
  const clock = { now: 0 };
  const { sessions } = sessionsAt(clock, { mostEach: 2 });
  const andrea = await sessions.open({ ...camille, email: 'andrea@dinum.example' });
  const ids: string[] = [];
  for (; clock.now < 20; clock.now++)
    ids.push(await sessions.open({ ...camille, email: 'camille@dinum.example' }));
  expect(await sessions.get(andrea)).toBeDefined();
  const open = await Promise.all(ids.map((id) => sessions.get(id)));
  expect(ids.filter((_id, rank) => open[rank])).toEqual(ids.slice(-2));
});

test('keeps what the person has begun, with the session only', async () => {
  const { store, sessions } = sessionsAt({ now: 0 });
  const [id, other] = [await sessions.open(camille), await sessions.open(camille)];
  await sessions.keepDraft(id, { step: 2 });
  expect(await sessions.draft(id)).toEqual({ step: 2 });
  expect(await sessions.draft(other)).toBeUndefined();
  await sessions.keepDraft(id, undefined);
  expect(await sessions.draft(id)).toBeUndefined();
  await sessions.keepDraft(id, { step: 3 });
  await sessions.end(id);
  await sessions.keepDraft(id, { step: 4 });
  expect(await sessions.draft(id)).toBeUndefined();
  expect(await sessions.get(id)).toBeUndefined();
  expect(await sessions.get(undefined)).toBeUndefined();
  expect(store.contents.size).toBe(1);
});

test('knows its own forms from others', async () => {
  const { sessions } = sessionsAt({ now: 0 });
  const session = await sessions.get(await sessions.open(camille));
  if (!session) throw new Error('no session');
  expect(isOwnForm(session, { csrf: session.csrf, step: '2' })).toBe(true);
  for (const form of [undefined, null, 'csrf', {}, { csrf: '' }, { csrf: [session.csrf] }, { csrf: 'x' }])
    expect(isOwnForm(session, form)).toBe(false);
});

test('are listed, the latest seen first, and ended by what tells them apart', async () => {
  const clock = { now: 0 };
  const { sessions } = sessionsAt(clock);
  const person = { name: 'Camille', email: 'camille@dinum.example', admin: false, auditor: false };
  const [one, two] = [
    await sessions.open(person, undefined, 'Firefox'),
    await sessions.open(person, undefined, 'x'.repeat(999)),
  ];
  clock.now = 60_000;
  await sessions.get(one);
  const listed = await sessions.all();
  expect(listed.map(({ browser }) => browser.slice(0, 7))).toEqual(['Firefox', 'xxxxxxx']);
  expect(listed[1]?.browser).toHaveLength(200);
  expect(await sessions.endThose(({ mark }) => mark === listed[0]?.mark)).toBe(1);
  expect(await sessions.get(one)).toBeUndefined();
  expect(await sessions.get(two)).toBeDefined();
  clock.now = 9 * 3_600_000;
  expect(await sessions.all()).toEqual([]);
});

describe('of several processes', () => {
  test('one that is opened by one is there for the others at once, with its form and its draft', async () => {
    const { sessions, elsewhere } = sessionsAt({ now: 0 });
    const id = await sessions.open(camille, vouched);
    expect(await elsewhere.get(id)).toEqual(await sessions.get(id));
    await sessions.keepDraft(id, { step: 2 });
    expect(await elsewhere.draft(id)).toEqual({ step: 2 });
  });

  test('one that is ended by one is over for the others within five seconds, for good', async () => {
    const clock = { now: 0 };
    const { sessions, elsewhere, store } = sessionsAt(clock);
    const id = await sessions.open(camille);
    expect(await elsewhere.get(id)).toBeDefined();
    await sessions.end(id);
    expect(await sessions.get(id)).toBeUndefined();
    clock.now += 5_000;
    expect(await elsewhere.get(id)).toBeUndefined();
    // Nor does anything written elsewhere meanwhile bring it back.
    expect(await sessions.get(id)).toBeUndefined();
    expect(store.contents.size).toBe(0);
  });

  test('one that is seen by one at a time falls idle for none, but after half an hour', async () => {
    const clock = { now: 0 };
    const { sessions, elsewhere } = sessionsAt(clock);
    const id = await sessions.open(camille);
    expect(await elsewhere.get(id)).toBeDefined();
    for (clock.now = 10 * minute; clock.now < 100 * minute; clock.now += 10 * minute)
      expect(await sessions.get(id)).toBeDefined();
    const session = await elsewhere.peek(id);
    expect(session && elsewhere.left(session).idle).toBe(20 * minute);
    expect(await elsewhere.get(id)).toBeDefined();
    clock.now += 30 * minute;
    expect(await sessions.get(id)).toBeUndefined();
  });

  test('all are listed, counted and ended by each', async () => {
    const clock = { now: 0 };
    const { sessions, elsewhere } = sessionsAt(clock, { mostEach: 2 });
    const ids: string[] = [];
    for (const each of [sessions, elsewhere, sessions, elsewhere]) {
      clock.now++;
      ids.push(await each.open(camille, vouched));
    }
    expect(await sessions.all()).toEqual(await elsewhere.all());
    expect(await sessions.all()).toHaveLength(2);
    expect(await elsewhere.endThose(({ provider }) => provider?.session === 's')).toBe(2);
    clock.now += 5_000;
    for (const id of ids) expect(await sessions.get(id)).toBeUndefined();
  });
});

test('a page and what it shows look a session up once, in one small read', async () => {
  const store = new MemoryStore();
  const id = await new Sessions(store).open(camille);
  const read = jest.spyOn(store, 'get');
  const fresh = new Sessions(store);
  await Promise.all(Array.from({ length: 8 }, () => fresh.get(id)));
  await fresh.get(id);
  expect(read.mock.calls).toHaveLength(1);
});
