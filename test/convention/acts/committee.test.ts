import { doAct } from '../../../convention/acts/acts.ts';
import { acting, at, inForce, signed } from '../support.ts';
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
