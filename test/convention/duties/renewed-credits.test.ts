import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { by } from '../../acts/fixtures.ts';
import { lived } from '../lived.ts';
import { accepted, acting, at, dutyOf, exampleWith, inForce } from '../support.ts';

const tacit = inForce({ renewal: { mode: 'tacit', ceiling: 60_000 } });
const renewed = lived(tacit, at('2021-04-12'));
const credits = (on: string, amount: number) =>
  ['recordEntry', { by, entry: { kind: 'credits', on, amount, reference: `MAD ${on}` } }] as const;
const open = ({ outcomes, ...others }: Convention) =>
  dutiesOf({ outcomes, ...others })
    .filter(({ kind, id }) => kind === 'credits' && !outcomes[id])
    .map(({ id }) => id);

describe('the credits of a renewed period (art. 2)', () => {
  it('are asked as the period begins, up to its own ceiling', () => {
    expect(dutyOf(renewed, 'credits-2')).toMatchObject({
      kind: 'credits',
      article: '2',
      holder: 'delegator',
      copies: ['delegatee'],
      title: 'Mise à disposition des crédits de la période n° 2 (60\u202f000,00\u00a0€ au plus)',
      opensOn: '2021-04-10',
      dueOn: '2021-04-16',
      closedBy: 'done',
    });
    expect(dutiesOf(tacit).filter(({ kind }) => kind === 'credits')).toHaveLength(1);
  });

  it('are made available by an entry of that period, and no other', () => {
    const first = acting(renewed, at('2021-04-13'), credits('2020-05-04', 100_000));
    expect(open(first)).toEqual(['credits-2']);
    const both = acting(first, at('2021-04-13'), credits('2021-04-13', 60_000));
    expect(open(both)).toEqual([]);
    expect(both.outcomes['credits-2']).toMatchObject({ evidence: '60\u202f000,00\u00a0€, MAD 2021-04-13' });
    const corrected = acting(both, at('2021-04-14'), ['correctEntry', { by, seq: 2, reason: 'erreur' }]);
    expect(open(corrected)).toEqual(['credits-2']);
  });

  it('say what may be paid, where that is less than what may be committed', () => {
    const titled = (paymentCeiling: number) =>
      dutyOf(
        inForce({ budget: { paymentCeiling }, renewal: { mode: 'tacit', ceiling: 60_000 } }),
        'credits',
      ).title.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(titled(70_000)).toBe(
      'Mise à disposition des crédits (100 000,00 € en AE, 70 000,00 € en CP, au plus)',
    );
    expect(titled(100_000)).toBe('Mise à disposition des crédits (100 000,00 € au plus)');
  });

  it('may have reminders of their own', () => {
    const reminders = { duties: { 'credits-2': { thenEvery: null } } };
    expect(accepted(exampleWith(['reminders'], reminders)).document.reminders.duties).toHaveProperty(
      'credits-2',
    );
  });
});
