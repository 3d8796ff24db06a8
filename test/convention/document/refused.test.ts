import { describeFault } from '../../../convention/document/faults.ts';
import { readDocument } from '../../../convention/document/read-document.ts';
import { example, exampleWith, faultsIn } from '../support.ts';

type Path = (string | number)[];
const contact = { id: 'ada', name: 'Ada', email: 'ada@a.example' };
const party = (id: string) => ({
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

describe('keys that contradict one another are refused', () => {
  it.each<[string, Path, unknown, string, string, RegExp]>([
    [
      'two contacts with one id',
      ['delegatee', 'contacts', 1, 'id'],
      'bruno-lucas',
      'delegatee.contacts[1].id',
      'bruno-lucas',
      /unique dans le document/,
    ],
    [
      'the manager with the id of another',
      ['manager', 'id'],
      'cbcm-pm',
      'bodies[1].contacts[0].id',
      'cbcm-pm',
      /unique/,
    ],
    [
      'two publications with one id',
      ['publications', 'places', 1, 'id'],
      'maignon',
      'publications.places[1].id',
      'maignon',
      /unique/,
    ],
    [
      'an unknown publisher',
      ['publications', 'places', 0, 'publisher'],
      'daf',
      'publications.places[0].publisher',
      'daf',
      /« delegator », « delegatee », « cbcm-mef », « cbcm-pm », « dsaf »/,
    ],
    [
      'an effect by an unknown publication',
      ['effect', 'publication'],
      'journal-officiel',
      'effect.publication',
      'journal-officiel',
      /« all », « first », « maignon », « data-gouv »/,
    ],
    [
      'an activity of another programme',
      ['budget', 'codes', 'activities', 0],
      '012900000112',
      'budget.codes.activities[0]',
      '012900000112',
      /programme 0103/,
    ],
    [
      'a funds centre of another programme',
      ['budget', 'codes', 'fundsCentre'],
      '0129-CEFP-C003',
      'budget.codes.fundsCentre',
      '0129-CEFP-C003',
      /programme 0103/,
    ],
    [
      'a year end of another year',
      ['yearEnd', 'dates', 0, 'payments'],
      '2021-12-10',
      'yearEnd.dates[0].payments',
      '2021-12-10',
      /une date de l’année 2020/,
    ],
  ])('%s', (_what, path, value, where, given, expected) => {
    expect(faultsIn(exampleWith(path, value))).toEqual([
      { path: where, given, accepted: expect.stringMatching(expected) },
    ]);
  });

  it.each<[string, Path, unknown, string, RegExp]>([
    [
      'a party without representative',
      ['delegator', 'contacts', 0, 'roles'],
      ['chair'],
      'delegator.contacts',
      /« representative »/,
    ],
    [
      'two accounting officers',
      ['bodies', 0, 'accountingOfficer'],
      true,
      'bodies',
      /un seul service avec « accountingOfficer »/,
    ],
  ])('%s', (_what, path, value, where, expected) => {
    expect(faultsIn(exampleWith(path, value))).toEqual([
      { path: where, given: expect.any(String), accepted: expect.stringMatching(expected) },
    ]);
  });

  it('a year twice in the year-end table', () => {
    const year = { year: 2020, commitments: '2020-11-30', payments: '2020-12-11' };
    expect(faultsIn(example({ yearEnd: { dates: [year, year] } }))).toEqual([
      { path: 'yearEnd.dates[1].year', given: '2020', accepted: 'une seule entrée par année' },
    ]);
  });
});

describe('clauses that do not hold together are refused', () => {
  const item = { id: 'website', title: 'Site' };
  const asked = { id: 'avis', title: 'Avis', article: '4', from: 'delegatee' };
  const duty = {
    id: 'bilan',
    article: '9',
    title: 'Bilan',
    holder: 'delegatee',
    evidence: 'le bilan',
    opens: { from: 'effect' },
    due: { from: 'effect', months: 1 },
  };

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    [
      'an effect by a publication there is not',
      { publications: null },
      'publications',
      /dont l’effet dépend/,
    ],
    [
      'an effect on a date there is not',
      { effect: { conditions: ['date'] } },
      'effect.date',
      /la date à laquelle la convention prend effet/,
    ],
    [
      'a term before the date of the effect',
      { effect: { conditions: ['date'], date: '2021-01-01' }, term: { until: '2021-01-01' } },
      'term.until',
      /une date après la prise d’effet, le 2021-01-01/,
    ],
    [
      'an effect by the approval of nobody',
      { effect: { conditions: ['signature', 'approval'] } },
      'effect.approvedBy',
      /« bodies » qui approuve/,
    ],
    [
      'an effect by the approval of an unknown body',
      { effect: { conditions: ['approval'], approvedBy: 'prefet' } },
      'effect.approvedBy',
      /« cbcm-mef », « cbcm-pm », « dsaf »/,
    ],
    ['copies to an unknown body', { copies: { to: ['cbcm-pm', 'daf'] } }, 'copies.to[1]', /« dsaf »/],
    ['copies to a party', { copies: { to: ['delegator'] } }, 'copies.to[0]', /valeurs « cbcm-mef »/],
    [
      'copies of amendments to an unknown body',
      { amendments: { copies: ['daf'] } },
      'amendments.copies[0]',
      /« dsaf »/,
    ],
    [
      'copies of reports to an unknown body',
      { reports: { copies: ['daf'] } },
      'reports.copies[0]',
      /« dsaf »/,
    ],
    [
      'a duty of an unknown body',
      { duties: [{ ...duty, holder: 'daf' }] },
      'duties[0].holder',
      /« delegator », « delegatee », .*« dsaf », « manager »/,
    ],
    [
      'a duty copied to an unknown body',
      { duties: [{ ...duty, copies: ['manager', 'daf'] }] },
      'duties[0].copies[1]',
      /« manager »/,
    ],
    [
      'a duty that comes back after the end',
      { duties: [{ ...duty, everyMonths: 3, due: { from: 'end', days: 30 } }] },
      'duties[0].everyMonths',
      /« signature » ou « effect »/,
    ],
    [
      'a service of the community that is another',
      { breach: { services: [item] } },
      'breach.services[0].id',
      /absent de « community »/,
    ],
    [
      'a committee whose name is no committee’s',
      { committee: { name: 'Comité de suivi' } },
      'committee.name',
      /commence par « comité »/,
    ],
    [
      'reports of periods that no year is made of',
      { reports: { everyMonths: 5 } },
      'reports.everyMonths',
      /1, 2, 3, 4, 6 ou 12/,
    ],
    ...['delegator', 'delegatee', 'manager'].map((id): [string, Record<string, unknown>, string, RegExp] => [
      `a body with the name of another part: ${id}`,
      { bodies: [...Object(example().bodies), { id, name: 'Service', contacts: [contact] }] },
      'bodies[3].id',
      /autre que « delegator », « delegatee », « manager »/,
    ]),
    ...[
      ['deliverables', 'items'],
      ['community', 'items'],
      ['breach', 'services'],
      ['breach', 'engagements'],
    ].map(([clause = '', list = '']): [string, Record<string, unknown>, string, RegExp] => {
      const twice = [item, item].map((one) => ({ ...one, id: 'double' }));
      return [
        `one id twice in ${clause}`,
        { [clause]: { [list]: twice } },
        `${clause}.${list}[1].id`,
        /unique dans cette liste/,
      ];
    }),
    [
      'one id twice in requests',
      { requests: { items: [asked, { ...asked, from: 'delegator' }] } },
      'requests.items[1].id',
      /unique dans cette liste/,
    ],
    [
      'a delay to answer that is no number of days',
      { requests: { items: [{ ...asked, dueWorkingDays: 251 }] } },
      'requests.items[0].dueWorkingDays',
      /un nombre entier de 1 à 250/,
    ],
  ])('%s', (_what, changes, where, expected) => {
    expect(faultsIn(example(changes))).toMatchObject([
      { path: where, accepted: expect.stringMatching(expected) },
    ]);
  });

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    [
      'of several on one side, one without an id',
      { coDelegators: [party('mi')] },
      'delegator.id',
      /plusieurs parties de ce côté/,
    ],
    [
      'two of one id',
      { delegator: { id: 'mi' }, coDelegators: [party('mi')] },
      'coDelegators[0].id',
      /aucune autre partie ni aucun service/,
    ],
    [
      'one with the id of a body',
      { delegatee: { id: 'dinum' }, coDelegatees: [party('dsaf')] },
      'coDelegatees[0].id',
      /aucune autre partie ni aucun service/,
    ],
    [
      'one without representative',
      { delegatee: { id: 'dinum' }, coDelegatees: [{ ...party('mi'), contacts: [contact] }] },
      'coDelegatees[0].contacts',
      /« representative »/,
    ],
    [
      'the contact of another',
      {
        delegatee: { id: 'dinum' },
        coDelegatees: [{ ...party('mi'), contacts: [{ ...contact, id: 'dsaf', roles: ['representative'] }] }],
      },
      'bodies[2].contacts[0].id',
      /unique dans le document/,
    ],
  ])('parties: %s', (_what, changes, where, expected) => {
    expect(faultsIn(example(changes))).toMatchObject([
      { path: where, accepted: expect.stringMatching(expected) },
    ]);
  });

  it('what is about money without a budget', () => {
    const accepted = 'cette clause avec « budget », ou sans elle';
    expect(faultsIn(example({ budget: null })).map((fault) => [fault.path, fault.accepted])).toEqual(
      ['credits', 'codings', 'shortfall', 'balance'].map((path) => [path, accepted]),
    );
  });

  it('for the fault of a clause alone, not for all that rests on it', () => {
    const paths = (changes: Record<string, unknown>) => faultsIn(example(changes)).map(({ path }) => path);
    expect(paths({ budget: { ceiling: -1 } })).toEqual(['budget.ceiling']);
    expect(paths({ publications: { places: [] }, effect: { publication: 'maignon' } })).toEqual([
      'publications.places',
    ]);
    expect(paths({ bodies: {} })).toEqual(['bodies']);
    const duties = [{ ...duty, holder: 'dgefp' }];
    expect(paths({ delegator: { id: 'dgefp', siret: '12' }, duties })).toEqual(['delegator.siret']);
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
    ]);
  });

  it('include a key named __proto__', () => {
    const input: unknown = JSON.parse(
      JSON.stringify(example()).replace('"id"', '"__proto__":{"id":"x"},"id"'),
    );
    expect(faultsIn(input).map(({ path }) => path)).toEqual(['__proto__']);
  });
});
