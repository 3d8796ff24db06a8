import { documentOfVersion, documentOn } from '../../../convention/amendments/versions.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { acting, amendedBy, at, day, inForce } from '../support.ts';

const october = at('2020-10-01');
const second = amendedBy(inForce(), october, { title: 'B' }, '2020-09-01');
const third = amendedBy(second, october, { title: 'C' }, '2020-06-01');

describe('the version of a document', () => {
  it.each([
    [1, 'Convention de délégation de gestion « Signaux Faibles », phase d’accélération'],
    [2, 'B'],
    [3, 'C'],
    [4, undefined],
    [0, undefined],
  ])('%i is kept: its title is %s', (version, title) => {
    expect(documentOfVersion(third, version)?.title).toBe(title);
  });
});

describe('the document that counts on a day', () => {
  const october = at('2020-10-01');
  const raised = amendedBy(inForce(), october, { budget: { ceiling: 120_000 } }, '2020-09-01');
  const retroactive = amendedBy(raised, october, { title: 'Renommée' }, '2020-06-01');
  const on = (date: string) => {
    const { title, budget } = documentOn(retroactive, day(date));
    return [title === 'Renommée', budget?.ceiling];
  };

  it('has what an amendment of retroactive effect changed, and not what another changes later', () => {
    expect(on('2020-05-31')).toEqual([false, 10_000_000]);
    expect(on('2020-06-01')).toEqual([true, 10_000_000]);
    expect(on('2020-08-31')).toEqual([true, 10_000_000]);
    expect(on('2020-09-01')).toEqual([true, 12_000_000]);
    expect(on('2021-04-09')).toEqual([true, 12_000_000]);
  });

  it('of today is the one in force, with those who took a contact over since', () => {
    const replaced = acting(retroactive, october, [
      'replaceContact',
      { by: 'Ada', contact: 'dsaf', name: 'Grace', email: 'grace@dsaf.example', reason: 'départ' },
    ]);
    expect(documentOn(replaced, day('2020-10-01'))).toBe(replaced.document);
  });

  it('of the last amendment signed is what it says, when two change the same thing', () => {
    const twice = amendedBy(raised, october, { budget: { ceiling: 150_000 } }, '2020-06-01');
    const ceilings = ['2020-05-31', '2020-06-01', '2020-09-01'].map(
      (date) => documentOn(twice, day(date)).budget?.ceiling,
    );
    expect(ceilings).toEqual([10_000_000, 15_000_000, 15_000_000]);
  });

  it('counts for the rhythm of the committee too', () => {
    const rhythm = amendedBy(inForce(), october, { committee: { everyMonths: 3 } }, '2020-09-01');
    const both = amendedBy(rhythm, october, { title: 'Renommée' }, '2020-04-15');
    expect(documentOn(both, day('2020-07-10')).committee?.everyMonths).toBeUndefined();
    expect(
      dutiesOf(both)
        .filter(({ kind }) => kind === 'committee')
        .map(({ id }) => id),
    ).toEqual(
      dutiesOf(rhythm)
        .filter(({ kind }) => kind === 'committee')
        .map(({ id }) => id),
    );
  });
});
