import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { effectiveOn, hasEffect, mayTakeEffect } from '../../../convention/term/effect.ts';
import {
  earlyEnd,
  endCauseOf,
  lastDayOf,
  noticeEndsOn,
  periodOf,
  runningNotice,
  sealedEnd,
  totalBreach,
} from '../../../convention/term/term.ts';
import {
  acting,
  at,
  day,
  deadlinesOf,
  dutyOf,
  inForce,
  refusalOf,
  signauxFaibles,
  signed,
} from '../support.ts';

const later = at('2020-06-01');

const published = (publication: string, on: string) =>
  ['recordPublication', { by: 'Ada', publication, on, evidence: 'attestation' }] as const;
const waived = (duty: string) => ['waiveDuty', { by: 'Ada', duty, reason: 'sans objet' }] as const;

describe('the effect (art. 7: à la date de publication)', () => {
  it.each([
    ['the last of all publications', 'all', '2020-04-10'],
    ['the first of them', 'first', '2020-04-03'],
    ['the one that is named', 'maignon', '2020-04-10'],
    ['the other one that is named', 'data-gouv', '2020-04-03'],
  ])(
    'is that of %s when the document says %s, in whatever order they are recorded',
    (_what, publication, expected) => {
      const acts = [published('maignon', '2020-04-10'), published('data-gouv', '2020-04-03')];
      expect(effectiveOn(acting(signed({ effect: { publication } }), later, ...acts))).toBe(expected);
      expect(effectiveOn(acting(signed({ effect: { publication } }), later, ...acts.reverse()))).toBe(
        expected,
      );
    },
  );

  it.each([
    ['all', undefined],
    ['first', '2020-04-03'],
    ['maignon', undefined],
    ['data-gouv', '2020-04-03'],
  ])('under « %s » is %s after data.gouv.fr alone', (publication, expected) => {
    const convention = signed({ effect: { publication } });
    expect(effectiveOn(acting(convention, later, published('data-gouv', '2020-04-03')))).toBe(expected);
  });

  it('does not wait for a publication that was waived, before or after the other', () => {
    const acts = [published('data-gouv', '2020-04-03'), waived('publication-maignon')];
    expect(effectiveOn(acting(signed(), later, ...acts))).toBe('2020-04-03');
    expect(effectiveOn(acting(signed(), later, ...acts.reverse()))).toBe('2020-04-03');
  });

  it('does not come of waivers alone', () => {
    const convention = acting(signed(), later, waived('publication-maignon'));
    expect(effectiveOn(convention)).toBeUndefined();
    const [name, input] = waived('publication-data-gouv');
    expect(refusalOf(convention, name, input, later).code).toBe('NOT_NOW');
  });

  it('is the date that an admin confirms, whatever the publications say', () => {
    const confirmed = [
      'confirmEffect',
      { by: 'Ada', on: '2020-04-06', reason: 'publication au BO' },
    ] as const;
    expect(effectiveOn(acting(signed(), later, confirmed))).toBe('2020-04-06');
    expect(effectiveOn(acting(inForce(), later, confirmed))).toBe('2020-04-06');
    const after = acting(signed(), later, confirmed, published('maignon', '2020-04-10'));
    expect(effectiveOn(after)).toBe('2020-04-06');
  });
});

describe('the term (art. 7: une période d’un an)', () => {
  it.each([
    ['eve', 12, '2020-04-10', '2021-04-09'],
    ['anniversary', 12, '2020-04-10', '2021-04-10'],
    // No such day in the month: its last (CPC art. 641).
    ['eve', 12, '2024-02-29', '2025-02-28'],
    ['eve', 6, '2020-08-31', '2021-02-28'],
    ['eve', 1, '2020-03-31', '2020-04-30'],
    ['eve', 1, '2020-04-30', '2020-05-29'],
    ['anniversary', 12, '2020-02-29', '2021-02-28'],
    ['eve', 12, '2020-03-01', '2021-02-28'],
    ['eve', 12, '2023-03-01', '2024-02-29'],
    ['eve', 48, '2020-02-29', '2024-02-28'],
    ['eve', 12, '2020-01-01', '2020-12-31'],
    ['anniversary', 1, '2021-01-31', '2021-02-28'],
  ])('with the %s of %i months from %s ends on %s', (lastDay, months, effect, expected) => {
    expect(lastDayOf(signauxFaibles({ term: { months, lastDay } }), day(effect))).toBe(expected);
  });

  it.each([
    ['2026-01-30', 1, '2026-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-02-28', 12, '2027-02-28'],
    ['2027-02-28', 12, '2028-02-29'],
    ['2026-12-31', 6, '2027-06-30'],
  ])('fixed at %s and renewed for %i months ends on %s', (until, months, expected) => {
    expect(lastDayOf(signauxFaibles({ term: { until } }), day('2025-06-01'), months)).toBe(expected);
  });

  it('never moves for a weekend or a holiday', () => {
    expect(periodOf(inForce({}, '2020-04-13'))?.endsOn).toBe('2021-04-12');
    expect(periodOf(inForce({}, '2020-12-26'))?.endsOn).toBe('2021-12-25');
  });

  it('with the anniversary moves every date of the end by a day', () => {
    const convention = inForce({ term: { lastDay: 'anniversary' } });
    expect(dutyOf(convention, 'term').dueOn).toBe('2021-04-10');
    expect(dutyOf(convention, 'report-final').dueOn).toBe('2021-04-12'); // 10 April 2021 is a Saturday
    expect(dutyOf(convention, 'committee-1').dueOn).toBe('2021-04-09');
    expect(dutyOf(convention, 'balance').opensOn).toBe('2021-04-11');
  });
});

/** Signaux Faibles in force since 10 April 2020, its notice received on a day. */
const underNotice = (receivedOn: string, convention: Convention = inForce()) =>
  acting(convention, at(receivedOn), [
    'giveNotice',
    { by: 'Ada', from: 'delegator', receivedOn, reason: 'fin' },
  ]);

describe('a notice (art. 7, three months)', () => {
  it.each([
    ['2020-07-01', '2020-10-01'],
    ['2020-11-30', '2021-02-28'],
    ['2020-05-31', '2020-08-31'],
    ['2021-01-09', '2021-04-09'],
  ])('received on %s ends on %s', (receivedOn, endsOn) => {
    expect(periodOf(underNotice(receivedOn))).toMatchObject({ lastDay: '2021-04-09', endsOn });
  });

  it('received on 30 November 2023 ends on 29 February 2024 (CPC art. 641)', () => {
    expect(noticeEndsOn(signauxFaibles(), day('2023-11-30'))).toBe('2024-02-29');
  });

  it.each(['2021-01-10', '2021-03-01', '2021-04-08', '2021-04-09'])(
    'received on %s is longer than what remains: the term stays',
    (receivedOn) => {
      const convention = underNotice(receivedOn);
      expect(periodOf(convention)).toEqual(periodOf(inForce()));
      expect(dutiesOf(convention)).toEqual(dutiesOf(inForce()));
    },
  );

  it('moves everything to the end it brings', () => {
    const convention = underNotice('2020-07-01');
    expect(Object.keys(deadlinesOf(convention, 'monthly-report'))).toEqual([
      'report-2020-04',
      'report-2020-05',
      'report-2020-06',
      'report-2020-07',
      'report-2020-08',
      'report-2020-09',
      'report-2020-10',
    ]);
    expect(dutyOf(convention, 'report-2020-10')).toMatchObject({
      opensOn: '2020-10-02',
      dueOn: '2020-11-06',
    });
    expect(dutyOf(convention, 'report-final')).toMatchObject({ opensOn: '2020-09-16', dueOn: '2020-10-01' });
    expect(dutyOf(convention, 'committee-1')).toMatchObject({ opensOn: '2020-07-01', dueOn: '2020-10-01' });
    expect(dutyOf(convention, 'hand-over')).toMatchObject({ opensOn: '2020-09-01', dueOn: '2020-10-01' });
    expect(dutyOf(convention, 'balance')).toMatchObject({ opensOn: '2020-10-02', dueOn: '2020-11-02' });
    expect(dutyOf(convention, 'services-closed')).toMatchObject({
      opensOn: '2020-10-02',
      dueOn: '2020-10-08',
    });
  });

  it('announces its end 30, 10 and 2 days before, in place of the term', () => {
    const convention = underNotice('2020-07-01');
    expect(dutyOf(convention, 'notice-end-2020-07-01').alertsOn).toEqual([
      '2020-09-01',
      '2020-09-21',
      '2020-09-29',
    ]);
    expect(deadlinesOf(convention, 'term')).toEqual({});
  });

  it('brings the last useful day to pay forward, and leaves no day to commit after it', () => {
    expect(deadlinesOf(underNotice('2020-07-01'), 'year-end')).toEqual({
      'year-end-2020-payments': '2020-10-01',
    });
  });

  it('withdrawn by both leaves everything as it was', () => {
    const withdraw = (party: string) => ['withdrawNotice', { by: 'Ada', party, reason: 'accord' }] as const;
    const half = acting(underNotice('2020-07-01'), at('2020-08-03'), withdraw('delegatee'));
    expect(periodOf(half)?.endsOn).toBe('2020-10-01');
    const whole = acting(half, at('2020-08-04'), withdraw('delegator'));
    expect(runningNotice(whole)).toBeUndefined();
    expect(dutiesOf(whole)).toEqual(dutiesOf(inForce()));
  });

  it('received before the effect runs from its receipt', () => {
    const convention = underNotice('2020-04-01', signed());
    expect(periodOf(convention)).toBeUndefined();
    const after = acting(
      convention,
      at('2020-04-10'),
      published('maignon', '2020-04-10'),
      published('data-gouv', '2020-04-10'),
    );
    expect(periodOf(after)?.endsOn).toBe('2020-07-01');
  });
});

describe('a convention may take effect', () => {
  const waivedOf = (publication: string, ...publications: string[]): Convention => ({
    ...signed({ effect: { publication } }),
    outcomes: Object.fromEntries(
      publications.map((id) => [
        `publication-${id}`,
        { state: 'waived' as const, at: 0, by: 'Ada', reason: 'sans objet' },
      ]),
    ),
  });

  it.each<[string, string[], boolean]>([
    ['all', [], true],
    ['all', ['maignon'], true],
    ['all', ['maignon', 'data-gouv'], false],
    ['first', ['maignon'], true],
    ['first', ['maignon', 'data-gouv'], false],
    ['maignon', ['data-gouv'], true],
    ['maignon', ['maignon'], false],
  ])('under « %s » with %j waived: %s', (effect, publications, expected) => {
    expect(mayTakeEffect(waivedOf(effect, ...publications))).toBe(expected);
  });

  it('when it already has, whatever was waived', () => {
    const confirmedEffect = { on: day('2020-04-06'), reason: 'BO' };
    expect(mayTakeEffect({ ...waivedOf('all', 'maignon', 'data-gouv'), confirmedEffect })).toBe(true);
  });

  it('on the day of its effect and later, and has none before it is known', () => {
    const has = (convention: Convention, on: string) => hasEffect(convention, day(on));
    expect(['2020-04-09', '2020-04-10', '2020-04-11'].map((on) => has(inForce(), on))).toEqual([
      false,
      true,
      true,
    ]);
    expect(has(signed(), '2030-01-01')).toBe(false);
  });
});

describe('an end before the term', () => {
  const breach = (id: number, on: string, services: readonly string[] | 'all' = 'all') => ({
    id,
    engagement: 'x',
    facts: 'x',
    on: day('2020-05-01'),
    recordedOn: day('2020-05-01'),
    ending: { on: day(on), services, reason: 'x', decidedOn: day('2020-06-01') },
  });
  const agreed = (on: string, ...agreedBy: ('delegator' | 'delegatee')[]) => ({
    id: 1,
    on: day(on),
    agreedBy,
    reason: 'x',
    proposedOn: day('2020-06-01'),
    decidedOn: day('2020-06-02'),
  });
  const noticed = (convention: Convention, endsOn: string): Convention => ({
    ...convention,
    notices: [
      { from: 'delegator', receivedOn: day('2020-06-03'), reason: 'x', withdrawnBy: [], endsOn: day(endsOn) },
    ],
  });

  it('for a breach is the earliest of those that end all the support, the first recorded on one day', () => {
    const of = (...breaches: ReturnType<typeof breach>[]) => totalBreach({ ...inForce(), breaches })?.id;
    expect(of(breach(1, '2020-09-01'), breach(2, '2020-08-01'))).toBe(2);
    expect(of(breach(1, '2020-08-01'), breach(2, '2020-09-01'))).toBe(1);
    expect(of(breach(1, '2020-08-01'), breach(2, '2020-08-01'))).toBe(1);
    expect(of(breach(1, '2020-08-01', ['a']), breach(2, '2020-09-01'))).toBe(2);
    expect(of(breach(1, '2020-08-01', ['a']))).toBeUndefined();
  });

  it('is agreed once both parties have', () => {
    const sealed = (...by: ('delegator' | 'delegatee')[]) =>
      sealedEnd({ ...inForce(), agreedEnd: agreed('2020-09-01', ...by) });
    expect(sealed('delegator')).toBeUndefined();
    expect(sealed('delegator', 'delegatee')).toMatchObject({ on: '2020-09-01' });
    expect(sealedEnd(inForce())).toBeUndefined();
  });

  it('is the earliest of all', () => {
    const all = (notice: string, ended: string, end: string) =>
      earlyEnd({
        ...noticed(inForce(), notice),
        breaches: [breach(1, ended)],
        agreedEnd: agreed(end, 'delegator', 'delegatee'),
      });
    expect(all('2020-09-01', '2020-09-02', '2020-09-03')).toMatchObject({
      cause: 'notice',
      since: '2020-06-03',
    });
    expect(all('2020-09-04', '2020-09-02', '2020-09-03')).toMatchObject({
      cause: 'breach',
      since: '2020-06-01',
    });
    expect(all('2020-09-04', '2020-09-05', '2020-09-03')).toMatchObject({
      cause: 'agreement',
      since: '2020-06-02',
    });
    expect(earlyEnd(inForce())).toBeUndefined();
  });

  it('is the cause of the end when it comes before the last day of the term', () => {
    const causeOf = (endsOn: string) => endCauseOf(noticed(inForce(), endsOn));
    expect(['2021-04-08', '2021-04-09', '2021-04-10'].map(causeOf)).toEqual(['notice', 'term', 'term']);
    expect(endCauseOf(inForce())).toBe('term');
    expect(endCauseOf(noticed(signed(), '2020-09-03'))).toBe('term');
    const endedBefore = { ...noticed(inForce(), '2020-10-01'), ended: { on: day('2020-09-01') } };
    expect(endCauseOf(endedBefore as Convention)).toBe('term');
  });

  it('never comes before the effect', () => {
    expect(periodOf(noticed(inForce(), '2020-04-01'))?.endsOn).toBe('2020-04-10');
    expect(periodOf(noticed(inForce(), '2020-04-11'))?.endsOn).toBe('2020-04-11');
  });
});
