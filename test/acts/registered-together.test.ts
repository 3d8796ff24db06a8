import { afterAct, registered, turned } from '../../acts/course.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import { statesOf } from '../../audit/state-at-date.ts';
import { nextMailInstant } from '../../convention/mailing/tracking.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { at, day, signauxFaibles } from '../convention/support.ts';
import { by } from './fixtures.ts';

// Conventions that begin, registered by one command: who is in all of them has one letter, not as many as there are.

const document = signauxFaibles();
const wednesday = at('2020-03-25', '15:00');
const begin = () => registered(document, 'Camille', wednesday.now, undefined, undefined, true);
const lifeOf = (course = begin()) => new SimulatedLife({ course, wake: wednesday.now }, wednesday.now);
const toldBy = ({ deliveries }: SimulatedLife) =>
  deliveries.flatMap(({ letters }) =>
    letters.flatMap(({ to, items }) => items.map(({ identity }) => `${to.contact} ${identity}`)),
  );

test('nobody is written to before the next morning of mail, and then of all that would have been told at once', () => {
  const life = lifeOf();
  const morning = nextMailInstant(life.convention, wednesday.now);
  life.passes(morning - 1);
  expect(life.deliveries).toEqual([]);
  life.passes(morning);
  const atOnce = new SimulatedLife(document, wednesday.now);
  expect(life.deliveries).toHaveLength(1);
  expect(life.deliveries[0]?.letters.every(({ plannedFor }) => plannedFor === undefined)).toBe(true);
  const people = (one: SimulatedLife) => new Set(toldBy(one).map((told) => told.split(' ')[0]));
  expect([...people(life)].sort()).toEqual([...people(atOnce)].sort());
  expect(life.convention.takenOver).toBeUndefined();
});

test('an act before that morning is answered at once, of what it tells alone', () => {
  const later = { ...wednesday, now: wednesday.now + 60_000 };
  const { course } = turned(begin(), wednesday);
  const acted = afterAct(
    course,
    'commentDuty',
    { by, party: 'delegator', duty: 'credits', comment: 'vu' },
    later,
  );
  const { delivery } = turned(acted.course, later);
  const told = delivery?.letters.flatMap(({ items }) => items.map(({ identity }) => identity));
  expect(new Set(told)).toEqual(new Set(['comment/credits/1']));
});

test('the daily proof finds each letter due on the day when it left, and the journal is lived again so', () => {
  const life = lifeOf();
  life.passes(at('2020-04-30', '23:00').now);
  const { due, missing, late } = reconcile(life.convention, day('2020-03-25'), day('2020-04-30'));
  expect([due > 5, missing, late]).toEqual([true, [], 0]);
  expect(statesOf(life.convention)[0]?.convention.quietUntil).toBe(life.convention.quietUntil);
});
