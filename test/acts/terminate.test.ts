import { doAct } from '../../acts/acts.ts';
import { dutiesOf, outcomeOf } from '../../convention/duties/duties.ts';
import { isAlert } from '../../convention/duties/duty.ts';
import { acting, at, ended, inForce, signed } from '../convention/support.ts';
import { by, done, may, reason } from './fixtures.ts';

describe('an administrative stop', () => {
  it('lapses what was still to do, keeps what was done, and says so to both parties', () => {
    const before = acting(inForce(), may, ['markDone', done]);
    const { convention, news } = doAct(before, 'terminate', { by, reason }, may);
    expect(convention.closed).toEqual({ phase: 'closed', at: may.now });
    expect(convention.ended).toEqual({ cause: 'administrative', on: '2020-05-04' });
    expect(convention.outcomes['chorus-access']?.state).toBe('done');
    expect(convention.outcomes.credits?.state).toBe('lapsed');
    expect(news[0]?.item.urgent).toBe(true);
  });

  it('before effect withdraws the convention', () => {
    expect(acting(signed(), may, ['terminate', { by, reason }]).closed?.phase).toBe('withdrawn');
  });

  it('lapses what it cuts short as well: the report of a quarter becomes that of its first months', () => {
    const quarterly = inForce({ reports: { everyMonths: 3 } });
    const { convention } = doAct(quarterly, 'terminate', { by, reason }, may);
    const asked = dutiesOf(convention).filter((duty) => !isAlert(duty));
    expect(asked.map(({ id }) => id)).toContain('report-2020-05');
    expect(asked.filter((duty) => !outcomeOf(convention, duty))).toEqual([]);
  });

  it('after the end keeps how it ended', () => {
    expect(acting(ended(), at('2021-04-12'), ['terminate', { by, reason }]).ended?.cause).toBe('term');
  });
});
