import type { ListedConvention } from '../../../client/list.ts';
import { frenchPassages, type PassageKind } from '../../../client/passages.ts';
import type { Convention } from '../../../convention/convention.ts';
import { Refused } from '../../../convention/errors.ts';
import { contactMark } from '../../../convention/people/memo.ts';
import { Portfolio } from '../../../web/portfolio/portfolio.ts';
import { KnownPassages } from '../../../web/search/known-passages.ts';
import { pathOf } from '../../../web/search/paths.ts';
import { readSearch, readSearchQuery } from '../../../web/search/read-search.ts';
import { by, may, order } from '../../acts/fixtures.ts';
import { acting, inForce } from '../../convention/support.ts';

const email = 'budget@dinum.example';
const budget = { name: 'Budget', email, admin: false, auditor: false };
const admin = { name: 'Camille', admin: true, auditor: false };

/** Conventions that a server would have, each with its record, and how often one was read. */
function webOf(
  records: Readonly<Record<string, () => Promise<Convention>>>,
  others: Partial<ListedConvention> = {},
) {
  const reads: string[] = [];
  const listed = (id: string): ListedConvention => ({
    ...{ id, title: id, shortName: id, parties: 'DGEFP → DINUM', phase: 'inForce', mark: 'run 1' },
    ...{ contacts: [contactMark(email)], overdue: 0, faults: 0, forecastOver: 0 },
    ...others,
  });
  const conventions = {
    every: async () => Object.keys(records).map(listed),
    listed: async (id: string) => listed(id),
    record: async (id: string) => {
      reads.push(id);
      return records[id]?.() ?? Promise.reject(new Error('none'));
    },
  };
  return { web: { portfolio: new Portfolio(conventions), passages: new KnownPassages(conventions) }, reads };
}

const ofParty = (record: Convention, id: string): Convention => ({
  ...record,
  document: { ...record.document, id },
});
const ordered = acting(inForce(), may, ['recordEntry', { by, entry: order }]);
const one = async () => ofParty(ordered, 'one');
const other = async () => ofParty(inForce(), 'other');
/** Of other people, whose marks happen to be the same. */
const theirs = async () => {
  const record = ofParty(ordered, 'theirs');
  const delegatee = { ...record.document.delegatee, contacts: record.document.delegator.contacts };
  return { ...record, document: { ...record.document, delegatee } };
};

const search = (typed: string, asked: Readonly<Record<string, string>> = {}) =>
  readSearchQuery({ ...asked, recherche: typed });

describe('a search', () => {
  test('finds an order and an amount in the ledger and in the journal, and says how many were looked through', async () => {
    const { web } = webOf({ one, other });
    for (const typed of ['1500000001', '40 000', '40000,00 €', 'scopyleft']) {
      const read = await readSearch(web, admin, search(typed));
      expect([typed, read.found.map(({ convention, passage }) => [convention.id, passage.kind])]).toEqual([
        typed,
        expect.arrayContaining([['one', 'entry']]),
      ]);
      expect(read).toMatchObject({ conventions: 2, left: 0, silent: 0, within: 1 });
    }
  });

  test('is within what the reader may see, whatever the list says', async () => {
    const { web } = webOf({ one, theirs });
    const mine = await readSearch(web, budget, search('1500000001'));
    expect([...new Set(mine.found.map(({ convention }) => convention.id))]).toEqual(['one']);
    const all = await readSearch(web, admin, search('1500000001'));
    expect(all.within).toBe(2);
    const stranger = { ...budget, email: 'dominique@ailleurs.example' };
    expect(await readSearch(web, stranger, search('1500000001'))).toMatchObject({
      found: [],
      conventions: 0,
    });
  });

  test('is within what is read of a contact who was replaced, though the list is behind', async () => {
    const left = async () => ofParty(ordered, 'one');
    const records = { one: left };
    const { web } = webOf(records);
    expect((await readSearch(web, budget, search('1500000001'))).within).toBe(1);
    const { document } = await left();
    const manager = { ...document.manager, email: 'autre@dinum.example' };
    const replaced = {
      ...document,
      manager,
      delegatee: { ...document.delegatee, contacts: document.delegator.contacts },
    };
    const { portfolio } = web;
    const { web: later } = webOf({ one: async () => ({ ...(await left()), document: replaced }) });
    const read = await readSearch({ portfolio, passages: later.passages }, budget, search('1500000001'));
    expect(read.found).toEqual([]);
  });

  test('reads a convention once, as long as nothing comes of it', async () => {
    const { web, reads } = webOf({ one });
    await readSearch(web, admin, search('1500000001'));
    await readSearch(web, admin, search('autre chose'));
    expect(reads).toEqual(['one']);
  });

  test('says how many did not answer', async () => {
    const { web } = webOf({
      one,
      slow: () => new Promise(() => {}),
      broken: () => Promise.reject(new Error('x')),
    });
    const read = await readSearch(web, admin, search('1500000001'), 100);
    expect(read).toMatchObject({ conventions: 3, silent: 2, within: 1 });
  });

  test('fails as a whole when the engine does not answer', async () => {
    const down = () => Promise.reject(new Refused('ENGINE_UNREACHABLE', 'Le moteur ne répond pas.'));
    const { web } = webOf({ down });
    await expect(readSearch(web, admin, search('x'))).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  });

  test('looks through those that the filter leaves, and reads nothing for no question', async () => {
    const { web, reads } = webOf({ one, other });
    expect(await readSearch(web, admin, search('1500000001', { parmi: 'other' }))).toMatchObject({
      found: [],
      conventions: 1,
    });
    expect(await readSearch(web, admin, search('1500000001', { phase: 'close' }))).toMatchObject({
      conventions: 0,
    });
    reads.length = 0;
    expect(await readSearch(web, admin, search('   '))).toMatchObject({ conventions: 0, found: [] });
    expect(reads).toEqual([]);
  });
});

test('every sort of passage leads to a page of its convention', () => {
  const kinds = Object.keys(frenchPassages) as PassageKind[];
  for (const kind of kinds) expect(pathOf('sf', { kind, of: 'x' })).toMatch(/^\/conventions\/sf($|\/[a-z]+)/);
  expect(pathOf('sf', { kind: 'journal', of: '12' })).toBe('/conventions/sf/journal?ligne=12#ligne-12');
});
