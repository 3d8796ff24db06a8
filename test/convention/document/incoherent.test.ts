import { accepted, example, exampleWith, faultsIn } from '../support.ts';

type Path = (string | number)[];
const contact = { id: 'ada', name: 'Ada', email: 'ada@a.example' };
const party = (id: string) => ({
  id,
  name: id,
  shortName: id,
  contacts: [{ ...contact, roles: ['representative'] }],
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
      'a date of effect that gives none',
      { effect: { conditions: ['signature'], date: '2021-01-01' } },
      'effect.date',
      /« date » dans « conditions »/,
    ],
    [
      'a body that approves an effect without approval',
      { effect: { approvedBy: 'dsaf' } },
      'effect.approvedBy',
      /« approval » dans « conditions »/,
    ],
    [
      'a delay of approval without approval',
      { effect: { approvalWorkingDays: 5 } },
      'effect.approvalWorkingDays',
      /« approval » dans « conditions »/,
    ],
    [
      'a publication that counts for an effect by signature',
      { effect: { conditions: ['signature'], publication: 'maignon' } },
      'effect.publication',
      /« publication » dans « conditions »/,
    ],
    [
      'a term of months and until a date',
      { term: { months: 12, until: '2021-12-31' } },
      'term.until',
      /« until » ou « months », pas les deux/,
    ],
    ['a term of no length', { term: { months: undefined } }, 'term.months', /en mois, ou .* « until »/],
    [
      'reports that never are',
      { reports: { everyMonths: undefined, final: false } },
      'reports.everyMonths',
      /un rythme en mois, ou « final »: true.* « requests »/,
    ],
    [
      'a notice of months and of days',
      { notice: { months: 3, days: 90 } },
      'notice.days',
      /« days » ou « months », pas les deux/,
    ],
    [
      'a part that lasts longer than the whole',
      { term: { months: 6, parts: [{ id: 'a', title: 'A', months: 7 }] } },
      'term.parts[0].months',
      /après celle de la convention \(6 mois\)/,
    ],
    [
      'a part that ends after the date of the whole',
      { term: { until: '2021-12-31', parts: [{ id: 'a', title: 'A', until: '2022-01-01' }] } },
      'term.parts[0].until',
      /après celle de la convention \(jusqu’au 2021-12-31\)/,
    ],
    [
      'a part until a day after the months of the whole',
      {
        effect: { conditions: ['signature'], publication: 'all' },
        term: { months: 12, parts: [{ id: 'a', title: 'A', until: '2021-03-25' }] },
      },
      'term.parts[0].until',
      /après celle de la convention \(12 mois\)/,
    ],
    [
      'a year that takes more than the whole',
      { budget: { ceiling: 100, years: [{ year: 2020, commitments: 100.01, payments: 100 }] } },
      'budget.years[0].commitments',
      /d’au plus 100,00/,
    ],
    [
      'a year that pays more than the whole',
      { budget: { paymentCeiling: 80, years: [{ year: 2020, commitments: 100, payments: 90 }] } },
      'budget.years[0].payments',
      /d’au plus 80,00/,
    ],
    [
      'a duty due before it opens',
      { duties: [{ ...duty, opens: { from: 'effect', months: 2 } }] },
      'duties[0].due',
      /« opens »/,
    ],
    [
      'a duty due on a date before the signature from which it opens',
      { duties: [{ ...duty, opens: { from: 'signature' }, due: { from: 'date', date: '2020-03-20' } }] },
      'duties[0].due',
      /pas avant la signature, le 2020-03-25/,
    ],
    [
      'a duty by a date there is not',
      { duties: [{ ...duty, due: { from: 'date' } }] },
      'duties[0].due.date',
      /AAAA-MM-JJ/,
    ],
    [
      'a date from which nothing is counted',
      { duties: [{ ...duty, due: { from: 'effect', months: 1, date: '2021-06-30' } }] },
      'duties[0].due.date',
      /« from »: « date »/,
    ],
    [
      'the presidency of a committee for a body',
      {
        bodies: [
          ...Object(example().bodies),
          { id: 'mi', name: 'MI', contacts: [{ ...contact, roles: ['chair'] }] },
        ],
      },
      'bodies[3].contacts[0].roles[0]',
      /« chair » est celui d’un contact du délégant/,
    ],
    [
      'the team of the programme at the delegator’s',
      { manager: { ...contact, roles: ['budget', 'programme'] } },
      'manager.roles[1]',
      /du délégataire/,
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
      /« signature », « effect » ou « date »/,
    ],
    ...(
      [
        [
          'due by a date before the signature',
          { opens: { from: 'end' }, due: { from: 'date', date: '2020-01-02' } },
          /pas avant la signature, le 2020-03-25/,
        ],
        [
          'due so long before the signature',
          { opens: { from: 'signature', months: -2 }, due: { from: 'signature', months: -1 } },
          /pas avant la signature/,
        ],
        [
          'due by a date that comes before the end it opens at',
          { opens: { from: 'end' }, due: { from: 'date', date: '2021-03-01' } },
          /pas avant le jour donné par « opens »/,
        ],
        [
          'due after the signature, before the effect it opens at may come',
          { opens: { from: 'effect', months: 2 }, due: { from: 'signature', months: 1 } },
          /pas avant le jour donné par « opens »/,
        ],
      ] as const
    ).map(([what, own, expected]): [string, Record<string, unknown>, string, RegExp] => [
      `a duty ${what}`,
      { duties: [{ ...duty, ...own }] },
      'duties[0].due',
      expected,
    ]),
    [
      'a duty due before an effect that comes before the signature',
      {
        effect: { conditions: ['date'], date: '2020-01-01' },
        duties: [
          { ...duty, opens: { from: 'date', date: '2019-12-01' }, due: { from: 'date', date: '2019-12-20' } },
        ],
      },
      'duties[0].due',
      /pas avant la prise d’effet, le 2020-01-01/,
    ],
    [
      'a tacit renewal that is asked for',
      { renewal: { mode: 'tacit', months: 12, maximum: 1, askedMonthsBefore: 2 } },
      'renewal.askedMonthsBefore',
      /rien, .*« decidedMonthsBefore »/,
    ],
    [
      'what looks back at a period, and does not come back',
      { duties: [{ ...duty, lookingBack: true }] },
      'duties[0].lookingBack',
      /avec « everyMonths »/,
    ],
    [
      'a renewal that is asked for after it is due',
      { renewal: { mode: 'express', askedMonthsBefore: 6, decidedMonthsBefore: 6 } },
      'renewal.askedMonthsBefore',
      /plus de 6 mois/,
    ],
    [
      'a term of months that is over when it is signed',
      { effect: { conditions: ['date'], date: '2019-03-25' }, term: { months: 12 } },
      'term.months',
      /finisse après la signature, le 2020-03-25/,
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

  it.each<[string, Record<string, unknown>]>([
    ['payments of a year beyond its commitments', { years: [{ year: 2020, commitments: 10, payments: 90 }] }],
    [
      'a year that takes the whole',
      { ceiling: 100, years: [{ year: 2020, commitments: 100, payments: 100 }] },
    ],
    [
      'years of a budget without ceiling',
      { ceiling: null, years: [{ year: 2020, commitments: 1, payments: 1 }] },
    ],
  ])('but not %s', (_what, changes) => {
    expect(accepted(example({ budget: changes })).ok).toBe(true);
  });

  it('nor a duty due between an effect and a signature that comes after it', () => {
    const due = { from: 'date', date: '2020-02-03' };
    const effect = { conditions: ['date'], date: '2020-01-01' };
    expect(accepted(example({ effect, duties: [{ ...duty, opens: due, due }] })).ok).toBe(true);
  });

  it('nor what a renewal makes true: a year of two periods, a part that ends in the second', () => {
    const changes = {
      renewal: { mode: 'tacit' },
      budget: { years: [{ year: 2021, commitments: 150_000, payments: 150_000 }] },
      term: { months: 12, parts: [{ id: 'a', title: 'A', months: 18 }] },
    };
    expect(accepted(example(changes)).ok).toBe(true);
  });

  it('what is about money without a budget', () => {
    const accepted =
      'cette clause dans un document qui a une clause « budget », dont elle a besoin ; sans budget, retirez-la';
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
