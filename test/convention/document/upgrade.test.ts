import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFault } from '../../../convention/document/faults.ts';
import { upgraded as upgradedBy } from '../../../convention/document/upgrade.ts';
import { scheduleOf } from '../../../convention/views/schedule.ts';
import { accepted, day, example, faultsIn, minimal } from '../support.ts';

const old: Record<string, unknown> = JSON.parse(readFileSync(join(__dirname, 'old-form.json'), 'utf8'));
const upgraded = (document: Record<string, unknown>) => upgradedBy(document, example());
const told = (changes: Record<string, unknown>) => upgraded({ ...old, ...changes });

describe('a document of the old form', () => {
  it('has the same meaning once upgraded as the example of today', () => {
    expect(accepted(upgraded(old))).toEqual(accepted(example()));
  });

  it.each(['2020-03-25', '2020-04-10'])(
    'has the same duties, articles, deadlines and letters from %s',
    (on) => {
      const [is, was] = [upgraded(old), example()].map((one) => scheduleOf(accepted(one).document, day(on)));
      expect(is).toEqual(was);
    },
  );

  it('says what went without saying', () => {
    const { controllers, ...bare } = old;
    for (const key of [
      'publishers',
      'publications',
      'effect',
      'term',
      'notice',
      'reporting',
      'committee',
      'yearEnd',
    ])
      delete bare[key];
    const { document } = accepted(upgraded({ ...bare, controllers }));
    expect(document).toMatchObject({
      publications: { article: '8', places: [{ id: 'data-gouv', publisher: 'delegatee' }] },
      effect: { conditions: ['publication'], publication: 'all' },
      notice: { article: '7', months: 3 },
      reports: { article: '5', everyMonths: 1 },
      committee: { article: '2', convenedMonthsBefore: 3 },
      yearEnd: { article: '2 et 3', dates: [] },
      copies: { article: '3 et 5', to: ['cbcm-mef', 'cbcm-pm'] },
    });
    // What the text does not give is not invented.
    expect(JSON.stringify(document)).not.toMatch(/dueWorkingDay|approvalWorkingDays|answerDays|dueMonths/);
    expect(document.community?.items).toHaveLength(8);
    expect(document.renewal).toBeUndefined();
  });

  it('keeps what it says', () => {
    const { document } = accepted(
      told({
        renewal: { mode: 'tacit', maximum: 2 },
        onSignature: { dueWorkingDays: 8 },
        settlement: { dueMonths: 2 },
        communityItems: [],
        deliverables: [{ id: 'a', title: 'A' }],
        effect: 'maignon',
      }),
    );
    expect(document).toMatchObject({
      renewal: { article: '7', mode: 'tacit', maximum: 2 },
      balance: { article: '5', dueMonths: 2 },
      deliverables: { article: '4', items: [{ id: 'a', title: 'A' }] },
      effect: { publication: 'maignon' },
    });
    expect([document.chorusAccess, document.credits, document.codings, document.copies]).toEqual(
      Array(4).fill(expect.objectContaining({ dueWorkingDays: 8 })),
    );
    expect(document.community).toBeUndefined();
  });

  it('is refused as it is, in one line that says what upgrades it', () => {
    expect(faultsIn(old).map(describeFault)).toEqual([
      expect.stringMatching(/^document : « \{ controllers, reporting \} » refusé ; .*« delegation upgrade »/),
    ]);
  });
});

describe('a document whose requests had one delay', () => {
  const before = (requests: object) => ({ ...example(), requests });

  it('says what each side may ask for, under its article and that delay', () => {
    const given = before({ fromDelegator: '3', fromDelegatee: '4', dueWorkingDays: 15 });
    expect(accepted(upgraded(given)).document.requests).toEqual({
      items: [
        {
          id: 'elements-delegataire',
          title: 'Éléments demandés par le délégataire',
          article: '4',
          from: 'delegatee',
          dueWorkingDays: 15,
        },
        {
          id: 'elements-delegant',
          title: 'Éléments demandés par le délégant',
          article: '3',
          from: 'delegator',
          dueWorkingDays: 15,
        },
      ],
    });
    expect(faultsIn(given).map(describeFault)).toEqual([
      'document : « { requests.fromDelegator, requests.fromDelegatee, requests.dueWorkingDays } » refusé ; accepté : la forme d’aujourd’hui, dans laquelle « delegation upgrade » récrit l’ancienne',
    ]);
  });

  it('has only what one side may ask for, when the other may not', () => {
    const given = upgraded(before({ fromDelegatee: '4' }));
    expect(accepted(given).document.requests?.items).toMatchObject([{ from: 'delegatee' }]);
  });

  it('keeps the list that a document of the first form already has', () => {
    const items = [{ id: 'avis', title: 'Avis', article: '4', from: 'delegatee' }];
    const given = upgraded({ ...old, requests: { items } });
    expect(accepted(given).document.requests?.items).toMatchObject(items);
  });

  it('has no such clause any more when nobody might ask', () => {
    expect(accepted(upgraded(before({ dueWorkingDays: 5 }))).document.requests).toBeUndefined();
  });

  it('is refused for the keys that no form knows', () => {
    const given = upgraded(before({ fromDelegatee: '4', delay: 3 }));
    expect(faultsIn(given).map(({ path }) => path)).toEqual(['requests.delay']);
  });
});

it.each([
  ['a word for a list', { controllers: 'CBCM' }, 'bodies[0]'],
  ['a number for a clause', { reporting: 5 }, 'reports'],
  ['a list for a clause', { settlement: [] }, 'balance'],
  ['a word for deliverables', { deliverables: 'tout' }, 'deliverables.items'],
  ['a key that no form knows', { reportings: {} }, 'reportings'],
  ['a bad value', { reporting: { dueWorkingDay: -1 } }, 'reports.dueWorkingDay'],
])('%s is refused once upgraded', (_what, changes, path) => {
  expect(faultsIn(told(changes)).map((fault) => fault.path)).toContain(path);
});

it.each([
  ['the example', example()],
  ['the smallest', minimal()],
  ['an empty object', {}],
])('gives back %s, of today’s form, unchanged', (_which, document) =>
  expect(upgraded(document)).toBe(document),
);
