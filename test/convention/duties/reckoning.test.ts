import { register } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import type { Duty } from '../../../convention/duties/duty.ts';
import { periodOf } from '../../../convention/term/term.ts';
import { whyOf } from '../../../convention/views/why.ts';
import { exampleIds, livedThrough, readExample } from '../../examples/examples.ts';
import { acting, at, dutyOf, inForce } from '../support.ts';

/** Duties whose reckoning does not end on their deadline, or whose days do not follow one another. */
function misreckoned(duties: readonly Duty[]): string[] {
  const wrong = duties.filter(({ dueOn, reckoning: { origin, steps } }) => {
    const days = [origin.on, ...steps.map(({ on }) => on)];
    return days.at(-1) !== dueOn || steps.some(({ from }, rank) => from !== days[rank]);
  });
  return wrong.map(({ id }) => id);
}

test.each(exampleIds)('%s: each reckoning ends on the deadline, at the beginning and at the end', (id) => {
  const { document } = readExample(id);
  const { convention } = livedThrough(document);
  expect(misreckoned(dutiesOf(register(document, 0)))).toEqual([]);
  expect(misreckoned(dutiesOf(convention))).toEqual([]);
  for (const duty of dutiesOf(convention)) {
    const { days } = whyOf(convention, duty);
    expect(days.at(-1)?.on).toBe(duty.dueOn);
    expect(days.map(({ says }) => says).join('')).not.toMatch(/undefined|null|\[object/);
  }
});

describe('a life in which everything happens', () => {
  const by = 'Ada';
  const moment = at('2020-06-02');
  const under = acting(
    inForce({ renewal: { mode: 'express' } }),
    moment,
    ['requestInformation', { by, from: 'delegator', subject: 'prévisions' }],
    ['agreeEnd', { by, party: 'delegator', on: '2020-10-30', reason: 'projet achevé' }],
    [
      'proposeAmendment',
      {
        by,
        from: 'delegatee',
        changes: { title: 'Autre' },
        reason: 'accord',
        effectiveOn: '2020-07-01',
      },
    ],
    [
      'recordBreach',
      { by, engagement: 'manifesto', facts: 'constat', on: '2020-06-01', cureBy: '2020-06-30' },
    ],
  );

  test('has its deadlines reckoned too', () => {
    expect(misreckoned(dutiesOf(under))).toEqual([]);
    expect(dutiesOf(under).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['request', 'agreed-end', 'amendment', 'breach', 'renewal']),
    );
  });
});

test('a reckoning is plain data', () => {
  const duties = dutiesOf(inForce());
  expect(JSON.parse(JSON.stringify(duties))).toEqual(duties);
  expect(duties.every(({ reckoning }) => Object.getPrototypeOf(reckoning) === Object.prototype)).toBe(true);
});

test.each([
  ['2020-04-04', 1, '2021-04-03', '2021-05-03'],
  ['2020-12-01', 3, '2021-11-30', '2022-02-28'],
  ['2020-06-01', 1, '2021-05-31', '2021-06-30'],
])(
  'in effect on %s, the %i months of the balance run from the last day, %s: %s',
  (on, dueMonths, end, due) => {
    const convention = inForce({ balance: { dueMonths } }, on);
    expect(periodOf(convention)?.endsOn).toBe(end);
    // The day from which a delay in months runs gives its last day its number (CPC art. 641).
    expect(dutyOf(convention, 'balance').dueOn).toBe(due);
  },
);
