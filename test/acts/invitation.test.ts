import { doAct } from '../../acts/acts.ts';
import { acting, at } from '../convention/support.ts';
import { by, convened, meeting, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const moment = at('2021-03-02');
const answer = { by, meeting: 1, contact: 'dinum-programme', answer: 'declined' } as const;
const cancelled = acting(convened, moment, ['cancelCommittee', { by, reason }]);

describe('a bad answer to an invitation is refused in French, with its code', () => {
  itRefuses([
    [
      'to a meeting that does not exist',
      'answerInvitation',
      { ...answer, meeting: 2 },
      convened,
      moment,
      'UNKNOWN_REFERENCE',
      /n° 2 .*convoqué : n° 1, le mardi 30 mars 2021/,
    ],
    [
      'to a meeting that is cancelled',
      'answerInvitation',
      answer,
      cancelled,
      moment,
      'NOT_NOW',
      /convoqué : aucun/,
    ],
    [
      'by nobody known',
      'answerInvitation',
      { ...answer, contact: 'nobody' },
      convened,
      moment,
      'UNKNOWN_REFERENCE',
      /« nobody ».*bruno-lucas, dgefp-produit, dinum-programme/,
    ],
    [
      'by a contact who is not invited',
      'answerInvitation',
      { ...answer, contact: 'dgefp-budget' },
      convened,
      moment,
      'UNKNOWN_REFERENCE',
      /« dgefp-budget »/,
    ],
    [
      'that is neither yes nor no',
      'answerInvitation',
      { ...answer, answer: 'oui' },
      convened,
      moment,
      'BAD_ACT',
      /« declined »/,
    ],
    [
      'with a long comment',
      'answerInvitation',
      { ...answer, comment: 'x'.repeat(501) },
      convened,
      moment,
      'BAD_ACT',
      /comment/,
    ],
  ]);
});

describe('an answer to the invitation', () => {
  it('is kept with the meeting, and tells nobody when it is yes', () => {
    const { convention, text, news } = doAct(
      convened,
      'answerInvitation',
      { ...answer, answer: 'accepted' },
      moment,
    );
    expect(convention.meetings[0]?.answers).toEqual({
      'dinum-programme': { answer: 'accepted', at: moment.now, by },
    });
    expect(text).toBe('Équipe beta.gouv.fr viendra au comité d’investissement du mardi 30 mars 2021.');
    expect(news).toEqual([]);
  });

  it('that is no is told to the chair, with the comment', () => {
    const { news } = doAct(convened, 'answerInvitation', { ...answer, comment: 'en congé' }, moment);
    expect(news.map(({ to }) => to)).toEqual([[{ holder: 'delegator', role: 'chair' }]]);
    expect(news[0]?.item).toMatchObject({
      lead: expect.stringContaining('ne viendra pas'),
      paragraphs: ['Commentaire : en congé'],
    });
  });

  it('of the chair that is no is told to the manager', () => {
    const { news } = doAct(convened, 'answerInvitation', { ...answer, contact: 'bruno-lucas' }, moment);
    expect(news.map(({ to }) => to)).toEqual([[{ holder: 'manager' }]]);
  });

  it('may change', () => {
    const after = acting(
      convened,
      moment,
      ['answerInvitation', answer],
      ['answerInvitation', { ...answer, answer: 'tentative' }],
    );
    expect(after.meetings[0]?.answers?.['dinum-programme']?.answer).toBe('tentative');
  });

  it('says nothing of another date', () => {
    const moved = acting(
      convened,
      moment,
      ['answerInvitation', answer],
      ['scheduleCommittee', { ...meeting, time: '15:00' }],
    );
    expect(moved.meetings[0]).not.toHaveProperty('answers');
    expect(() => acting(moved, moment, ['answerInvitation', answer])).not.toThrow();
  });
});
