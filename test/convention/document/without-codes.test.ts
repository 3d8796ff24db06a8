import { upgraded } from '../../../convention/document/upgrade.ts';
import { codings, credits } from '../../../convention/duties/on-signature.ts';
import { linesOf } from '../../../convention/ledger/budget-lines.ts';
import { effectNews } from '../../../convention/mailing/news.ts';
import { periodOf } from '../../../convention/term/term.ts';
import { accepted, example, exampleWith, faultsIn, inForce, replaced } from '../support.ts';

/** The budget of the example, with those of its codes only. */
function budget(codes?: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return { operatingUnit: undefined, codes, ...more };
}

describe('a line of the budget without codes', () => {
  it.each([
    ['none', budget(), 'les crédits délégués'],
    ['a unit', budget(undefined, { operatingUnit: '0103-CEFP-C003' }), '0103-CEFP-C003'],
    ['a name', budget({}, { name: 'Programme 103' }), 'Programme 103'],
  ])('takes its name from what there is: %s', (_what, changes, name) => {
    const { document, warnings } = accepted(example({ budget: changes }));
    expect(linesOf(document.budget).map((line) => line.name)).toEqual([name]);
    expect(warnings.filter((one) => /centre|UO|unité|domaine|undefined/.test(one))).toEqual([]);
  });

  it.each(['functionalDomain', 'fundsCentre', 'activities', 'costCentre'])(
    'may lack its %s alone',
    (code) => {
      expect(accepted(exampleWith(['budget', 'codes', code], undefined)).warnings).toEqual(
        accepted(example()).warnings,
      );
    },
  );

  it.each([
    [{}, '', ''],
    [{ activities: ['010300000112'] }, ', sur l’activité 010300000112', ' : activité 010300000112'],
    [{ costCentre: 'EMPEF00075' }, '', ' : centre de coût EMPEF00075'],
  ])('has nothing said of what it lacks: %j', (codes, where, coded) => {
    const convention = inForce({ budget: budget(codes) });
    const [asked] = credits(convention);
    expect(asked?.evidence).toBe(`le montant et la référence des crédits hors titre 2${where}`);
    expect(codings(convention)?.evidence).toBe(`l’attestation de saisie${coded}`);
    const period = periodOf(convention);
    const told = period && effectNews(convention, period).item.facts;
    expect(Object.fromEntries(told ?? []).Plafond).toMatch(/^100.000,00.€, hors titre 2$/);
  });

  it('says its unit without an activity', () => {
    const convention = inForce({ budget: budget({}, { operatingUnit: '0103-CEFP-C003' }) });
    expect(credits(convention)[0]?.evidence).toMatch(/, sur l’UO 0103-CEFP-C003$/);
  });

  it('still has the codes that are given name one programme', () => {
    const codes = { fundsCentre: '0103-CEFP-C003', activities: ['012900000112'] };
    expect(faultsIn(example({ budget: { codes: { ...codes, functionalDomain: undefined } } }))).toEqual([
      {
        path: 'budget.codes.activities[0]',
        given: '012900000112',
        accepted: 'un code du programme 0103, comme le centre financier 0103-CEFP-C003',
      },
    ]);
  });
});

it.each([
  [['operatingUnit'], 'les dépenses sur le centre de coût EMPEF00075, l’avancement'],
  [['operatingUnit', 'codes'], 'les dépenses, l’avancement'],
])('an old document without %j has reports that speak of nothing else', (keys, contents) => {
  const old = keys.reduce(
    (document, key) => replaced(document, ['budget', key], undefined),
    example({ controllers: [], reports: null } as never),
  );
  expect(upgraded(old, example()).reports).toMatchObject({ contents: expect.stringContaining(contents) });
});
