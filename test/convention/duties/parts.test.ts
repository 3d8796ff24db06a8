import { registeredNews } from '../../../convention/mailing/news.ts';
import { renewed } from '../../../convention/term/ended.ts';
import { withPhase } from '../../../convention/term/phases.ts';
import { comingRenewal } from '../../../convention/term/renewal.ts';
import { accepted, acting, at, day, dutyOf, example, faultsIn, inForce, signed } from '../support.ts';

describe('a delegation that ends in parts', () => {
  const parts = [
    { id: 'formation', title: 'volet formation', until: '2020-12-31' },
    { id: 'audit', title: 'volet audit', months: 6 },
  ];

  it('announces the last day of each, as it does its own', () => {
    const convention = inForce({ term: { parts } });
    expect(dutyOf(convention, 'term-formation')).toMatchObject({
      kind: 'term',
      article: '7',
      title: 'Fin d’une partie de la délégation : volet formation',
      dueOn: '2020-12-31',
      alertsOn: ['2020-10-02', '2020-11-01', '2020-12-01'],
    });
    // Six months from 10 April, the eve of the same day.
    expect(dutyOf(convention, 'term-audit').dueOn).toBe('2020-10-09');
    // As the whole is counted, so is each part.
    const onDay = inForce({ term: { parts, lastDay: 'anniversary' } });
    expect(dutyOf(onDay, 'term-audit').dueOn).toBe('2020-10-10');
    expect(dutyOf(convention, 'term').dueOn).toBe('2021-04-09');
  });

  it.each([[{ id: 'a', title: 'A' }], [{ id: 'a', title: 'A', until: '2020-12-31', months: 6 }]])(
    'is refused when a part has no end, or two: %j',
    (part) => {
      expect(faultsIn(example({ term: { parts: [part] } }))).toMatchObject([{ path: 'term.parts[0].until' }]);
    },
  );
});

test('what the text cannot say here is told by name, and the manager has it to look at', () => {
  const { document, warnings } = accepted(
    example({ legalText: { notCarried: ['le plafond suit l’indice des prix'] } }),
  );
  expect(warnings).toContain(
    'Le texte dit aussi, et rien ici ne le suit : le plafond suit l’indice des prix',
  );
  const [manager] = registeredNews({ ...signed(), document });
  expect(manager?.item.paragraphs).toEqual(
    expect.arrayContaining([expect.stringContaining('indice des prix')]),
  );
});

test('credits that were themselves delegated are told with whom they come from', () => {
  const convention = signed({
    budget: { delegatedBy: 'la direction du budget (convention du 3 mars 2020)' },
  });
  expect(registeredNews(convention)[0]?.item.facts).toContainEqual([
    'Crédits délégués au délégant par',
    'la direction du budget (convention du 3 mars 2020)',
  ]);
});

test('what the text counts from the end is owed again when a renewal moves it', () => {
  const duties = [
    {
      id: 'bilan',
      article: '9',
      title: 'Bilan',
      holder: 'delegatee',
      evidence: 'le bilan',
      opens: { from: 'end', months: -1 },
      due: { from: 'end' },
    },
  ];
  const before = acting(inForce({ renewal: { mode: 'tacit' }, duties }), at('2021-04-01'), [
    'markDone',
    { by: 'Ada', duties: [{ duty: 'own-bilan', evidence: 'bilan' }] },
  ]);
  expect(before.outcomes['own-bilan']).toMatchObject({ state: 'done' });
  const coming = comingRenewal(before);
  if (!coming) throw new Error('no renewal');
  const after = withPhase(renewed(before, coming, at('2021-04-10').now), day('2021-04-10'));
  expect(after.outcomes['own-bilan']).toBeUndefined();
  expect(dutyOf(after, 'own-bilan').dueOn).toBe('2022-04-11');
});
