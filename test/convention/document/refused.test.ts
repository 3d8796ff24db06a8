import { describeFault } from '../../../convention/document/faults.ts';
import { readDocument } from '../../../convention/document/read-document.ts';
import { example, exampleWith, faultsIn } from '../support.ts';

type Path = (string | number)[];
const contact = { id: 'ada', name: 'Ada', email: 'ada@a.example' };
const _party = (id: string) => ({
  id,
  name: id,
  shortName: id,
  contacts: [{ ...contact, roles: ['representative'] }],
});

describe('a bad document is refused with the path, what is given and what is accepted', () => {
  it.each<[string, Path, unknown, string, string, RegExp]>([
    [
      'an unknown key',
      ['budgett'],
      1,
      'budgett',
      '1',
      /^les clés .*budget.* ; ce que ce document ne sait pas porter se dit dans legalText\.notCarried$/,
    ],
    [
      'an unknown key inside',
      ['budget', 'cieling'],
      5,
      'budget.cieling',
      '5',
      /^les clés article, text, id, name, ceiling,.* se dit dans legalText\.notCarried$/,
    ],
    [
      'an unknown key of a contact',
      ['manager', 'mail'],
      'x',
      'manager.mail',
      'x',
      /^les clés id, name, email/,
    ],
    [
      'the chair of a committee where its role is not',
      ['committee', 'chair'],
      'delegatee',
      'committee.chair',
      'delegatee',
      /rôle « chair »$/,
    ],
    ['a date that does not exist', ['signedOn'], '2020-02-30', 'signedOn', '2020-02-30', /date réelle/],
    ['a date in French', ['signedOn'], '25/03/2020', 'signedOn', '25/03/2020', /AAAA-MM-JJ/],
    ['three decimals', ['budget', 'ceiling'], 100.123, 'budget.ceiling', '100.123', /deux décimales/],
    ['a negative amount', ['budget', 'ceiling'], -5, 'budget.ceiling', '-5', /positif/],
    [
      'an amount in words',
      ['budget', 'ceiling'],
      '100 000 €',
      'budget.ceiling',
      '100 000 €',
      /sans guillemets/,
    ],
    ['an amount beyond all money', ['budget', 'ceiling'], 1e300, 'budget.ceiling', '1e+300', /montant/],
    [
      'an address with a line break',
      ['manager', 'email'],
      'a@b.example\r\nBcc: c@d.example',
      'manager.email',
      'a@b.example\\r\\nBcc: c@d.example',
      /une seule ligne/,
    ],
    ['an address that is none', ['manager', 'email'], 'ada', 'manager.email', 'ada', /adresse électronique/],
    ['a name with a line break', ['manager', 'name'], 'A\nB', 'manager.name', 'A\\nB', /saut de ligne/],
    ['a name of spaces', ['manager', 'name'], '   ', 'manager.name', '   ', /une ligne/],
    ['a Unicode line separator', ['shortName'], 'A\u2028B', 'shortName', 'A\u2028B', /saut de ligne/],
    ['an id in capitals', ['id'], 'Signaux Faibles', 'id', 'Signaux Faibles', /minuscules/],
    ['a term of 0', ['term', 'months'], 0, 'term.months', '0', /de 1 à 120/],
    ['a term of a year and a half month', ['term', 'months'], 12.5, 'term.months', '12.5', /entier/],
    ['a notice of 0', ['notice', 'months'], 0, 'notice.months', '0', /de 1 à 24/],
    ['an hour that does not exist', ['reminders'], { hour: '24:00' }, 'reminders.hour', '24:00', /HH:MM/],
    ['an unknown role', ['manager', 'roles'], ['boss'], 'manager.roles[0]', 'boss', /« representative »/],
    ['nobody', ['delegator', 'contacts'], [], 'delegator.contacts', '[]', /liste de 1 à 30/],
    ['null for an object', ['delegator'], null, 'delegator', 'null', /^un objet \{ id, name/],
    ['a list for an object', ['budget'], [], 'budget', '[]', /^un objet/],
    ['an object for a list', ['bodies'], {}, 'bodies', '{}', /liste/],
    ['a number for a text', ['title'], 12, 'title', '12', /texte/],
    [
      'a text for a boolean',
      ['budget', 'exceptTitle2'],
      'oui',
      'budget.exceptTitle2',
      'oui',
      /true ou false/,
    ],
    ['a text for a number', ['term', 'months'], '12', 'term.months', '12', /entier/],
    [
      'a SIRET with spaces',
      ['delegator', 'siret'],
      '130 025 265 00013',
      'delegator.siret',
      '130 025 265 00013',
      /14 chiffres/,
    ],
    ['a SIRET too short', ['delegatee', 'siret'], '130025265', 'delegatee.siret', '130025265', /14 chiffres/],
    ['a word for public', ['public'], 'oui', 'public', 'oui', /true ou false/],
    ['an unknown region', ['holidays'], 'reunion', 'holidays', 'reunion', /« alsaceMoselle »/],
    [
      'an unknown key of a policy',
      ['reminders'],
      { duties: { committee: { evry: 3 } } },
      'reminders.duties.committee.evry',
      '3',
      /^les clés before/,
    ],
  ])('%s', (_what, path, value, where, given, expected) => {
    expect(faultsIn(exampleWith(path, value))).toEqual([
      { path: where, given, accepted: expect.stringMatching(expected) },
    ]);
  });

  it.each<[string, unknown, string]>([
    ['a list', [], '[]'],
    ['null', null, 'null'],
    ['a text', 'signaux-faibles', 'signaux-faibles'],
    ['a number', 12, '12'],
  ])('%s in place of the document', (_what, input, given) => {
    expect(faultsIn(input)).toEqual([
      { path: '', given, accepted: expect.stringContaining('un objet JSON') },
    ]);
  });

  it('a value that is absent is said to be so', () => {
    const [fault, ...others] = faultsIn(exampleWith(['shortfall', 'article'], undefined));
    expect(others).toEqual([]);
    expect(fault && describeFault(fault)).toBe(
      'shortfall.article : absent ; attendu : un texte d’une ligne, de 1 à 40 caractères',
    );
  });

  it('a long value is cut where it is quoted', () => {
    const [fault] = faultsIn(exampleWith(['title'], 'x'.repeat(5000)));
    expect(fault?.given?.length).toBe(80);
  });
});

describe('all the faults of a document', () => {
  it('are gathered at once, those of keys and those between keys', () => {
    const bad = example({
      titel: 'x',
      signedOn: '2020-02-30',
      effect: { publication: 'nowhere' },
      term: { months: 0, day: 1 },
      manager: { ...contact, email: 'ada', id: 'dsaf' },
      bodies: {},
      delegator: { name: 'D', shortName: 'D', contacts: [contact, contact] },
    });
    expect(
      faultsIn(bad)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      'bodies',
      'delegator.contacts',
      'delegator.contacts[1].id',
      'effect.publication',
      'manager.email',
      'signedOn',
      'term.day',
      'term.months',
      'titel',
    ]);
  });

  it('change nothing in what was given', () => {
    const input = example({ signedOn: '2020-02-30' });
    const before = structuredClone(input);
    readDocument(input);
    expect(input).toEqual(before);
  });

  it('are found in a document of which nothing is right', () => {
    expect(faultsIn({}).map(({ path }) => path)).toEqual([
      'id',
      'title',
      'shortName',
      'signedOn',
      'delegator',
      'delegatee',
      'manager',
      'effect',
      'term',
    ]);
  });

  it('include a key named __proto__', () => {
    const input: unknown = JSON.parse(
      JSON.stringify(example()).replace('"id"', '"__proto__":{"id":"x"},"id"'),
    );
    expect(faultsIn(input).map(({ path }) => path)).toEqual(['__proto__']);
  });
});
