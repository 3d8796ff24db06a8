import type { ListedConvention } from '../../../client/list.ts';
import type { Convention } from '../../../convention/convention.ts';
import { Refused } from '../../../convention/errors.ts';
import { KnownDuties } from '../../../web/week/known-duties.ts';
import { weekOf } from '../../../web/week/plan.ts';
import { may } from '../../acts/fixtures.ts';
import { acting, day, inForce } from '../../convention/support.ts';

const today = day('2020-05-15');
const { until } = weekOf(today);

/** Conventions that a server would have, and how often each was read. */
function serverOf(record: Convention, mark: string | undefined) {
  const server = { record, mark, read: 0, clock: 0, fails: undefined as Error | undefined };
  const known = new KnownDuties(
    {
      listed: async (id) =>
        ({ id, ...(server.mark === undefined ? {} : { mark: server.mark }) }) as ListedConvention,
      record: async () => {
        server.read += 1;
        if (server.fails) throw server.fails;
        return server.record;
      },
    },
    () => server.clock,
  );
  const ids = async (on = today, end = until) => (await known.of('sf', on, end)).map(({ duty }) => duty);
  return { server, known, ids };
}

describe('what conventions are known to ask', () => {
  test('is read once, as long as the server says that nothing has come of it', async () => {
    const { server, ids } = serverOf(inForce(), 'run 10');
    expect(await ids()).toContain('chorus-access');
    await ids();
    expect(server.read).toBe(1);
  });

  test('is read again as soon as something has come', async () => {
    const { server, ids } = serverOf(inForce(), 'run 10');
    await ids();
    server.record = acting(inForce(), may, [
      'markDone',
      { by: 'C', duties: [{ duty: 'chorus-access', evidence: 'x' }] },
    ]);
    server.mark = 'run 14';
    expect(await ids()).not.toContain('chorus-access');
    expect(server.read).toBe(2);
  });

  test('is read again on another day, and where the server says nothing', async () => {
    const { server, ids } = serverOf(inForce(), 'run 10');
    await ids();
    await ids(day('2020-05-16'), day('2020-05-24'));
    expect(server.read).toBe(2);
    server.mark = undefined;
    await ids();
    await ids();
    expect(server.read).toBe(4);
  });

  test('is not asked again for a minute of one that does not answer', async () => {
    const { server, ids } = serverOf(inForce(), 'run 10');
    server.fails = new Error('no answer');
    await expect(ids()).rejects.toThrow('no answer');
    server.fails = undefined;
    server.clock += 59_000;
    await expect(ids()).rejects.toThrow('no answer');
    expect(server.read).toBe(1);
    server.clock += 2_000;
    expect(await ids()).toContain('chorus-access');
  });

  test('is asked again at once when it was the engine that did not answer', async () => {
    const { server, ids } = serverOf(inForce(), 'run 10');
    server.fails = new Refused('ENGINE_UNREACHABLE', 'Le moteur ne répond pas.');
    await expect(ids()).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
    server.fails = undefined;
    expect(await ids()).toContain('chorus-access');
  });

  test('is read once for all who ask meanwhile', async () => {
    const { server, ids } = serverOf(inForce(), 'run 10');
    const [one, other] = await Promise.all([ids(), ids()]);
    expect(one).toEqual(other);
    expect(server.read).toBe(1);
  });
});
