import type { Convention } from '../../convention/convention.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { ladderOf } from '../../convention/mailing/reminders.ts';
import { endCauseOf, periodOf, sealedEnd } from '../../convention/term/term.ts';
import { lived } from '../convention/lived.ts';
import { acting, at, doing, dutyOf, ended, inForce, signed } from '../convention/support.ts';
import { by, may, noticed, ordered, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const ending = (party: string, on = '2020-09-30') => ({ by, party, on, reason });
const proposed = acting(inForce(), may, ['agreeEnd', ending('delegatee')]);
const sealed = acting(proposed, may, ['agreeEnd', ending('delegator')]);

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'an end yesterday',
      'agreeEnd',
      ending('delegator', '2020-05-03'),
      inForce(),
      may,
      'BAD_DATE',
      /« 2020-05-03 ».*du 2020-05-04/,
    ],
    [
      'an end on the last day',
      'agreeEnd',
      ending('delegator', '2021-04-09'),
      inForce(),
      may,
      'ALREADY_DONE',
      /prend déjà fin le 9 avril 2021/,
    ],
    [
      'an end on that of a notice',
      'agreeEnd',
      ending('delegator', '2020-10-01'),
      noticed,
      at('2020-07-01'),
      'ALREADY_DONE',
      /prend déjà fin le 1er octobre 2020/,
    ],
    [
      'an end before the effect',
      'agreeEnd',
      ending('delegator'),
      signed(),
      may,
      'NOT_NOW',
      /pas encore pris effet/,
    ],
    [
      'an end after the end',
      'agreeEnd',
      ending('delegator'),
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /déjà pris fin/,
    ],
    [
      'what a party has proposed already',
      'agreeEnd',
      ending('delegatee'),
      proposed,
      may,
      'ALREADY_DONE',
      /DINUM propose déjà le 30 septembre 2020 ; l’accord de DGEFP/,
    ],
    [
      'another day once both have agreed',
      'agreeEnd',
      ending('delegator', '2020-06-30'),
      sealed,
      may,
      'ALREADY_DONE',
      /déjà convenue pour le 30 septembre 2020/,
    ],
    [
      'an agreement to a day that has passed',
      'agreeEnd',
      ending('delegator'),
      proposed,
      at('2020-10-01'),
      'BAD_DATE',
      /« 2020-09-30 »/,
    ],
  ]);
});

describe('an end by agreement', () => {
  it('proposed by one changes nothing yet', () => {
    expect(periodOf(proposed)).toEqual(periodOf(inForce()));
    expect(sealedEnd(proposed)).toBeUndefined();
  });

  it('agreed by the other ends the convention that day', () => {
    expect([periodOf(sealed)?.endsOn, endCauseOf(sealed)]).toEqual(['2020-09-30', 'agreement']);
    expect(lived(sealed, at('2020-10-01')).ended).toEqual({ cause: 'agreement', on: '2020-09-30' });
    expect(dutyOf(sealed, 'services-closed').opensOn).toBe('2020-10-01');
    expect(dutyOf(sealed, 'notice-end-2020-05-04').title).toBe('Fin convenue de la convention');
  });

  it('on another day than proposed is a counter-proposal, which the first must agree to', () => {
    const countered = acting(proposed, may, ['agreeEnd', ending('delegator', '2020-12-31')]);
    expect(countered.agreedEnd).toMatchObject({ on: '2020-12-31', agreedBy: ['delegator'] });
    const agreed = acting(countered, may, ['agreeEnd', ending('delegatee', '2020-12-31')]);
    expect(sealedEnd(agreed)?.on).toBe('2020-12-31');
  });

  it('is told to both, and once it is agreed to the controllers, with the open orders', () => {
    expect(doing(inForce(), 'agreeEnd', ending('delegatee'), may).news[0]?.to).toHaveLength(2);
    const [told] = doing({ ...proposed, ledger: ordered.ledger }, 'agreeEnd', ending('delegator'), may).news;
    expect(told?.to).toHaveLength(4);
    expect(told?.item.facts?.at(-1)?.[0]).toBe('EJ 1500000001, Scopyleft');
  });

  it('under notice brings the end forward', () => {
    const july = at('2020-07-01');
    const sooner = acting(
      noticed,
      july,
      ['agreeEnd', ending('delegatee', '2020-08-31')],
      ['agreeEnd', ending('delegator', '2020-08-31')],
    );
    expect([periodOf(sooner)?.endsOn, endCauseOf(sooner)]).toEqual(['2020-08-31', 'agreement']);
  });

  it('today is possible', () => {
    const today = acting(
      inForce(),
      may,
      ['agreeEnd', ending('delegatee', '2020-05-04')],
      ['agreeEnd', ending('delegator', '2020-05-04')],
    );
    expect(periodOf(today)?.endsOn).toBe('2020-05-04');
  });
});

describe('an end that one party proposes', () => {
  const propose = (party: string, on: string) => ['agreeEnd', { by, party, on, reason }] as const;
  const asked = (convention: Convention) =>
    dutiesOf(convention)
      .filter(({ kind, id }) => kind === 'agreed-end' && !convention.outcomes[id])
      .map(({ id, holder, dueOn }) => `${id} ${holder} ${dueOn}`);
  const one = acting(inForce(), may, propose('delegator', '2020-12-31'));

  it('asks the other for its answer, within the time of an amendment, and no later than that day', () => {
    expect(asked(one)).toEqual(['agreed-end-1 delegatee 2020-07-03']);
    expect(asked(acting(inForce(), may, propose('delegatee', '2020-05-29')))).toEqual([
      'agreed-end-1 delegator 2020-05-29',
    ]);
  });

  it('is answered by an agreement', () => {
    const both = acting(one, at('2020-05-05'), propose('delegatee', '2020-12-31'));
    expect(asked(both)).toEqual([]);
    expect(both.outcomes['agreed-end-1']).toMatchObject({ state: 'done', evidence: 'accord' });
  });

  it('is answered by another day, which asks the first in turn', () => {
    const other = acting(one, at('2020-05-05'), propose('delegatee', '2020-10-30'));
    expect(asked(other)).toEqual(['agreed-end-2 delegator 2020-07-06']);
  });

  it('is asked no more once that day has gone by', () => {
    const days = [...ladderOf(one.document, dutyOf(one, 'agreed-end-1'))].map(
      ({ on, rung }) => `${rung} ${on}`,
    );
    expect(days).toEqual(['notice 2020-05-04', 'before 2020-07-01', 'due 2020-07-03']);
  });
});
