import fc from 'fast-check';
import {
  amendable,
  amended,
  changedPaths,
  changesBetween,
  overlap,
} from '../../../convention/amendments/merge.ts';
import { type ConventionDocument, sections } from '../../../convention/document/schema.ts';
import { changes } from '../../acts/inputs.ts';
import { runs } from '../../support/runs.ts';
import { accepted, deepFreeze, minimal, signauxFaibles } from '../support.ts';

const document = deepFreeze(signauxFaibles());
const changed = (given: Record<string, unknown>, from: ConventionDocument = document) => {
  const reading = amended(from, given);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.document;
};
const tacit = { article: '7', mode: 'tacit', months: 12, maximum: 1 };
const faultsOf = (given: Record<string, unknown>) => {
  const reading = amended(document, given);
  return reading.ok ? [] : reading.faults.map(({ path }) => path);
};

describe('changes of a document', () => {
  it('merge objects key by key, whatever their depth', () => {
    const { budget } = changed({ budget: { codes: { costCentre: 'EMPEF00099' } } });
    expect(budget).toEqual({
      ...document.budget,
      codes: { ...document.budget?.codes, costCentre: 'EMPEF00099' },
    });
  });

  it('replace lists whole', () => {
    const items = [{ id: 'stats', title: 'Statistiques' }];
    expect(changed({ deliverables: { items } }).deliverables).toEqual({ article: '4', items });
    expect(changed({ yearEnd: { dates: [] } }).yearEnd).toEqual({ article: '2 et 3', dates: [] });
    expect(changed({ reminders: { policy: { before: [] } } }).reminders.policy).toEqual({
      ...document.reminders.policy,
      before: [],
    });
  });

  it('give amounts in euros, kept in cents', () => {
    expect(changed({ budget: { ceiling: 120_000.5 } }).budget?.ceiling).toBe(12_000_050);
    expect(changed({ renewal: { ...tacit, ceiling: 0 } }).renewal?.ceiling).toBe(0);
  });

  it('set to null what may be null, and nothing else', () => {
    expect(changed({ budget: { ceiling: null } }).budget?.ceiling).toBeNull();
    expect(changed({ renewal: { ...tacit, maximum: null } }).renewal?.maximum).toBeNull();
    expect(changed({ reminders: { policy: { thenEvery: null } } }).reminders.policy.thenEvery).toBeNull();
    expect(faultsOf({ title: null, term: null, renewal: { ...tacit, mode: null } })).toEqual([
      'title',
      'term',
      'renewal.mode',
    ]);
  });

  it('remove by null what a document may leave out', () => {
    const full = changed({
      term: { until: '2021-12-31' },
      renewal: { ...tacit, ceiling: 50_000 },
      committee: { everyMonths: 6 },
      delegator: { siret: '13002526500013' },
      reminders: { duties: { committee: { onDeadline: false, thenEvery: null } } },
    });
    const bare = changed(
      {
        term: { until: null, months: 12 },
        renewal: { ceiling: null },
        committee: { everyMonths: null },
        delegator: { siret: null, address: null },
        reminders: { duties: { committee: { onDeadline: null } } },
      },
      full,
    );
    expect([bare.term, bare.renewal?.ceiling, bare.committee?.everyMonths]).toEqual([
      document.term,
      undefined,
      undefined,
    ]);
    expect(bare.delegator).toEqual({ ...document.delegator, address: undefined, siret: undefined });
    expect(bare.reminders.duties).toEqual({ committee: { thenEvery: null } });
    expect(changed({ reminders: { duties: { committee: null } } }, full).reminders.duties).toEqual({});
    // What was not there is not, and is no fault.
    expect(changed({ committee: { everyMonths: null } })).toEqual(document);
  });

  it('give a length in one way, whichever the text had', () => {
    const until = changed({ term: { until: '2021-12-31' }, notice: { days: 45 } });
    expect([until.term.until, until.notice.days]).toEqual(['2021-12-31', 45]);
    const inMonths = changed({ term: { months: 6 }, notice: { months: 2 } }, until);
    expect([inMonths.term, inMonths.notice]).toEqual([
      { ...document.term, months: 6 },
      { ...document.notice, months: 2 },
    ]);
    expect(faultsOf({ term: { until: '2021-12-31', months: 6 } })).toEqual(['term.until']);
  });

  it('remove a clause by null, and add one whole', () => {
    const { committee, ...others } = document;
    const without = changed({ committee: null });
    expect(without).toEqual(others);
    expect(changed({ committee: { article: '2' } }, without).committee).toEqual({
      article: '2',
      name: 'comité de suivi',
      convenedMonthsBefore: 3,
    });
    const bare = amended(without, { committee: { everyMonths: 6 } });
    expect(bare).toMatchObject({ ok: false, faults: [{ path: 'committee.article' }] });
    // What was not there is not, and is no fault.
    expect(changed({ renewal: null })).toEqual(document);
  });

  it('leave every other key as it was', () => {
    const { title, ...others } = changed({ title: 'Autre' });
    const { title: _before, ...kept } = document;
    expect([title, others]).toEqual(['Autre', kept]);
  });

  it('may add what the document did not have', () => {
    expect(changed({ committee: { everyMonths: 6 } }).committee?.everyMonths).toBe(6);
    const { months: _inMonths, ...others } = document.term;
    expect(changed({ term: { until: '2021-12-31' } }).term).toEqual({ ...others, until: '2021-12-31' });
  });

  it('do not change the document they are made of', () => {
    const before = structuredClone(document);
    amended(document, { deliverables: null, budget: { ceiling: 1 } });
    expect(document).toEqual(before);
  });
});

describe('changes are refused', () => {
  it('of nothing', () => {
    expect(amended(document, {})).toMatchObject({ ok: false, faults: [{ given: '{}' }] });
  });

  it.each(Object.keys(sections).filter((key) => amendable.every((one) => one !== key)))(
    'of what has happened, or is done by an act of its own: %s',
    (key) => {
      expect(faultsOf({ [key]: Reflect.get(document, key) ?? 'x' })).toContain(key);
    },
  );

  it('with every fault at once', () => {
    expect(
      faultsOf({ title: '', budget: { ceiling: -5, codes: { costCentre: '' } }, term: { mois: 3 } }),
    ).toEqual(['title', 'budget.ceiling', 'budget.codes.costCentre', 'term.mois']);
    expect(faultsOf({ id: 'x', plafond: 1, title: 'Autre' })).toEqual(['id', 'plafond']);
  });

  it('that contradict what they leave', () => {
    expect(faultsOf({ budget: { codes: { functionalDomain: '0129-06-01' } } })).toEqual([
      'budget.codes.fundsCentre',
      'budget.codes.activities[0]',
    ]);
    expect(faultsOf({ breach: { services: [{ id: 'website', title: 'Site' }] } })).toEqual([
      'breach.services[0].id',
    ]);
    expect(faultsOf({ term: { until: '2020-03-25' } })).toEqual(['term.until']);
    expect(faultsOf({ budget: null, credits: null, shortfall: null, balance: null })).toEqual(['codings']);
    expect(faultsOf({ bodies: [] })).toEqual([
      'publications.places[0].publisher',
      'copies.to[0]',
      'copies.to[1]',
      'amendments.copies[0]',
      'amendments.copies[1]',
    ]);
  });

  it.each([
    '{"__proto__": {"title": "Autre"}}',
    '{"constructor": {"prototype": {"title": "Autre"}}}',
    '{"budget": {"__proto__": {"ceiling": 1}}}',
    '{"budget": {"constructor": 1}}',
    '{"toString": "x"}',
    '{"hasOwnProperty": null, "title": "Autre"}',
  ])('with keys that every object has: %s', (json) => {
    const hostile: Record<string, unknown> = JSON.parse(json);
    expect(amended(document, hostile).ok).toBe(false);
    expect(Reflect.get({}, 'title')).toBeUndefined();
    expect(Reflect.get({}, 'ceiling')).toBeUndefined();
  });

  it('or leave it as it is, where any key is read: __proto__ of reminders by duty', () => {
    const hostile: Record<string, unknown> = JSON.parse(
      '{"reminders": {"duties": {"__proto__": {"thenEvery": 1}}}}',
    );
    expect(changed(hostile)).toEqual(document);
    expect(Reflect.get({}, 'thenEvery')).toBeUndefined();
  });

  it('whatever they are, without ever throwing', () => {
    const anyJson = fc.dictionary(fc.oneof(fc.constantFrom(...amendable), fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(anyJson, (given) => {
        expect(typeof amended(document, given).ok).toBe('boolean');
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('changes, whatever they are,', () => {
  it('made twice are made once', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const once = amended(document, given);
        if (once.ok) expect(changed(given, once.document)).toEqual(once.document);
      }),
      { numRuns: runs(60) },
    );
  });

  it('of different values come to the same in either order', () => {
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        const [first, second] = [amended(document, one), amended(document, other)];
        if (!first.ok || !second.ok || overlap(one, other)) return;
        const [onceMore, reversed] = [amended(first.document, other), amended(second.document, one)];
        expect(onceMore).toEqual(reversed);
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('two sets of changes', () => {
  it.each<[object, object, boolean]>([
    [{ title: 'a' }, { title: 'b' }, true],
    [{ title: 'a' }, { shortName: 'b' }, false],
    [{ budget: { ceiling: 1 } }, { budget: { ceiling: 1 } }, true],
    [{ budget: { ceiling: 1 } }, { budget: { exceptTitle2: true } }, false],
    [{ budget: { codes: { costCentre: 'x' } } }, { budget: { codes: { fundsCentre: 'x' } } }, false],
    [{ budget: null }, { budget: { ceiling: 1 } }, true],
    [{ deliverables: null }, { deliverables: { items: [{ id: 'x', title: 'x' }] } }, true],
    [{ budget: {} }, { budget: { ceiling: 1 } }, false],
    [{ term: { months: 3 }, title: 'a' }, { title: 'b' }, true],
  ])('%j and %j touch the same value: %s', (one, other, expected) => {
    expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected]);
  });
});

describe('the paths of changes', () => {
  it('are those of their values', () => {
    expect(
      changedPaths({
        budget: { ceiling: 1, codes: { activities: ['x'] } },
        title: 'a',
        term: { until: null },
      }),
    ).toEqual([
      ['budget.ceiling', 1],
      ['budget.codes.activities', ['x']],
      ['title', 'a'],
      ['term.until', null],
    ]);
  });
});

describe('a minimal document', () => {
  it('is amended as any other', () => {
    const bare = accepted(minimal()).document;
    expect(changed({ term: { months: 6 } }, bare).term).toEqual({ ...bare.term, months: 6 });
    const reports = { article: '5', everyMonths: 3 };
    expect(changed({ reports }, bare).reports).toMatchObject(reports);
  });
});

describe('what an amendment changes to make of a text another', () => {
  const toMake = (after: Record<string, unknown>) => changesBetween(document, signauxFaibles(after));

  it.each<[string, Record<string, unknown>, unknown]>([
    ['nothing, of the same', {}, {}],
    ['what differs alone', { reminders: { hour: '08:00' } }, { reminders: { hour: '08:00' } }],
    ['what is left out, by nothing', { committee: undefined }, { committee: null }],
    ['nothing of what no amendment changes', { id: 'autre', signedOn: '2020-03-26' }, {}],
  ])('is %s', (_what, after, expected) => {
    expect(toMake(after)).toEqual(expected);
  });

  it('makes it of any other, whatever was changed', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const reading = amended(document, given);
        if (!reading.ok) return;
        const between = changesBetween(document, reading.document);
        expect(Object.keys(between).length === 0 ? document : changed(between)).toEqual(reading.document);
      }),
      { numRuns: runs(500) },
    );
  });
});
