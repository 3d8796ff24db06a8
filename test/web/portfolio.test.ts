import type { ListedConvention } from '../../client/list.ts';
import { Refused } from '../../convention/errors.ts';
import { contactMark } from '../../convention/people/memo.ts';
import type { ColumnKey } from '../../web/portfolio/columns.ts';
import { portfolioCsv } from '../../web/portfolio/csv.ts';
import { Portfolio, pageSize } from '../../web/portfolio/portfolio.ts';
import type { PortfolioQuery } from '../../web/portfolio/query.ts';
import { inForce } from '../convention/support.ts';

const admin = { name: 'Camille', admin: true, auditor: false };

function listed(id: string, changes: Partial<ListedConvention> = {}): ListedConvention {
  return {
    id,
    title: `Convention ${id}`,
    shortName: id,
    parties: 'DGEFP → DINUM',
    contacts: [],
    phase: 'inForce',
    overdue: 0,
    faults: 0,
    forecastOver: 0,
    ...changes,
  };
}

function portfolioOf(...conventions: ListedConvention[]): Portfolio {
  return new Portfolio({
    every: async () => conventions,
    listed: async (id) => named(conventions, id),
    record: async () => inForce(),
  });
}

function named(conventions: readonly ListedConvention[], id: string): ListedConvention {
  const found = conventions.find((one) => one.id === id);
  if (found) return found;
  throw new Refused('UNKNOWN_CONVENTION', `« ${id} » n’est pas une convention suivie ici.`);
}

/** A portfolio over conventions that change, and how often its list was read. */
function changing(conventions: ListedConvention[], clock: () => number) {
  const read = { times: 0 };
  const portfolio = new Portfolio(
    {
      every: async () => {
        read.times += 1;
        return [...conventions];
      },
      listed: async (id) => named(conventions, id),
      record: async () => inForce(),
    },
    clock,
  );
  return { portfolio, read };
}

const query = (changes: Partial<PortfolioQuery> = {}): PortfolioQuery => ({
  sort: 'name',
  descending: false,
  page: 1,
  ...changes,
});

const ids = async (portfolio: Portfolio, changes: Partial<PortfolioQuery> = {}) =>
  (await portfolio.find(admin, query(changes))).map(({ id }) => id);

describe('the portfolio', () => {
  test('finds words without capitals nor accents, wherever they are', async () => {
    const portfolio = portfolioOf(
      listed('a', { title: 'Délégation « Équipe Numérique »' }),
      listed('b', { parties: 'ANCT → DINUM' }),
      listed('c'),
    );
    expect(await ids(portfolio, { search: 'EQUIPE numerique' })).toEqual(['a']);
    expect(await ids(portfolio, { search: 'anct' })).toEqual(['b']);
    expect(await ids(portfolio, { search: 'rien de tel' })).toEqual([]);
  });

  test('sorts both ways, what is unknown always last', async () => {
    const portfolio = portfolioOf(
      listed('late', { nextDeadline: '2026-12-01T00:00:00.000Z' }),
      listed('none'),
      listed('soon', { nextDeadline: '2026-11-25T00:00:00.000Z' }),
    );
    expect(await ids(portfolio, { sort: 'deadline' })).toEqual(['soon', 'late', 'none']);
    expect(await ids(portfolio, { sort: 'deadline', descending: true })).toEqual(['late', 'soon', 'none']);
  });

  test('shows first what is late, when no order is asked for', async () => {
    const portfolio = portfolioOf(
      listed('none'),
      listed('soon', { nextDeadline: '2026-11-25T00:00:00.000Z' }),
      listed('late', { overdue: 1, nextDeadline: '2026-12-01T00:00:00.000Z' }),
      listed('latest', { overdue: 12 }),
    );
    expect(await ids(portfolio, { sort: 'attention' })).toEqual(['latest', 'late', 'soon', 'none']);
  });

  test('sorts names by their numbers', async () => {
    const portfolio = portfolioOf(
      ...[10, 2, 1].map((rank) => listed(`e-${rank}`, { shortName: `Équipe n° ${rank}` })),
    );
    expect(await ids(portfolio)).toEqual(['e-1', 'e-2', 'e-10']);
    expect(await ids(portfolio, { sort: 'deadline' })).toEqual(['e-1', 'e-2', 'e-10']);
  });

  test('shows what is to be watched', async () => {
    const portfolio = portfolioOf(
      listed('a', { overdue: 2 }),
      listed('b', { faults: 1 }),
      listed('c', { forecastOver: 100 }),
      listed('d', { phase: 'closed' }),
    );
    expect(await ids(portfolio, { only: 'overdue' })).toEqual(['a']);
    expect(await ids(portfolio, { only: 'faults' })).toEqual(['b']);
    expect(await ids(portfolio, { only: 'over' })).toEqual(['c']);
    expect(await ids(portfolio, { phase: 'closed' })).toEqual(['d']);
  });

  test('stays in each order, whatever changes', async () => {
    const conventions = ['c', 'a', 'd'].map((id) => listed(id, { shortName: id, overdue: 1 }));
    const { portfolio } = changing(conventions, () => 0);
    const orders = [
      { sort: 'name', descending: false },
      { sort: 'overdue', descending: true },
      { sort: 'deadline', descending: true },
    ] as const;
    const all = () => Promise.all(orders.map((order) => ids(portfolio, order)));
    expect(await all()).toEqual([
      ['a', 'c', 'd'],
      ['a', 'c', 'd'],
      ['a', 'c', 'd'],
    ]);
    conventions.splice(1, 1, listed('a', { shortName: 'z', overdue: 0, nextDeadline: '2027-01-01' }));
    conventions.push(listed('b', { shortName: 'b', overdue: 2 }));
    await portfolio.renew('a');
    await portfolio.renew('b');
    const renewed = await all();
    expect(renewed).toEqual([
      ['b', 'c', 'd', 'a'],
      ['b', 'c', 'd', 'a'],
      ['a', 'b', 'c', 'd'],
    ]);
    await portfolio.refresh();
    expect(await all()).toEqual(renewed);
  });

  test('is cut in pages, and a page beyond the last is the last', async () => {
    const many = Array.from({ length: pageSize + 3 }, (_, rank) =>
      listed(`c${String(rank).padStart(3, '0')}`),
    );
    const page = await portfolioOf(...many).page(admin, query({ page: 99 }));
    expect(page).toMatchObject({ page: 2, pages: 2, total: pageSize + 3 });
    expect(page.conventions).toHaveLength(3);
    expect(page.byPhase).toEqual({ inForce: pageSize + 3 });
  });

  test('shows to a person only the conventions whose record names them', async () => {
    const marks = ['budget@dinum.example', 'inconnu@ailleurs.example'].map(contactMark);
    const portfolio = portfolioOf(listed('mine', { contacts: marks }), listed('other', { contacts: [] }));
    const seen = async (email: string) =>
      (await portfolio.seenBy({ name: '', email, admin: false, auditor: false })).map(({ id }) => id);
    expect(await seen('budget@dinum.example')).toEqual(['mine']);
    // Marked, by chance or of old, but no contact of the record.
    expect(await seen('inconnu@ailleurs.example')).toEqual([]);
  });

  test('is never older than five seconds, whoever looks first after however long', async () => {
    let now = 0;
    const conventions: ListedConvention[] = [];
    const { portfolio, read } = changing(conventions, () => now);
    expect(await ids(portfolio)).toEqual([]);
    conventions.push(listed('a'));
    now += 4_999;
    expect(await ids(portfolio)).toEqual([]);
    now += 3_600_000;
    expect(await ids(portfolio)).toEqual(['a']);
    expect(read.times).toBe(2);
  });

  test('that takes long to read is shown while it is read again, unless the engine did not answer', async () => {
    let now = 0;
    const conventions = [listed('a')];
    const reading: { answers(): void; fails(): void }[] = [];
    const portfolio = new Portfolio(
      {
        every: () =>
          new Promise((resolve, reject) => {
            reading.push({
              answers: () => resolve([...conventions]),
              fails: () => reject(new Refused('ENGINE_UNREACHABLE', 'Le moteur ne répond pas.')),
            });
          }),
        listed: async (id) => named(conventions, id),
        record: async () => inForce(),
      },
      () => now,
    );
    const first = ids(portfolio);
    now += 10_000;
    reading[0]?.answers();
    expect(await first).toEqual(['a']);

    conventions.push(listed('b'));
    now += 60_000;
    expect(await ids(portfolio)).toEqual(['a']);
    const second = portfolio.refresh();
    now += 10_000;
    reading[1]?.answers();
    await second;
    expect(await ids(portfolio)).toEqual(['a', 'b']);

    now += 60_000;
    expect(await ids(portfolio)).toEqual(['a', 'b']);
    const failed = portfolio.refresh();
    reading[2]?.fails();
    await expect(failed).rejects.toThrow('ne répond pas');
    const asked = ids(portfolio);
    reading[3]?.fails();
    await expect(asked).rejects.toThrow('ne répond pas');
  });

  test('does not pass off what it last read as the present when the engine does not answer', async () => {
    let now = 0;
    let isDown = false;
    const portfolio = new Portfolio(
      {
        every: async () => {
          if (isDown) throw new Refused('ENGINE_UNREACHABLE', 'Le moteur ne répond pas.');
          return [listed('a')];
        },
        listed: async (id) => named([], id),
        record: async () => inForce(),
      },
      () => now,
    );
    expect(await ids(portfolio)).toEqual(['a']);
    isDown = true;
    now += 60_000;
    await expect(ids(portfolio)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  });

  test('shows at once what somebody has just acted on, and what was just started', async () => {
    const conventions = [listed('a'), listed('b')];
    const { portfolio } = changing(conventions, () => 0);
    expect(await ids(portfolio, { phase: 'inForce' })).toEqual(['a', 'b']);
    conventions.splice(1, 1, listed('b', { phase: 'ended' }), listed('c'));
    for (const id of ['b', 'c']) await portfolio.renew(id);
    expect(await ids(portfolio, { phase: 'inForce' })).toEqual(['a', 'c']);
  });

  test('shows an act to its author although the server’s list lags behind it, or was being read', async () => {
    let now = 0;
    let actual = listed('a');
    const answers: ((conventions: ListedConvention[]) => void)[] = [];
    const portfolio = new Portfolio(
      {
        every: () => new Promise((resolve) => answers.push((conventions) => resolve([...conventions]))),
        listed: async () => actual,
        record: async () => inForce(),
      },
      () => now,
    );
    const before = listed('a');
    const first = ids(portfolio, { phase: 'ended' });
    actual = listed('a', { phase: 'ended' });
    // A list asked for before the act, and answered after it.
    await portfolio.renew('a');
    answers.shift()?.([before]);
    expect(await first).toEqual(['a']);
    // Another asked for just after it, that still lags.
    now += 5_001;
    const second = ids(portfolio, { phase: 'ended' });
    await Promise.resolve();
    answers.shift()?.([before]);
    expect(await second).toEqual(['a']);
  });

  test('becomes a spreadsheet that runs no formula', () => {
    const csv = portfolioCsv([listed('a', { shortName: '=cmd()', title: '@x\r\n;"y"', committed: 123_456 })]);
    expect(csv).toContain("'=cmd()");
    expect(csv).toContain(`"'@x\r\n;""y"""`);
    expect(csv).toContain('1234,56');
  });

  test('becomes a spreadsheet of all that there is, or of the columns chosen', () => {
    const one = listed('a', { ceiling: 200_000, committed: 123_456 });
    const lines = (columns?: readonly ColumnKey[]) =>
      portfolioCsv([one], columns)
        .replace(/^\ufeff/, '')
        .trimEnd()
        .split('\r\n');
    expect(lines()).toEqual([
      'Identifiant;Nom;Titre;Parties;Phase;Prochaine date;Fin;Retards;Courriels refusés;Plafond (€);Engagé (€);Dépassement prévu (€);Reste à engager (€)',
      'a;a;Convention a;DGEFP → DINUM;en vigueur;;;0;0;2000,00;1234,56;0,00;765,44',
    ]);
    expect(lines(['phase', 'left'])).toEqual([
      'Nom;Titre;Phase;Reste à engager (€)',
      'a;Convention a;en vigueur;765,44',
    ]);
  });
});
