import { dutiesOf } from '../../../convention/duties/duties.ts';
import type { DutyKind } from '../../../convention/duties/duty.ts';
import { acting, at, deadlinesOf, dutyOf, inForce, signed } from '../support.ts';

const july = at('2020-07-01');
const effect = { on: '2020-04-10', by: 'Ada', reason: 'décision' };

/** The example in force without some clauses, under a notice that ends it in October. */
const without = (...clauses: string[]) =>
  acting(
    signed(Object.fromEntries(clauses.map((clause) => [clause, null]))),
    july,
    ['confirmEffect', effect],
    ['giveNotice', { by: 'Ada', from: 'delegator', receivedOn: '2020-07-01', reason: 'fin' }],
  );

describe('without a clause, nothing of it is owed, and all the rest is', () => {
  it.each<[string[], DutyKind[]]>([
    [['chorusAccess'], ['chorus-access']],
    [['credits'], ['credits']],
    [['codings'], ['chorus-codings']],
    [['copies'], ['controller-copies']],
    [['reports'], ['monthly-report', 'final-report']],
    [['committee'], ['committee']],
    [['community'], ['community']],
    [['deliverables'], ['deliverable']],
    [['handOver'], ['hand-over']],
    [['yearEnd'], ['year-end', 'year-end-dates']],
    [['servicesEnd'], ['services-closed']],
    [['balance'], ['balance']],
    [['shortfall'], []],
    [['breach'], []],
    [['requests'], []],
    [
      ['budget', 'credits', 'codings', 'shortfall', 'balance'],
      ['credits', 'chorus-codings', 'balance'],
    ],
  ])('%j', (clauses, kinds) => {
    const ids = (convention = without()) =>
      dutiesOf(convention)
        .filter(({ kind }) => !kinds.includes(kind))
        .map(({ id }) => id);
    const left = dutiesOf(without(...clauses));
    expect(left.map(({ id }) => id)).toEqual(ids());
    expect(left.length).toBeLessThanOrEqual(dutiesOf(without()).length - Math.min(1, kinds.length));
  });

  it('and nothing is published where nothing has to be', () => {
    const unpublished = signed({ publications: null, effect: { conditions: ['signature'] } });
    const kinds = dutiesOf(unpublished).map(({ kind }) => kind);
    expect(kinds).not.toContain('publication');
    expect(dutyOf(unpublished, 'term').dueOn).toBe('2021-03-24');
  });
});

describe('what one clause says of another', () => {
  it('commitments are looked at three months before the end, where no committee does it', () => {
    expect(dutyOf(inForce({ committee: null }), 'deliverable-rgs').opensOn).toBe('2021-01-09');
    expect(dutyOf(inForce({ committee: { convenedMonthsBefore: 2 } }), 'deliverable-rgs').opensOn).toBe(
      '2021-02-09',
    );
  });

  it('there may be reports of each period and none at the end, or one at the end alone', () => {
    const monthly = inForce({ reports: { final: false } });
    expect(Object.keys(deadlinesOf(monthly, 'monthly-report'))).toHaveLength(13);
    expect(deadlinesOf(monthly, 'final-report')).toEqual({});
    const atTheEnd = inForce({ reports: { everyMonths: undefined } });
    expect(deadlinesOf(atTheEnd, 'monthly-report')).toEqual({});
    expect(deadlinesOf(atTheEnd, 'final-report')).toEqual({ 'report-final': '2021-04-09' });
  });

  it('a quarterly report follows each quarter of the year, and the last partial one', () => {
    const quarterly = inForce({ reports: { everyMonths: 3 } });
    expect(deadlinesOf(quarterly, 'monthly-report')).toEqual({
      'report-2020-06': '2020-07-07',
      'report-2020-09': '2020-10-07',
      'report-2020-12': '2021-01-08',
      'report-2021-03': '2021-04-08',
      'report-2021-04': '2021-05-07',
    });
    expect(dutyOf(quarterly, 'report-2020-06').title).toBe('Compte rendu d’avril à juin 2020');
  });
});
