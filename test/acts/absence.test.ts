import type { ActInput } from '../../acts/acts.ts';
import { doAct } from '../../acts/acts.ts';
import { actForms } from '../../acts/forms.ts';
import { lettersOf } from '../../convention/mailing/writing.ts';
import { acting, at, inForce } from '../convention/support.ts';
import { by, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const away: ActInput<'declareAbsence'> = {
  by,
  contact: 'dgefp-budget',
  until: '2020-05-15',
  name: 'Sacha Moreau',
  email: 'sacha.moreau@dgefp.example',
};
const declared = () => acting(inForce(), may, ['declareAbsence', away]);

describe('a bad absence is refused in French, with its code', () => {
  const refused = (
    what: string,
    changes: Record<string, unknown>,
    code: Parameters<typeof itRefuses>[0][number][5],
    message: RegExp,
  ) => [what, 'declareAbsence', { ...away, ...changes }, inForce(), may, code, message] as const;

  itRefuses([
    refused('of nobody', { contact: 'x' }, 'UNKNOWN_REFERENCE', /« x ».*bruno-lucas/),
    refused('of nobody, from a mail', { contact: 'x', link: 'a'.repeat(22) }, 'NOT_NOW', /« x » n’est pas/),
    refused(
      'begun yesterday',
      { since: '2020-05-03' },
      'BAD_DATE',
      /« 2020-05-03 » refusé ; accepté : un premier jour du 2020-05-04 \(aujourd’hui\) au 2021-05-04/,
    ),
    refused(
      'that begins in more than a year',
      { since: '2021-05-05', until: '2021-05-06' },
      'BAD_DATE',
      /2021-05-05/,
    ),
    refused(
      'ended before it begins',
      { since: '2020-05-10', until: '2020-05-09' },
      'BAD_DATE',
      /« 2020-05-09 » refusé ; accepté : un dernier jour du 2020-05-10 \(premier jour d’absence\) au 2021-05-10/,
    ),
    refused('longer than a year', { until: '2021-05-05' }, 'BAD_DATE', /« 2021-05-05 » refusé/),
    refused(
      'written to at the same address',
      { email: 'Budget@dgefp.example' },
      'BAD_ACT',
      /« Budget@dgefp.example » refusé.*celle de la personne/,
    ),
    refused(
      'that leads elsewhere, from a mail that may have been forwarded',
      { link: 'a'.repeat(22), email: 'sacha@ailleurs.example' },
      'NOT_NOW',
      /« sacha@ailleurs.example » refusé depuis un courriel.*du même domaine/,
    ),
    refused(
      'of another organisation',
      { as: 'dinum-budget' },
      'NOT_NOW',
      /« dgefp-budget » n’est pas de votre/,
    ),
    refused(
      'by who is no contact any more',
      { as: 'personne' },
      'NOT_NOW',
      /n’est pas de votre organisation/,
    ),
    refused(
      'of the manager, from a mail',
      { contact: 'gestionnaire', as: 'gestionnaire', link: 'a'.repeat(22) },
      'NOT_NOW',
      /se déclare après connexion/,
    ),
  ]);
});

describe('an absence', () => {
  it('begins today where nothing is said, and is kept with who declared it', () => {
    const { convention, text } = doAct(inForce(), 'declareAbsence', away, may);
    expect(text).toBe(
      'Absence de Bureau du budget de la DGEFP du 4 au 15 mai 2020 : ses courriels vont à Sacha Moreau.',
    );
    const { contact: _contact, ...kept } = away;
    expect(convention.absences).toEqual({ 'dgefp-budget': { ...kept, since: '2020-05-04', at: may.now } });
  });

  it('tells both, at their own addresses, its first and last days, and offers no link', () => {
    const { convention, news, handedOn = [] } = doAct(inForce(), 'declareAbsence', away, may);
    const written = lettersOf(convention, [], news, {}, may, handedOn);
    expect(written.map(({ to }) => [to.email, to.outside])).toEqual([
      ['budget@dgefp.example', true],
      ['sacha.moreau@dgefp.example', true],
    ]);
    const [own, standIn] = written.map(({ items }) => JSON.stringify(items));
    expect(own).toContain('Du 4 au 15 mai 2020');
    expect(own).toContain('à partir du 16 mai 2020');
    expect(own).toContain('Sacha Moreau');
    expect(standIn).toContain('Du 4 au 15 mai 2020');
    expect(standIn).toContain('ne servent plus après le 15 mai 2020');
    // What is asked of who is away, for whoever finds it.
    expect(standIn).toContain('Mise à disposition des crédits');
  });

  it('is not told where its mail is refused', () => {
    const faulty = { ...inForce(), faults: [{ at: 0, contact: 'dgefp-budget', reason: '550' }] };
    const { news } = doAct(faulty, 'declareAbsence', away, may);
    expect(news.map(({ item }) => item.identity)).toEqual([`absence/dgefp-budget/${may.now}/stand-in`]);
  });

  it('may be declared by somebody of the same organisation, of a body too, and by who manages', () => {
    for (const [contact, as] of [
      ['dgefp-budget', 'bruno-lucas'],
      ['cbcm-pm', 'cbcm-pm'],
      ['dinum-budget', 'gestionnaire'],
      ['gestionnaire', 'gestionnaire'],
    ] as const)
      expect(acting(inForce(), may, ['declareAbsence', { ...away, contact, as }]).absences).toHaveProperty(
        contact,
      );
  });

  it('is replaced by another, by which it may end today', () => {
    const later = at('2020-05-06');
    const { convention, news } = doAct(declared(), 'declareAbsence', { ...away, until: '2020-05-06' }, later);
    expect(convention.absences?.['dgefp-budget']).toMatchObject({ since: '2020-05-06', until: '2020-05-06' });
    expect(JSON.stringify(news)).toContain('Elle remplace celle qui était déclarée du 4 au 15 mai 2020');
    expect(JSON.stringify(news)).toContain('Le 6 mai 2020');
  });

  it('is forgotten once it is over, and another is declared', () => {
    const other = { ...away, contact: 'bruno-lucas', until: '2020-06-15' };
    const after = acting(declared(), at('2020-06-01'), ['declareAbsence', other]);
    expect(Object.keys(after.absences ?? {})).toEqual(['bruno-lucas']);
  });

  it('ends when somebody else takes the contact over, and not when its address is corrected', () => {
    const replaced = { by, contact: 'dgefp-budget', name: 'Ada', email: 'ada@dgefp.example', reason };
    expect(acting(declared(), may, ['replaceContact', replaced])).not.toHaveProperty('absences');
    const corrected = { ...replaced, name: 'Bureau du budget de la DGEFP' };
    expect(acting(declared(), may, ['replaceContact', corrected]).absences).toHaveProperty('dgefp-budget');
  });

  it('is asked by a party of its own people alone', () => {
    const optionsFor = (party?: 'delegator') =>
      actForms.declareAbsence
        .fields({ convention: inForce(), today: may.today, ...(party ? { party } : {}) })
        .find(({ name }) => name === 'contact')
        ?.options?.map(([id]) => id);
    expect(optionsFor('delegator')).toEqual(inForce().document.delegator.contacts.map(({ id }) => id));
    expect(optionsFor()).toEqual(expect.arrayContaining(['dgefp-budget', 'dinum-budget', 'gestionnaire']));
  });
});
