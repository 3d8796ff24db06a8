import { periodOf, runningNotice, sealedEnd } from '../../../convention/term/term.ts';
import { acting, amendedBy, at, inForce, refusalOf } from '../support.ts';

const may = at('2020-05-04');
const june = at('2020-06-10');
const by = 'Ada';
const reason = 'accord';
const joining = {
  delegator: { id: 'dgefp' },
  coDelegators: [
    {
      id: 'mi',
      name: 'Ministère de l’intérieur',
      shortName: 'MI',
      contacts: [{ id: 'mi', name: 'MI', email: 'mi@mi.example', roles: ['representative'] }],
    },
  ],
};

describe('a delegator that joins by an amendment', () => {
  it('leaves withdrawn the notice that all had withdrawn', () => {
    const withdrawn = acting(
      inForce(),
      may,
      ['giveNotice', { by, from: 'delegator', receivedOn: '2020-05-04', reason }],
      ['withdrawNotice', { by, party: 'delegator', reason }],
      ['withdrawNotice', { by, party: 'delegatee', reason }],
    );
    const after = amendedBy(withdrawn, june, joining, '2020-06-10');
    expect(runningNotice(after)).toBeUndefined();
    expect(periodOf(after)?.endsOn).toBe('2021-04-09');
  });

  it('leaves sealed the end that all had agreed upon', () => {
    const end = { by, on: '2020-10-01', reason } as const;
    const sealed = acting(
      inForce(),
      may,
      ['agreeEnd', { ...end, party: 'delegator' }],
      ['agreeEnd', { ...end, party: 'delegatee' }],
    );
    const after = amendedBy(sealed, june, joining, '2020-06-10');
    expect(sealedEnd(after)?.on).toBe('2020-10-01');
  });

  it('leaves to each what it had agreed to, and asks the new one', () => {
    const pending = acting(
      inForce(),
      may,
      [
        'proposeAmendment',
        { by, from: 'delegator', changes: { title: 'Autre' }, reason, effectiveOn: '2020-08-01' },
      ],
      ['agreeAmendment', { by, amendment: 1, party: 'delegator' }],
    );
    const after = amendedBy(pending, june, joining, '2020-06-10');
    expect(after.amendments[0]).toMatchObject({
      from: 'delegator:dgefp',
      agreedBy: [{ party: 'delegator:dgefp' }],
    });
    const again = { by, amendment: 1, party: 'delegator:dgefp' };
    expect(refusalOf(after, 'agreeAmendment', again, june).code).toBe('ALREADY_DONE');
    acting(after, june, ['agreeAmendment', { by, amendment: 1, party: 'delegator:mi' }]);
  });
});
