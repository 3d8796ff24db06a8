import { doAct } from '../../../acts/acts.ts';
import { acting, at, inForce } from '../support.ts';

// In force from 10 April 2020 to 9 April 2021. Each year is its civil year, by the day of each entry.
const convention = () =>
  inForce({
    budget: {
      years: [
        { year: 2020, commitments: 60_000, payments: 20_000 },
        { year: 2021, commitments: 10_000, payments: 40_000 },
      ],
    },
  });

const order = '1500000001';
const entry = (written: Record<string, unknown>) =>
  ['recordEntry', { by: 'Ada', entry: { reference: 'EJ', order, ...written } }] as const;
const ordered = (on: string, amount: number, number = order) =>
  entry({ kind: 'commitment', on, amount, supplier: 'Exemple', order: number });
const paid = (on: string, amount: number) => entry({ kind: 'payment', on, amount });
const changed = (on: string, amount: number) => entry({ kind: 'change', on, amount });
const corrected = (seq: number, on?: string) =>
  ['correctEntry', { by: 'Ada', seq, reason: 'erreur', ...(on ? { on } : {}) }] as const;

type Act = ReturnType<typeof entry> | ReturnType<typeof corrected>;
const february = at('2021-02-15');

describe('what a year allows', () => {
  it.each<[what: string, before: Act[], last: Act, refused: string | undefined]>([
    ['all of it, ordered on its last day', [], ordered('2020-12-31', 60_000), undefined],
    [
      'a cent more that day',
      [ordered('2020-12-31', 60_000)],
      ordered('2020-12-31', 0.01, '1500000002'),
      '2020',
    ],
    [
      'the next year’s, the day after',
      [ordered('2020-12-31', 60_000)],
      ordered('2021-01-01', 10_000, '1500000002'),
      undefined,
    ],
    ['a cent more of the next year', [], ordered('2021-01-01', 10_000.01), '2021'],
    [
      'what the year before has left: it does not pass on',
      [ordered('2020-05-04', 1)],
      ordered('2021-01-01', 10_000.01, '1500000002'),
      '2021',
    ],
    [
      'an order of the year before, made larger',
      [ordered('2020-05-04', 60_000)],
      changed('2021-01-04', 10_000),
      undefined,
    ],
    ['too much larger', [ordered('2020-05-04', 60_000)], changed('2021-01-04', 10_000.01), '2021'],
    [
      'what an order of the same year has released',
      [ordered('2020-05-04', 60_000), changed('2020-12-31', -10_000)],
      ordered('2020-12-31', 10_000, '1500000002'),
      undefined,
    ],
    [
      'what was written by mistake, and is of its own year again',
      [ordered('2020-05-04', 60_000), corrected(1)],
      ordered('2020-12-31', 60_000, '1500000002'),
      undefined,
    ],
    [
      'what a correction of the next year gives back to that one alone',
      [ordered('2020-05-04', 60_000), corrected(1, '2021-01-04')],
      ordered('2020-12-31', 0.01, '1500000002'),
      '2020',
    ],
    [
      'all its payments, on its last day',
      [ordered('2020-05-04', 50_000)],
      paid('2020-12-31', 20_000),
      undefined,
    ],
    [
      'a cent more that day',
      [ordered('2020-05-04', 50_000), paid('2020-05-05', 20_000)],
      paid('2020-12-31', 0.01),
      '2020',
    ],
    [
      'those of the next year, the day after',
      [ordered('2020-05-04', 50_000), paid('2020-05-05', 20_000)],
      paid('2021-01-01', 30_000),
      undefined,
    ],
    [
      'more than those of the next year',
      [ordered('2020-05-04', 50_000)],
      paid('2021-01-01', 40_000.01),
      '2021',
    ],
  ])('%s', (_what, before, last, refused) => {
    const effect = doAct(acting(convention(), february, ...before), last[0], last[1], february);
    if (refused === undefined) expect(effect.refusal).toBeUndefined();
    else expect(effect.refusal?.message).toContain(` en ${refused}, en `);
  });

  it('is nothing less than the whole where the text names no such year', () => {
    const only2020 = inForce({ budget: { years: [{ year: 2020, commitments: 0, payments: 0 }] } });
    const refusalOn = (on: string) => doAct(only2020, ...ordered(on, 100_000), february).refusal?.code;
    expect([refusalOn('2020-12-31'), refusalOn('2021-01-01')]).toEqual(['SHORTFALL', undefined]);
  });
});
