import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { readScript } from '../../rehearsal/script.ts';

const signedOn = plainDateOf('2020-03-25');

test('a script gives acts their day, from signature or not, and what they leave unsaid', () => {
  const script = readScript(
    [
      { on: '2020-09-01', act: 'committee', date: '2020-10-02', time: '10:00', place: 'Ségur' },
      { after: 'P3M', act: 'notice', from: 'delegator' },
      { after: 'P1M10D', act: 'done', duties: 'credits' },
    ],
    signedOn,
  );
  expect(script.map(({ on, name }) => [on, name])).toEqual([
    ['2020-05-05', 'markDone'],
    ['2020-06-25', 'giveNotice'],
    ['2020-09-01', 'scheduleCommittee'],
  ]);
  expect(script[1]?.input).toMatchObject({ from: 'delegator', receivedOn: '2020-06-25' });
  expect(script[2]?.input).toMatchObject({ on: '2020-10-02', time: '10:00' });
});

test.each([
  ['no list', { act: 'notice' }, /liste/],
  ['an unknown act', [{ on: '2020-09-01', act: 'dance' }], /« dance ».*notice/],
  ['an impossible day', [{ on: '2020-02-30', act: 'agree' }], /« 2020-02-30 »/],
  ['no day', [{ act: 'agree' }], /« on » ou « after »/],
  ['two days', [{ on: '2020-09-01', after: 'P1M', act: 'agree' }], /« on » ou « after »/],
  ['a party that is none', [{ on: '2020-09-01', act: 'notice', from: 'me' }], /\[0\]\.from : « me »/],
])('a script with %s is refused, saying what is accepted', (_what, script, says) => {
  expect(() => readScript(script, signedOn)).toThrow(says);
});
