import { isActName } from '../../../acts/acts.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { deadlineSequence, movingActs } from '../../../convention/mailing/calendar-sequence.ts';
import { acting, amendedBy, at, inForce, signed } from '../support.ts';

test('it grows when a deadline moves: effect, amendment, notice and its withdrawal', () => {
  const before = signed();
  const effective = inForce();
  const amended = amendedBy(effective, at('2020-05-04'), { term: { months: 18 } }, '2020-05-04');
  const noticed = acting(amended, at('2020-06-02'), [
    'giveNotice',
    { by: 'Ada', from: 'delegator', receivedOn: '2020-06-01', reason: 'fin' },
  ]);
  const withdrawn = acting(
    noticed,
    at('2020-06-03'),
    ['withdrawNotice', { by: 'Ada', party: 'delegator', reason: 'suite' }],
    ['withdrawNotice', { by: 'Ada', party: 'delegatee', reason: 'suite' }],
  );
  const lives = [before, effective, amended, noticed, withdrawn];
  const sequences = lives.map(deadlineSequence);
  expect(sequences[0]).toBe(0);
  for (const [rank, life] of lives.entries()) {
    const next = lives[rank + 1];
    if (!next) continue;
    const was = new Map(dutiesOf(life).map(({ id, dueOn }) => [id, dueOn]));
    const moved = dutiesOf(next).some(({ id, dueOn }) => was.has(id) && was.get(id) !== dueOn);
    if (moved) expect(sequences[rank + 1]).toBeGreaterThan(sequences[rank] ?? 0);
  }
  expect([...sequences].sort((a, b) => a - b)).toEqual(sequences);
});

test('what moves nothing does not raise it', () => {
  const before = inForce();
  const after = acting(before, at('2020-04-20'), [
    'markDone',
    { by: 'Ada', duties: [{ duty: 'chorus-access', evidence: 'ticket' }] },
  ]);
  expect(deadlineSequence(after)).toBe(deadlineSequence(before));
});

test('each act that moves deadlines is one', () => {
  expect(movingActs.filter((name) => !isActName(name))).toEqual([]);
});
