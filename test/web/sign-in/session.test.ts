import { isOwnForm, Sessions } from '../../../web/sign-in/session.ts';

const camille = { name: 'Camille Durand', admin: false, auditor: false };
const minute = 60_000;

function sessionsAt(clock: { now: number }, most = 10): Sessions {
  return new Sessions({ now: () => clock.now, most });
}

test('opens each session under an id of 256 random bits of its own', () => {
  const sessions = sessionsAt({ now: 0 });
  const ids = [sessions.open(camille), sessions.open(camille)];
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) {
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    expect(sessions.get(id)?.person).toBe(camille);
  }
  expect(sessions.get(ids[0])?.csrf).not.toBe(sessions.get(ids[1])?.csrf);
});

test('keeps only hashes of the ids: what is kept opens nothing', () => {
  const kept = jest.spyOn(Map.prototype, 'set');
  const sessions = sessionsAt({ now: 0 });
  const id = sessions.open(camille);
  const keys = kept.mock.calls.map(([key]) => String(key));
  kept.mockRestore();
  expect(keys).toHaveLength(1);
  expect(keys).not.toContain(id);
  expect(sessions.get(keys[0])).toBeUndefined();
});

test('ends after half an hour without a request, however long before it began', () => {
  const clock = { now: 0 };
  const sessions = sessionsAt(clock);
  const id = sessions.open(camille);
  for (const at of [29, 58, 87]) {
    clock.now = at * minute;
    expect(sessions.get(id)).toMatchObject({ createdAt: 0, seenAt: clock.now });
  }
  clock.now += 30 * minute;
  expect(sessions.get(id)).toBeUndefined();
  clock.now -= 15 * minute;
  expect(sessions.get(id)).toBeUndefined();
});

test('ends eight hours after it began, however busy', () => {
  const clock = { now: 0 };
  const sessions = sessionsAt(clock);
  const id = sessions.open(camille);
  for (; clock.now < 8 * 60 * minute; clock.now += 20 * minute) expect(sessions.get(id)).toBeDefined();
  expect(sessions.get(id)).toBeUndefined();
});

test('says how long it lasts yet, and does not last longer for having been asked', () => {
  const clock = { now: 0 };
  const sessions = sessionsAt(clock);
  const id = sessions.open(camille);
  const left = () => {
    const session = sessions.peek(id);
    return session && sessions.left(session);
  };
  clock.now = 20 * minute;
  expect(left()).toEqual({ idle: 10 * minute, most: 460 * minute });
  clock.now = 30 * minute;
  expect(left()).toBeUndefined();
  clock.now = 0;
  for (; clock.now < 470 * minute; clock.now += 10 * minute) sessions.get(id);
  expect(left()).toEqual({ idle: 10 * minute, most: 10 * minute });
  expect(sessions.peek(undefined)).toBeUndefined();
});

test('beyond the most there may be, the longest idle session ends', () => {
  const sessions = sessionsAt({ now: 0 }, 2);
  const [busy, idle] = [sessions.open(camille), sessions.open(camille)];
  sessions.get(busy);
  const third = sessions.open(camille);
  expect([busy, idle, third].map((id) => sessions.get(id) !== undefined)).toEqual([true, false, true]);
});

test('somebody who signs in again and again ends their own sessions, not those of others', () => {
  const sessions = new Sessions({ now: () => 0, most: 10, mostEach: 2 });
  const andrea = sessions.open({ ...camille, email: 'andrea@dinum.example' });
  const ids = Array.from({ length: 20 }, () => sessions.open({ ...camille, email: 'camille@dinum.example' }));
  expect(sessions.get(andrea)).toBeDefined();
  expect(ids.filter((id) => sessions.get(id) !== undefined)).toEqual(ids.slice(-2));
});

test('keeps what the person has begun, with the session only', () => {
  const sessions = sessionsAt({ now: 0 });
  const [id, other] = [sessions.open(camille), sessions.open(camille)];
  sessions.put(id, { step: 2 });
  expect(sessions.get(id)?.draft).toEqual({ step: 2 });
  expect(sessions.get(other)?.draft).toBeUndefined();
  sessions.put(id, undefined);
  expect(sessions.get(id)?.draft).toBeUndefined();
  sessions.end(id);
  sessions.put(id, { step: 3 });
  expect(sessions.get(id)).toBeUndefined();
  expect(sessions.get(undefined)).toBeUndefined();
});

test('knows its own forms from others', () => {
  const sessions = sessionsAt({ now: 0 });
  const session = sessions.get(sessions.open(camille));
  if (!session) throw new Error('no session');
  expect(isOwnForm(session, { csrf: session.csrf, step: '2' })).toBe(true);
  for (const form of [undefined, null, 'csrf', {}, { csrf: '' }, { csrf: [session.csrf] }, { csrf: 'x' }])
    expect(isOwnForm(session, form)).toBe(false);
});

test('are listed, the latest seen first, and ended by what tells them apart', () => {
  let now = 0;
  const sessions = new Sessions({ now: () => now });
  const person = { name: 'Camille', email: 'camille@dinum.example', admin: false, auditor: false };
  const [one, two] = [
    sessions.open(person, undefined, 'Firefox'),
    sessions.open(person, undefined, 'x'.repeat(999)),
  ];
  now = 60_000;
  sessions.get(one);
  expect(sessions.all().map(({ browser }) => browser.slice(0, 7))).toEqual(['Firefox', 'xxxxxxx']);
  expect(sessions.all()[1]?.browser).toHaveLength(200);
  const [first] = sessions.all();
  expect(sessions.endThose(({ mark }) => mark === first?.mark)).toBe(1);
  expect(sessions.get(one)).toBeUndefined();
  expect(sessions.get(two)).toBeDefined();
  now = 9 * 3_600_000;
  expect(sessions.all()).toEqual([]);
});
