import { doAct } from '../../acts/acts.ts';
import type { Convention } from '../../convention/convention.ts';
import { acting, at, inForce, signed } from '../convention/support.ts';
import { by, convened, may, meeting, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'a committee before effect',
      'scheduleCommittee',
      meeting,
      signed(),
      may,
      'NOT_NOW',
      /pas encore pris effet/,
    ],
    [
      'a committee yesterday',
      'scheduleCommittee',
      { ...meeting, on: '2021-02-28' },
      inForce(),
      at('2021-03-01'),
      'BAD_DATE',
      /passé/,
    ],
    [
      'a committee after the end',
      'scheduleCommittee',
      { ...meeting, on: '2021-04-10' },
      inForce(),
      at('2021-03-01'),
      'BAD_DATE',
      /au plus tard le 2021-04-09/,
    ],
    [
      'a committee at 25:00',
      'scheduleCommittee',
      { ...meeting, time: '25:00' },
      inForce(),
      at('2021-03-01'),
      'BAD_ACT',
      /HH:MM/,
    ],
    [
      'a committee held tomorrow',
      'holdCommittee',
      { by, on: '2021-03-31', decision: 'x', minutes: 'x' },
      convened,
      at('2021-03-30'),
      'BAD_DATE',
      /« 2021-03-31 »/,
    ],
    [
      'a committee to cancel that is not convened',
      'cancelCommittee',
      { by, reason },
      inForce(),
      may,
      'NOT_NOW',
      /Aucun comité/,
    ],
  ]);
});

describe('the committee', () => {
  it('invites the chair, the team and the programme, under one uid whose sequence rises', () => {
    const [first] = doAct(inForce(), 'scheduleCommittee', meeting, at('2021-03-01')).news;
    expect(first?.item.meeting).toMatchObject({
      uid: 'committee-1@signaux-faibles',
      sequence: 0,
      method: 'REQUEST',
      startsAt: Date.parse('2021-03-30T12:30:00Z'),
      organiser: { name: 'Bruno Lucas' },
    });
    expect(first?.item.meeting?.attendees.map(({ name }) => name)).toEqual([
      'Bruno Lucas',
      'Intrapreneur Signaux Faibles',
      'Équipe beta.gouv.fr',
    ]);
    const [moved] = doAct(
      convened,
      'scheduleCommittee',
      { ...meeting, time: '15:00' },
      at('2021-03-02'),
    ).news;
    expect(moved?.item.meeting).toMatchObject({ uid: 'committee-1@signaux-faibles', sequence: 1 });
    const [cancelled] = doAct(convened, 'cancelCommittee', { by, reason }, at('2021-03-02')).news;
    expect(cancelled?.item.meeting).toMatchObject({ method: 'CANCEL', sequence: 1 });
  });

  it('held closes its duty with the minutes, and reviews the commitments of arts 3 and 4', () => {
    const input = { by, on: '2021-03-30', decision: 'Poursuivre', minutes: 'https://cr.example' };
    const { convention, news } = doAct(convened, 'holdCommittee', input, at('2021-03-30', '18:00'));
    expect(convention.outcomes['committee-1']).toMatchObject({
      state: 'done',
      evidence: 'https://cr.example',
    });
    expect(convention.meetings).toMatchObject([
      { state: 'held', decision: 'Poursuivre', place: 'Ségur, salle 1' },
    ]);
    expect(news[0]?.item.facts).toHaveLength(1 + 8 + 9);
  });

  it('cancelled is still owed, and may be convened again under another uid', () => {
    const cancelled = acting(convened, at('2021-03-02'), ['cancelCommittee', { by, reason }]);
    const [again] = doAct(cancelled, 'scheduleCommittee', meeting, at('2021-03-03')).news;
    expect(again?.item.meeting?.uid).toBe('committee-2@signaux-faibles');
  });
});

describe('several committees', () => {
  /** A committee every six months: the first by 10 October 2020, the second by the term. */
  const twice = inForce({ committee: { everyMonths: 6 } });
  const first = { by, on: '2020-09-15', decision: 'Poursuivre', minutes: 'CR 1' };
  const held = acting(twice, at('2020-09-15', '18:00'), ['holdCommittee', first]);
  const winter = at('2021-02-01');
  const both = acting(
    held,
    winter,
    ['scheduleCommittee', meeting],
    ['reopenDuty', { by, duty: 'committee-1', reason: 'compte rendu à reprendre' }],
  );
  const meetingsOf = ({ meetings }: Convention) =>
    meetings.map(({ id, committee, on, state }) => `${id} for ${committee}: ${state} on ${on}`);
  const overOf = ({ outcomes }: Convention) =>
    Object.keys(outcomes).filter((id) => id.startsWith('committee-'));

  it('have their meetings each, under numbers that are never used again', () => {
    expect(meetingsOf(both)).toEqual([
      '1 for 1: cancelled on 2020-09-15',
      '2 for 2: scheduled on 2021-03-30',
    ]);
    const second = { by, on: '2021-03-30', decision: 'Poursuivre', minutes: 'CR 2' };
    const after = acting(
      both,
      at('2021-03-30', '18:00'),
      ['holdCommittee', second],
      ['scheduleCommittee', { ...meeting, on: '2021-04-01' }],
    );
    expect(meetingsOf(after)).toEqual([
      '1 for 1: cancelled on 2020-09-15',
      '2 for 2: held on 2021-03-30',
      '3 for 1: scheduled on 2021-04-01',
    ]);
    expect(overOf(after)).toEqual(['committee-2']);
  });

  it('are held each when they were convened, whatever is still owed of the others', () => {
    const again = acting(both, winter, ['holdCommittee', { ...first, minutes: 'CR 1 bis' }]);
    expect(overOf(again)).toEqual(['committee-1']);
    expect(meetingsOf(again).at(-1)).toBe('3 for 1: held on 2020-09-15');
    const named = acting(both, winter, ['holdCommittee', { ...first, on: '2021-01-29', committee: 2 }]);
    expect(overOf(named)).toEqual(['committee-2']);
    expect(meetingsOf(named).at(-1)).toBe('2 for 2: held on 2021-01-29');
  });

  it('waived, loses its own meeting only', () => {
    const convenedTwice = acting(both, winter, ['scheduleCommittee', { ...meeting, on: '2021-02-10' }]);
    const waived = doAct(convenedTwice, 'waiveDuty', { by, duty: 'committee-2', reason }, winter);
    expect(meetingsOf(waived.convention)).toEqual([
      '1 for 1: cancelled on 2020-09-15',
      '2 for 2: cancelled on 2021-03-30',
      '3 for 1: scheduled on 2021-02-10',
    ]);
    expect(waived.news.map(({ item }) => item.meeting?.uid)).toEqual(['committee-2@signaux-faibles']);
    const other = acting(twice, winter, ['scheduleCommittee', { ...meeting, on: '2021-02-10' }]);
    expect(doAct(other, 'waiveDuty', { by, duty: 'committee-2', reason }, winter).news).toEqual([]);
  });

  it('reopened, takes back its own meeting only', () => {
    const second = { by, on: '2021-03-30', decision: 'Poursuivre', minutes: 'CR 2' };
    const done = acting(held, at('2021-03-30', '18:00'), ['holdCommittee', second]);
    const reopened = acting(done, at('2021-03-31'), ['reopenDuty', { by, duty: 'committee-1', reason }]);
    expect(meetingsOf(reopened)).toEqual(['1 for 1: cancelled on 2020-09-15', '2 for 2: held on 2021-03-30']);
    expect(overOf(reopened)).toEqual(['committee-2']);
  });

  it('moves the meeting of the committee that is named', () => {
    const moved = acting(both, winter, ['scheduleCommittee', { ...meeting, on: '2021-04-02', committee: 2 }]);
    expect(meetingsOf(moved).at(-1)).toBe('2 for 2: scheduled on 2021-04-02');
  });

  const convenedTwice = acting(both, winter, ['scheduleCommittee', { ...meeting, on: '2021-02-10' }]);
  itRefuses([
    [
      'one to cancel among two',
      'cancelCommittee',
      { by, reason },
      convenedTwice,
      winter,
      'BAD_ACT',
      /committee : absent ; attendu : .*1 \(mercredi 10 février 2021\), 2 \(mardi 30 mars 2021\)/,
    ],
    [
      'a committee there is not',
      'scheduleCommittee',
      { ...meeting, committee: 3 },
      both,
      winter,
      'UNKNOWN_REFERENCE',
      /« 3 » .*acceptés : 1, 2/,
    ],
    [
      'a committee that is over',
      'holdCommittee',
      { ...first, on: '2020-12-01', committee: 1 },
      held,
      winter,
      'ALREADY_DONE',
      /committee-1/,
    ],
  ]);
});
