import fc from 'fast-check';
import { type Convention, register } from '../../convention/convention.ts';
import { type ConventionDocument, sections } from '../../convention/document/schema.ts';
import { upgraded } from '../../convention/document/upgraded.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { upgradedConvention } from '../../convention/upgraded.ts';
import { viewOf } from '../../convention/view.ts';
import { runs } from '../support/runs.ts';
import { noticed } from './acts/fixtures.ts';
import { live, origins, story } from './acts/stories.ts';
import { accepted, at, day, ended, inForce, minimal, signauxFaibles } from './support.ts';

/** What the first version of this code did not know. */
const added = ['public', 'renewal', 'shortfall', 'amendments', 'services', 'engagements'] as const;
const addedFields = [
  'breaches',
  'renewals',
  'renewalAnswers',
  'ledger',
  'shortfalls',
  'suspensions',
  'amendments',
  'pastVersions',
  'undelivered',
  'linksSent',
] as const;

function stored<Value extends object>(value: Value, without: readonly string[]): Value {
  const copy = structuredClone(value);
  for (const key of without) Reflect.deleteProperty(copy, key);
  return copy;
}

describe('a document that an earlier version read', () => {
  it('has the defaults of the sections that were added since', () => {
    const before = stored(accepted(minimal()).document, added);
    expect(upgraded(before)).toEqual(accepted(minimal()).document);
  });

  it('keeps all that it says', () => {
    const document = signauxFaibles({ renewal: { mode: 'tacit', maximum: null } });
    expect(upgraded(document)).toEqual(document);
    expect(upgraded(stored(document, ['shortfall']))).toEqual(document);
  });

  it('is upgraded whatever it lacks of what has a default', () => {
    const optional = Object.entries(sections)
      .filter(([key, schema]) => key !== '$schema' && schema.safeParse(undefined).success)
      .map(([key]) => key);
    fc.assert(
      fc.property(fc.subarray(optional), (missing) => {
        const document: ConventionDocument = accepted(minimal()).document;
        expect(upgraded(stored(document, missing))).toEqual(document);
      }),
      { numRuns: runs(40) },
    );
  });

  it('has defaults of its own: another cannot change them', () => {
    const [one, other] = [stored(signauxFaibles(), added), stored(signauxFaibles(), added)].map(upgraded);
    one?.services.pop();
    expect(other?.services).toHaveLength(1);
  });
});

describe('a convention carried over by an earlier version', () => {
  const old = (convention: Convention) =>
    stored({ ...convention, document: stored(convention.document, added) }, addedFields);

  it.each<[string, Convention]>([
    ['registered', register(signauxFaibles(), 0)],
    ['in force', inForce()],
    ['ended', ended()],
  ])('lives on, with what has been added since: %s', (_what, convention) => {
    const after = upgradedConvention(old(convention));
    expect(after).toEqual({ ...convention, document: after.document });
    expect(dutiesOf(after)).toEqual(dutiesOf(convention));
    expect(viewOf(after, {}, at('2020-09-01').now).money).toMatchObject({ ceiling: 10_000_000, entries: 0 });
  });

  it('gives its notices the end that its document gave them', () => {
    const notices = noticed.notices.map((notice) => stored(notice, ['endsOn']));
    expect(upgradedConvention(old({ ...noticed, notices })).notices[0]?.endsOn).toBe('2020-10-01');
  });

  it('keeps the end that a notice has, though the document has changed since', () => {
    const notices = noticed.notices.map((notice) => ({ ...notice, endsOn: day('2020-09-15') }));
    expect(upgradedConvention({ ...noticed, notices }).notices[0]?.endsOn).toBe('2020-09-15');
  });

  it('takes its proposals for the delegatee’s: nobody else could make them', () => {
    const proposal = { amount: 1, use: 'x', by: 'Ada', at: 0 };
    const before = old({ ...ended(), proposals: JSON.parse(JSON.stringify([proposal])) });
    expect(upgradedConvention(before).proposals).toEqual([{ ...proposal, from: 'delegatee' }]);
  });

  it('of this version is the same, whatever has happened to it', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        const after = live(origin, attempts).at(-1)?.after;
        if (after) expect(upgradedConvention(after)).toEqual(after);
      }),
      { numRuns: runs(15) },
    );
  });
});
