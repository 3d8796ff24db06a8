import type { Convention } from '../../../convention/convention.ts';
import { whyOf } from '../../../convention/views/why.ts';
import { acting, at, dutyOf, ended, inForce, signed } from '../support.ts';

const why = (convention: Convention, id: string) => whyOf(convention, dutyOf(convention, id));
const told = (convention: Convention, id: string) =>
  why(convention, id).days.map(({ on, says }) => `${on} ${says}`);

test('working days after the signature name the weekend that they skip', () => {
  expect(told(signed({ chorusAccess: { dueWorkingDays: 5 } }), 'chorus-access')).toEqual([
    '2020-03-25 signature de la convention',
    '2020-04-01 + 5 jours ouvrés (samedi 28 et dimanche 29 mars sautés)',
  ]);
  const { rule, law } = why(signed(), 'chorus-access');
  expect(rule).toMatchObject({ clause: 'habilitations Chorus', article: '2' });
  expect(law).toEqual([expect.stringMatching(/^Code de procédure civile, art\. 641/)]);
});

test('a day that no text fixes says so, and whose it is', () => {
  expect(told(signed(), 'chorus-access')).toEqual([
    '2020-03-25 signature de la convention',
    '2020-04-01 le texte ne fixe pas de délai : repère du suivi, 5 jours ouvrés (samedi 28 et dimanche 29 mars sautés)',
  ]);
  expect(told(ended(), 'balance').slice(-2)).toEqual([
    '2021-05-09 le texte ne fixe pas de délai : repère du suivi, 1 mois',
    '2021-05-10 reporté au premier jour ouvré suivant (dimanche 9 mai sauté)',
  ]);
  expect(why(signed(), 'chorus-access').indicative).toBe(true);
  expect(why(signed({ chorusAccess: { dueWorkingDays: 5 } }), 'chorus-access')).not.toHaveProperty(
    'indicative',
  );
  const asked = acting(inForce(), at('2020-05-04'), [
    'proposeAmendment',
    { by: 'Ada', from: 'delegator', changes: { title: 'x' }, reason: 'x', effectiveOn: '2020-09-01' },
  ]);
  expect(told(asked, 'amendment-1-delegatee')).toEqual([
    '2020-07-03 dernier jour pour répondre, fixé quand l’avenant a été proposé ; le texte ne fixe pas de délai : repère du suivi',
  ]);
});

test('public holidays are named, and many weekends counted', () => {
  expect(told(signed(), 'legal-text').at(-1)).toBe(
    '2020-04-23 le texte ne fixe pas de délai : repère du suivi, 20 jours ouvrés (8 samedis et dimanches sautés ; lundi 13 avril, lundi de Pâques, férié)',
  );
  expect(told(signed(), 'publication-data-gouv').at(-1)).toBe(
    '2020-04-08 le texte ne fixe pas de délai : repère du suivi, 10 jours ouvrés (samedi 28, dimanche 29 mars, samedi 4 et dimanche 5 avril sautés)',
  );
  expect(why(signed(), 'publication-data-gouv').law[0]).toBe('Décret n° 2004-1085, art. 2');
  expect(why(signed(), 'legal-text').law.at(-1)).toMatch(/^Code du travail, art\. L3133-1 :/);
});

test('a report is counted from the end of its month', () => {
  expect(told(inForce({ reports: { dueWorkingDay: 5 } }), 'report-2020-04')).toEqual([
    '2020-04-30 dernier jour du mois que le compte rendu achève',
    expect.stringMatching(
      /^2020-05-11 \+ 5 jours ouvrés \(samedi 2, .*vendredi 1er mai, fête du Travail, férié ; vendredi 8 mai, Victoire de 1945, férié\)$/,
    ),
  ]);
});

test('what is counted from the end says how the end is found', () => {
  expect(told(inForce({}, '2020-04-12'), 'report-final')).toEqual([
    '2020-04-12 prise d’effet de la convention, date de sa publication',
    '2021-04-11 + 12 mois, dernier jour compris',
    '2021-04-11 dernier jour de la convention',
    '2021-04-12 reporté au premier jour ouvré suivant (dimanche 11 avril sauté)',
  ]);
  expect(why(inForce({}, '2020-04-12'), 'report-final').law).toEqual([
    expect.stringContaining('art. 641'),
    expect.stringContaining('art. 642'),
  ]);
});

test('an end by notice goes back to its receipt, and to the decree', () => {
  const notified = acting(inForce(), at('2020-06-02'), [
    'giveNotice',
    { by: 'Ada', from: 'delegator', receivedOn: '2020-06-02', reason: 'projet arrêté' },
  ]);
  expect(told(notified, 'services-closed').slice(0, 3)).toEqual([
    '2020-06-02 réception du préavis',
    '2020-09-02 + 3 mois, de date à date',
    '2020-09-02 dernier jour de la convention',
  ]);
  expect(why(notified, 'services-closed').law[0]).toBe('Décret n° 2004-1085, art. 5');
});

test('the term tells nothing but how it is found, under its own clause', () => {
  const { days, rule } = why(inForce(), 'term');
  expect(rule.clause).toBe('durée');
  expect(days.map(({ on }) => on)).toEqual(['2020-04-10', '2021-04-09', '2021-04-09']);
});

test('a clause gives its text, when the document does', () => {
  const text = 'Le délégataire rend compte\nchaque mois.';
  expect(why(inForce({ reports: { text } }), 'report-2020-04').rule.text).toBe(text);
  expect(why(inForce(), 'report-2020-04').rule).not.toHaveProperty('text');
});
