import { afterAct, type Course, turned } from '../../acts/course.ts';
import { at, inForce } from '../convention/support.ts';

// Nobody is written to about what they have just done.

const moment = at('2020-06-10');

/** To whom an act of the delegatee's representative is told at once. */
function toldOf(signature: Readonly<Record<string, string>>): string[] {
  const course: Course = { convention: inForce(), tracking: {}, waiting: [], handedOn: [], acted: false };
  const input = {
    by: 'Nadi Bou Hanna',
    reason: 'besoins nouveaux',
    from: 'delegatee',
    receivedOn: '2020-06-10',
  };
  const { course: after } = afterAct(course, 'giveNotice', { ...input, ...signature }, moment);
  const letters = turned(after, moment).delivery?.letters ?? [];
  // What the calendar has brought by then is told to all.
  return letters
    .filter(({ items }) => items.some(({ identity }) => identity.startsWith('notice-given/')))
    .map(({ to }) => to.contact);
}

test('whoever acts is not told of it; everybody else is', () => {
  const everybody = toldOf({});
  expect(everybody).toContain('nadi-bou-hanna');
  expect(toldOf({ as: 'nadi-bou-hanna' })).toEqual(
    everybody.filter((contact) => contact !== 'nadi-bou-hanna'),
  );
});

test('a name that is that of nobody there hides nothing from anybody', () => {
  expect(toldOf({ as: 'personne' })).toEqual(toldOf({}));
});
