import type { ListedConvention } from '../../../client/list.ts';
import { Refused } from '../../../convention/errors.ts';
import { contactMark } from '../../../convention/people/memo.ts';
import { Portfolio } from '../../../web/portfolio/portfolio.ts';
import { KnownDuties } from '../../../web/week/known-duties.ts';
import { readWeek } from '../../../web/week/read-week.ts';
import { may } from '../../acts/fixtures.ts';
import { inForce } from '../../convention/support.ts';

const email = 'budget@dinum.example';
const budget = { name: 'Budget', email, admin: false, auditor: false };

/** The pages of some conventions, of which one answers as it is told. */
function webOf(slow: () => Promise<never>, others: Partial<ListedConvention> = {}) {
  const listed = (id: string): ListedConvention => ({
    ...{ id, title: id, shortName: id, parties: 'DGEFP → DINUM', phase: 'inForce' },
    ...{ contacts: [contactMark(email)], overdue: 0, faults: 0, forecastOver: 0 },
    ...others,
  });
  const conventions = {
    every: async () => ['one', 'slow'].map(listed),
    listed: async (id: string) => listed(id),
    record: async (id: string) => {
      const record = inForce();
      return id === 'slow' ? slow() : { ...record, document: { ...record.document, id } };
    },
  };
  return { portfolio: new Portfolio(conventions), duties: new KnownDuties(conventions), now: () => may.now };
}

const conventionsIn = ({ plan }: Awaited<ReturnType<typeof readWeek>>) => [
  ...new Set(plan.groups.flatMap(({ lines }) => lines.map(({ duty }) => duty.convention.id))),
];

describe('somebody’s week', () => {
  test('has what answers, and says how many do not, in time or at all', async () => {
    const never = await readWeek(
      webOf(() => new Promise(() => {})),
      budget,
      '',
      100,
    );
    expect(conventionsIn(never)).toEqual(['one']);
    expect(never).toMatchObject({ conventions: 2, silent: 1, stopped: 0, left: 0, view: 'mine' });
    const failed = await readWeek(
      webOf(() => Promise.reject(new Error('broken'))),
      budget,
      '',
    );
    expect(conventionsIn(failed)).toEqual(['one']);
    expect(failed.silent).toBe(1);
  });

  test('is not shown as empty when the engine does not answer', async () => {
    const down = () => Promise.reject(new Refused('ENGINE_UNREACHABLE', 'Le moteur ne répond pas.'));
    await expect(readWeek(webOf(down), budget, '')).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  });

  test('leaves out what is stopped, and says so; what is closed is not asked', async () => {
    const never = () => new Promise<never>(() => {});
    const stopped = { how: 'terminated', at: may.now } as const;
    const week = await readWeek(webOf(never, { stopped }), budget, '', 100);
    expect([conventionsIn(week), week.stopped]).toEqual([[], 1]);
    expect(await readWeek(webOf(never, { phase: 'closed' }), budget, '')).toMatchObject({ conventions: 0 });
  });

  test('is of the person alone, unless they ask for all that is awaited', async () => {
    const web = webOf(() => Promise.reject(new Error('broken')));
    const stranger = { ...budget, email: 'dominique@ailleurs.example' };
    expect(await readWeek(web, stranger, '')).toMatchObject({ conventions: 0, plan: { asked: 0 } });
    expect(await readWeek(web, stranger, 'tout')).toMatchObject({ conventions: 0, plan: { asked: 0 } });
    const camille = { name: 'Camille', admin: true, auditor: false };
    const [mine, all] = [await readWeek(web, budget, ''), await readWeek(web, camille, '')];
    expect(all.view).toBe('all');
    expect(all.plan.asked).toBeGreaterThan(mine.plan.asked);
    const managed = await readWeek(web, camille, 'gestionnaire');
    for (const { lines } of managed.plan.groups)
      for (const { duty } of lines) expect(duty.isOfManager).toBe(true);
    // A view that is not theirs is the one that they have.
    expect((await readWeek(web, budget, 'gestionnaire')).view).toBe('mine');
  });
});
