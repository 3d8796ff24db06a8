import { documentOfVersion, versionOn } from '../../../convention/amendments/versions.ts';
import { amendedBy, at, day, inForce } from '../support.ts';

const october = at('2020-10-01');
const second = amendedBy(inForce(), october, { title: 'B' }, '2020-09-01');
const third = amendedBy(second, october, { title: 'C' }, '2020-06-01');

describe('the version of a document', () => {
  it.each([
    ['2020-03-25', 1],
    ['2020-05-31', 1],
    ['2020-06-01', 3],
    ['2020-08-31', 3],
    ['2020-09-01', 3],
    ['2021-04-09', 3],
  ])('that counts on %s is %i: the last signed of those that have begun', (on, version) => {
    expect(versionOn(third, day(on))).toBe(version);
  });

  it('that counts on any day is the first, when there is no other', () => {
    expect([versionOn(inForce(), day('2020-03-25')), versionOn(inForce(), day('2021-04-09'))]).toEqual([
      1, 1,
    ]);
  });

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
