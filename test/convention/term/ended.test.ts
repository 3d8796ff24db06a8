import type { Convention, EndCause } from '../../../convention/convention.ts';
import { endBrings, endedConvention } from '../../../convention/term/ended.ts';
import { endCauseOf, periodOf } from '../../../convention/term/term.ts';
import { agreed, amending, breach, by, july, lacking, may, noticed, reason } from '../../acts/fixtures.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, day, dutyOf, inForce } from '../support.ts';

const over = (convention: Convention, cause: EndCause = 'term') => ({
  ...convention,
  ...endedConvention(convention, day('2021-04-09'), cause, at('2021-04-10').now),
});

describe('what was awaited while a convention was in force', () => {
  it.each<[string, Convention, string]>([
    ['a decision on a shortfall', lacking, 'shortfall-1'],
    ['an agreement to an amendment', amending, 'amendment-1-delegator'],
    ['a signature', agreed, 'amendment-1-signature'],
    [
      'a breach to cure',
      acting(inForce(), may, ['recordBreach', { ...breach, cureBy: '2021-05-04' }]),
      'breach-1',
    ],
    ['an answer to a renewal', inForce({ renewal: { mode: 'express' } }), 'renewal-1-delegatee'],
  ])('lapses with it: %s', (_what, convention, id) => {
    expect(over(convention).outcomes[id]).toEqual({
      state: 'lapsed',
      at: at('2021-04-10').now,
      reason: 'la convention a pris fin',
    });
    expect(dutyOf(over(convention), id).id).toBe(id);
  });

  it('stays as it ended, when it had', () => {
    const refused = acting(lacking, may, ['refuseAdjustment', { by, reason }]);
    expect(over(refused).outcomes['shortfall-1']).toEqual(refused.outcomes['shortfall-1']);
  });

  it('does not take along what is owed after the end', () => {
    expect(
      Object.keys(over(inForce()).outcomes).filter((id) => /^(report|balance|hand-over)/.test(id)),
    ).toEqual([]);
  });
});

describe('amendments', () => {
  it('that were proposed, or signed for later, go no further', () => {
    const signed = amendedBy(amending, may, { title: 'X' }, '2021-04-01');
    expect(over(signed).amendments.map(({ state }) => state)).toEqual(['expired', 'expired']);
    const inEffect = amendedBy(inForce(), may, { title: 'X' }, '2020-05-04');
    expect(over(inEffect).amendments[0]?.state).toBe('inForce');
  });
});

describe('the cause of an end', () => {
  const breached = acting(
    inForce(),
    may,
    ['recordBreach', breach],
    ['endSupport', { by, breach: 1, services: 'all', on: '2020-08-31', reason }],
  );
  const both = (convention: Convention, on: string) =>
    acting(
      convention,
      july,
      ['agreeEnd', { by, party: 'delegator', on, reason }],
      ['agreeEnd', { by, party: 'delegatee', on, reason }],
    );

  it.each<[string, Convention, EndCause, string]>([
    ['the term', inForce(), 'term', '2021-04-09'],
    ['a notice', noticed, 'notice', '2020-10-01'],
    ['a breach', breached, 'breach', '2020-08-31'],
    ['an agreement', both(inForce(), '2020-09-30'), 'agreement', '2020-09-30'],
    ['the earliest of a notice and an agreement', both(noticed, '2020-09-30'), 'agreement', '2020-09-30'],
    [
      'the earliest of a breach and a notice',
      acting(breached, may, ['giveNotice', { by, from: 'delegator', receivedOn: '2020-05-04', reason }]),
      'notice',
      '2020-08-04',
    ],
  ])('is %s', (_what, convention, cause, on) => {
    expect(endCauseOf(convention)).toBe(cause);
    expect(lived({ ...convention, inForceSince: day('2020-04-10') }, at('2021-04-12')).ended).toEqual({
      cause,
      on,
    });
  });

  it('is the term when a notice runs past it', () => {
    const late = acting(inForce(), at('2021-04-08'), [
      'giveNotice',
      { by, from: 'delegator', receivedOn: '2021-04-08', reason },
    ]);
    expect(lived(late, at('2021-04-12')).ended).toEqual({ cause: 'term', on: '2021-04-09' });
  });
});

describe('the end of a period', () => {
  const extended = amendedBy(inForce(), may, { term: { months: 18 } }, '2021-04-09');

  it.each<[string, Convention, string, string | undefined]>([
    ['brings nothing on its last day', inForce(), '2021-04-09', undefined],
    ['brings the end on the day after', inForce(), '2021-04-10', 'end'],
    ['brings a tacit renewal', inForce({ renewal: { mode: 'tacit' } }), '2021-04-10', 'renewal'],
    [
      'brings the end without both answers to an express one',
      inForce({ renewal: { mode: 'express' } }),
      '2021-04-10',
      'end',
    ],
    // No worker was there on the day of the effect: the extension counts first.
    ['waits for an extension whose effect has come', extended, '2021-04-12', undefined],
    ['is no longer that one once it is extended', lived(extended, at('2021-04-12')), '2021-04-12', undefined],
    ['brings nothing to what has ended', over(inForce()), '2021-04-12', undefined],
  ])('%s', (_what, convention, on, expected) => {
    expect(endBrings(convention, day(on))).toBe(expected);
  });

  it('after days without a worker leaves an extended convention in force, to its new term', () => {
    const after = lived(extended, at('2021-04-12'));
    expect([after.ended, periodOf(after)?.endsOn]).toEqual([undefined, '2021-10-09']);
  });
});
