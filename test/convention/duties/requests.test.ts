import { whyOf } from '../../../convention/views/why.ts';
import { acting, at, dutyOf, inForce, refusalOf } from '../support.ts';

const opinion = {
  id: 'avis',
  title: 'Avis du délégant sur le projet de marché',
  article: '4',
  from: 'delegatee',
  dueWorkingDays: 15,
};
const forecast = { id: 'previsions', title: 'Prévisions', article: '2', from: 'delegatee' };
const followUp = { id: 'suivi', title: 'Suivi', article: '3', from: 'delegator' };
const monday = at('2020-06-08');
const asks = (more: Record<string, unknown> = {}) => ({
  by: 'Ada',
  from: 'delegatee',
  subject: 'marché de nettoyage',
  ...more,
});
const having = (...items: object[]) => inForce({ requests: { items } });

describe('what one side may ask of the other', () => {
  it('is owed under its own words, article and delay', () => {
    const convention = acting(
      having(opinion, forecast, followUp),
      monday,
      ['requestInformation', asks({ item: 'avis' })],
      ['requestInformation', asks({ item: 'previsions' })],
    );
    expect(dutyOf(convention, 'request-1')).toMatchObject({
      title: 'Avis du délégant sur le projet de marché : marché de nettoyage',
      article: '4',
      holder: 'delegator',
      copies: ['delegatee'],
      opensOn: '2020-06-08',
      dueOn: '2020-06-29',
    });
    expect(dutyOf(convention, 'request-2')).toMatchObject({ article: '2', dueOn: '2020-06-15' });
    expect(whyOf(convention, dutyOf(convention, 'request-1')).rule).toMatchObject({ article: '4' });
    expect(convention.journal.at(-2)?.text).toBe(
      'DINUM demande « Avis du délégant sur le projet de marché » : marché de nettoyage.',
    );
  });

  it('goes without saying where that side may ask for one thing only', () => {
    const convention = acting(having(opinion, followUp), monday, ['requestInformation', asks()]);
    expect(convention.requests).toMatchObject([{ item: 'avis', from: 'delegatee' }]);
  });

  it('is asked which, among those of that side, where there are several', () => {
    const both = having(opinion, forecast, followUp);
    expect(refusalOf(both, 'requestInformation', asks(), monday)).toMatchObject({
      code: 'BAD_ACT',
      message:
        'item : absent ; attendu : avis (Avis du délégant sur le projet de marché), previsions (Prévisions)',
    });
    expect(refusalOf(both, 'requestInformation', asks({ item: 'suivi' }), monday)).toMatchObject({
      code: 'UNKNOWN_REFERENCE',
      message:
        '« suivi » n’est pas ce que DINUM peut demander ; acceptés : avis (Avis du délégant sur le projet de marché), previsions (Prévisions).',
    });
  });

  it('is refused to the side that the text lets ask for nothing', () => {
    expect(
      refusalOf(having(opinion), 'requestInformation', asks({ from: 'delegator' }), monday),
    ).toMatchObject({ code: 'NOT_NOW', message: 'La convention ne prévoit rien que DGEFP puisse demander.' });
  });

  it('is asked once a day for one subject, and for the same subject under another of its words', () => {
    const once = acting(having(opinion, forecast), monday, ['requestInformation', asks({ item: 'avis' })]);
    expect(refusalOf(once, 'requestInformation', asks({ item: 'avis' }), monday).code).toBe('ALREADY_DONE');
    expect(() => acting(once, monday, ['requestInformation', asks({ item: 'previsions' })])).not.toThrow();
  });
});
