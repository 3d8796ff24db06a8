import { doAct } from '../../acts/acts.ts';
import { acting, at, inForce } from '../convention/support.ts';
import { by, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const asked = { by, contact: 'dgefp-budget', about: 'credits' };
const sent = acting(inForce(), may, ['requestLink', asked]);

describe('a link that cannot be asked for is refused in French, with its code', () => {
  itRefuses([
    [
      'for nobody known, without saying who is',
      'requestLink',
      { ...asked, contact: 'nobody' },
      inForce(),
      may,
      'NOT_NOW',
      /^« nobody » n’est pas, ou n’est plus, un contact de la convention\.$/,
    ],
    [
      'twice within ten minutes',
      'requestLink',
      asked,
      sent,
      at('2020-05-04', '10:09'),
      'NOT_NOW',
      /envoyé .* le 4 mai 2020 à 10:00 ; un autre pourra l’être le 4 mai 2020 à 10:10/,
    ],
    [
      'about something of two lines',
      'requestLink',
      { ...asked, about: 'a\nb' },
      inForce(),
      may,
      'BAD_ACT',
      /about/,
    ],
    [
      'about something long',
      'requestLink',
      { ...asked, about: 'x'.repeat(81) },
      inForce(),
      may,
      'BAD_ACT',
      /about/,
    ],
  ]);
});

describe('a new link', () => {
  it('goes to that contact alone, and leads to the duty while it is open', () => {
    const { news } = doAct(inForce(), 'requestLink', asked, may);
    expect(news.map(({ to }) => to)).toEqual([[{ contact: 'dgefp-budget' }]]);
    expect(news[0]?.item).toMatchObject({ duty: 'credits', lead: expect.stringContaining('nouveau lien') });
  });

  it.each([
    ['that is over', 'credits', 'Mise à disposition des crédits'],
    ['that only announces a date', 'year-end-2020-commitments', 'Fin de gestion : dernier jour'],
    ['that does not exist', 'committee/1', 'committee/1'],
  ])('leads to no duty %s', (_what, about, called) => {
    const before = acting(inForce(), may, ['waiveDuty', { by, duty: 'credits', reason }]);
    const { news, text } = doAct(before, 'requestLink', { ...asked, about }, may);
    expect(news[0]?.item).not.toHaveProperty('duty');
    expect(text).toContain(called);
  });

  it('may be asked for again ten minutes later, and by somebody else at once', () => {
    expect(() => acting(sent, at('2020-05-04', '10:10'), ['requestLink', asked])).not.toThrow();
    expect(() => acting(sent, may, ['requestLink', { ...asked, contact: 'dinum-budget' }])).not.toThrow();
  });
});

describe('a link by which somebody acts', () => {
  const link = 'mark-of-a-link';
  const done = (duty: string, through = link) => ({
    by,
    link: through,
    duties: [{ duty, evidence: 'ticket' }],
  });
  const served = acting(inForce(), may, ['markDone', done('chorus-access')]);

  itRefuses([
    [
      'for another act, once it has served',
      'markDone',
      done('chorus-codings'),
      served,
      may,
      'ALREADY_DONE',
      /^Ce lien a déjà servi, le 4 mai 2020 à 10:00 \(« .* »\) ; accepté : un nouveau lien\.$/,
    ],
  ]);

  it('is told in the journal; another serves, and so does who comes by none', () => {
    expect(served.journal.at(-1)).toMatchObject({ act: 'markDone', link });
    for (const input of [
      done('chorus-codings', 'mark-of-another'),
      { ...done('chorus-codings'), link: undefined },
    ])
      expect(doAct(served, 'markDone', input, may).text).not.toBe('');
  });

  it('tells again what was asked under the same name', () => {
    const once = doAct(inForce(), 'markDone', done('chorus-access'), may, 'press');
    const again = doAct(once.convention, 'markDone', done('chorus-access'), may, 'press');
    expect(again).toMatchObject({ convention: once.convention, text: once.text });
  });
});
