import { periodOf, spansOf } from '../../convention/term/term.ts';
import { lived } from '../convention/lived.ts';
import {
  acting,
  at,
  deadlinesOf,
  doing,
  dutyOf,
  ended,
  inForce,
  refusalOf,
  signed,
} from '../convention/support.ts';
import { by, noticed, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const express = { renewal: { mode: 'express', ceiling: 60_000 } };
const february = at('2021-02-01');
const answering = (party: string, agrees: boolean) => ({ by, party, agrees });
const asked = inForce(express);
const once = acting(asked, february, ['answerRenewal', answering('delegator', true)]);
const both = acting(once, february, ['answerRenewal', answering('delegatee', true)]);
const declined = acting(asked, february, ['answerRenewal', { ...answering('delegator', false), reason }]);

describe('a bad answer is refused in French, with its code', () => {
  itRefuses([
    [
      'to no renewal',
      'answerRenewal',
      answering('delegator', true),
      inForce(),
      february,
      'NOT_NOW',
      /document n’a pas de clause « renewal » \(reconduction\)/,
    ],
    [
      'to a tacit one',
      'answerRenewal',
      answering('delegator', true),
      inForce({ renewal: { mode: 'tacit' } }),
      february,
      'NOT_NOW',
      /tacite : seul un préavis/,
    ],
    [
      'before the effect',
      'answerRenewal',
      answering('delegator', true),
      signed(express),
      february,
      'NOT_NOW',
      /Aucune/,
    ],
    [
      'after the end',
      'answerRenewal',
      answering('delegator', true),
      ended(express),
      at('2021-04-12'),
      'NOT_NOW',
      /Aucune/,
    ],
    [
      'under a notice that ends the convention',
      'answerRenewal',
      answering('delegator', true),
      { ...noticed, document: asked.document },
      february,
      'NOT_NOW',
      /la fin est décidée/,
    ],
    ['of nobody', 'answerRenewal', answering('dinum', true), asked, february, 'BAD_ACT', /party/],
    [
      'neither yes nor no',
      'answerRenewal',
      { by, party: 'delegator', agrees: 'oui' },
      asked,
      february,
      'BAD_ACT',
      /agrees : « oui »/,
    ],
    [
      'given already',
      'answerRenewal',
      answering('delegator', false),
      once,
      february,
      'ALREADY_DONE',
      /DGEFP a déjà répondu « oui », par Ada Lovelace/,
    ],
    [
      'once the other has declined',
      'answerRenewal',
      answering('delegatee', true),
      declined,
      february,
      'NOT_NOW',
      /DGEFP a décliné/,
    ],
    [
      'beyond the last renewal',
      'answerRenewal',
      answering('delegator', true),
      both,
      february,
      'NOT_NOW',
      /n’en prévoit pas, ou plus/,
    ],
  ]);
});

describe('an express renewal', () => {
  it('is asked of both, three months before the term', () => {
    expect(dutyOf(asked, 'renewal-1-delegator')).toMatchObject({
      opensOn: '2021-01-09',
      dueOn: '2021-04-09',
    });
    expect(Object.keys(deadlinesOf(asked, 'renewal'))).toHaveLength(2);
  });

  it('agreed by one waits for the other', () => {
    expect(once.renewals).toEqual([]);
    expect(periodOf(once)).toEqual(periodOf(asked));
    expect(once.outcomes['renewal-1-delegator']?.state).toBe('done');
  });

  it('agreed by both adds a period, with its own ceiling, final report and committee', () => {
    expect(both.renewals).toEqual([{ rank: 1, months: 12, how: 'express', at: february.now }]);
    expect(spansOf(both).map(({ from, to }) => [from, to])).toEqual([
      ['2020-04-10', '2021-04-09'],
      ['2021-04-10', '2022-04-09'],
    ]);
    expect(deadlinesOf(both, 'final-report')).toEqual({
      'report-final': '2021-04-09',
      'report-final-2': '2022-04-11',
    });
    expect(deadlinesOf(both, 'committee')).toEqual({
      'committee-1': '2021-04-09',
      'committee-2': '2022-04-08',
    });
  });

  it('is told to both parties and to the controllers, with its last day and its ceiling', () => {
    const [told] = doing(once, 'answerRenewal', answering('delegatee', true), february).news;
    expect(told?.to).toHaveLength(4);
    expect(told?.item.facts).toEqual([
      ['Dernier jour', '9 avril 2022'],
      ['Plafond de la période', '60\u202f000,00\u00a0€'],
    ]);
  });

  it('declined by one ends at the term, and asks no more of the other', () => {
    expect(declined.outcomes['renewal-1-delegatee']).toMatchObject({ state: 'lapsed' });
    expect(Object.keys(deadlinesOf(declined, 'renewal'))).toHaveLength(2);
    expect(lived(declined, at('2021-04-10')).ended).toEqual({ cause: 'term', on: '2021-04-09' });
  });

  it('that only one has answered lapses at the term', () => {
    const over = lived(once, at('2021-04-10'));
    expect(over.ended).toEqual({ cause: 'term', on: '2021-04-09' });
    expect(over.outcomes['renewal-1-delegatee']).toMatchObject({ state: 'lapsed' });
    expect(over.outcomes['renewal-1-delegator']?.state).toBe('done');
  });

  it('without a limit may come again, each asked before its own term', () => {
    const endless = inForce({ renewal: { mode: 'express', maximum: null } });
    const renewed = acting(
      endless,
      february,
      ['answerRenewal', answering('delegator', true)],
      ['answerRenewal', answering('delegatee', true)],
    );
    expect(refusalOf(renewed, 'answerRenewal', answering('delegatee', true), february)).toMatchObject({
      code: 'ALREADY_DONE',
      message: expect.stringMatching(/déjà reconduite jusqu’au 9 avril 2022 ; .* à partir du 10 avril 2021/),
    });
    const again = acting(renewed, at('2021-04-10'), ['answerRenewal', answering('delegatee', true)]);
    expect(again.renewalAnswers.at(-1)?.rank).toBe(2);
    expect(dutyOf(renewed, 'renewal-2-delegator')).toMatchObject({
      opensOn: '2022-01-09',
      dueOn: '2022-04-08',
    });
  });
});

describe('an opposition to a tacit renewal', () => {
  // The term of the period is 9 April 2021: one opposes it until 9 February.
  const tacit = inForce({ renewal: { mode: 'tacit', maximum: null, decidedMonthsBefore: 2 } });
  const opposed = acting(tacit, at('2021-02-09'), ['answerRenewal', answering('delegatee', false)]);

  it('is announced until its last day, which never moves, in place of that of the notice', () => {
    const duty = dutyOf(tacit, 'renewal-1-notice');
    expect(duty).toMatchObject({
      dueOn: '2021-02-09',
      title: 'Dernier jour pour s’opposer à la reconduction tacite',
    });
    expect(dutyOf(tacit, 'term').title).toBe('Terme de la période : reconduction tacite, sauf opposition');
  });

  it('leaves the convention to its term, not to the end of a notice', () => {
    const { text } = doing(tacit, 'answerRenewal', answering('delegatee', false), at('2020-06-10'));
    expect(text).toBe(
      'DINUM s’oppose à la reconduction : la convention prend fin à son terme, le 9 avril 2021.',
    );
    expect(periodOf(opposed)?.endsOn).toBe('2021-04-09');
    expect(dutyOf(opposed, 'term').title).toBe('Terme de la convention');
    expect(lived(opposed, at('2021-04-12')).ended).toEqual({ cause: 'term', on: '2021-04-09' });
    expect(opposed.outcomes).toEqual(tacit.outcomes);
  });

  it('is of one period: the next is opposed by itself', () => {
    const renewed = lived(tacit, at('2021-04-12'));
    expect(spansOf(renewed)).toHaveLength(2);
    const second = acting(renewed, at('2022-02-09'), ['answerRenewal', answering('delegator', false)]);
    expect(periodOf(second)?.endsOn).toBe('2022-04-09');
  });

  itRefuses([
    [
      'too late',
      'answerRenewal',
      answering('delegatee', false),
      tacit,
      at('2021-02-10'),
      'NOT_NOW',
      /était le 9 février 2021/,
    ],
    [
      'that is an agreement',
      'answerRenewal',
      answering('delegatee', true),
      tacit,
      february,
      'NOT_NOW',
      /accepté : non/,
    ],
    [
      'twice',
      'answerRenewal',
      answering('delegator', false),
      opposed,
      at('2021-02-09'),
      'NOT_NOW',
      /Aucune reconduction/,
    ],
  ]);
});

test('an express renewal that is to be agreed upon before the term is due by then, and asked three months before that', () => {
  const early = inForce({ renewal: { mode: 'express', decidedMonthsBefore: 6 } });
  // 9 October 2020 is a Friday.
  expect(dutyOf(early, 'renewal-1-delegator')).toMatchObject({ opensOn: '2020-07-09', dueOn: '2020-10-09' });
  const asked = inForce({ renewal: { mode: 'express', decidedMonthsBefore: 6, askedMonthsBefore: 7 } });
  expect(dutyOf(asked, 'renewal-1-delegator').opensOn).toBe('2020-09-09');
});
