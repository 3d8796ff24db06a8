import { legalWarnings } from '../../../convention/document/legal-warnings.ts';
import { accepted, example, exampleWith, minimal, replaced, signauxFaibles } from '../support.ts';

const anotherParty = {
  id: 'anct',
  name: 'Agence',
  shortName: 'Agence',
  contacts: [{ id: 'anct-rep', name: 'A', email: 'a@anct.example', roles: ['representative', 'budget'] }],
};

describe('the document of Signaux Faibles', () => {
  const { document, warnings } = accepted(example());

  it('is accepted, with the four defects of its legal text as warnings', () => {
    expect(warnings).toEqual([
      'Le texte vise « décret 2004-1085 du 14 janvier 2004 modifié relatif à la délégation de gestion dans les services de l’Etat » : le décret n° 2004-1085 est du 14 octobre 2004.',
      'Le texte nomme DGEFP « délégrant » : le mot est « délégant ».',
      'L’annexe « Annexe 1 : manifeste du programme beta.gouv.fr » est citée mais n’est pas jointe.',
      'L’annexe « Annexe 2 : détermination des frais » est citée mais n’est pas jointe.',
    ]);
  });

  it('has every figure and code of the text', () => {
    expect(document.signedOn).toBe('2020-03-25');
    expect(document.budget).toEqual({
      article: '1',
      ceiling: 10_000_000,
      operatingUnit: '0103-CEFP-C003',
      otherLines: [],
      revenue: false,
      years: [],
      exceptTitle2: true,
      codes: {
        ministerialAxis1: '36',
        functionalDomain: '0103-01-01',
        fundsCentre: '0103-CEFP-C003',
        activities: ['010300000112'],
        costCentre: 'EMPEF00075',
      },
    });
    expect(document.term).toEqual({ article: '7', months: 12, lastDay: 'eve', parts: [] });
    expect(document.notice).toEqual({ article: '7', months: 3, from: 'receipt', registered: false });
    expect(document.legalText.cites.join()).toContain('5608/SG du 19 septembre 2012');
  });

  it('names both parties, their addresses and their representatives', () => {
    const { delegator, delegatee } = document;
    expect([delegator.shortName, delegator.address]).toEqual(['DGEFP', '14 avenue Duquesne, 75350 Paris']);
    expect([delegatee.shortName, delegatee.address]).toEqual(['DINUM', '20 avenue de Ségur, 75007 Paris']);
    const representatives = [delegator, delegatee].flatMap(({ contacts }) =>
      contacts.filter(({ roles }) => roles.includes('representative')).map(({ name }) => name),
    );
    expect(representatives).toEqual(['Bruno Lucas', 'Nadi Bou Hanna']);
  });

  it('may give each party its SIRET', () => {
    const { document } = accepted(exampleWith(['delegatee', 'siret'], '13002526500013'));
    expect([document.delegator.siret, document.delegatee.siret]).toEqual([undefined, '13002526500013']);
  });

  it('has the controller of the Prime Minister as accounting officer (art. 5)', () => {
    const officers = document.bodies.filter(({ accountingOfficer }) => accountingOfficer);
    expect(officers.map(({ id }) => id)).toEqual(['cbcm-pm']);
  });

  it('is published by the DSAF on Maignon and by the delegatee on data.gouv.fr (art. 8)', () => {
    expect(document.publications?.places.map(({ place, publisher }) => [place, publisher])).toEqual([
      ['Maignon Infos Services', 'dsaf'],
      ['data.gouv.fr', 'delegatee'],
    ]);
    expect(document.effect).toMatchObject({ conditions: ['publication'], publication: 'all' });
    expect(document.public).toBe(true);
  });

  it('carries the eight community items of art. 3 and the nine deliverables of art. 4', () => {
    expect([document.community?.items.length, document.deliverables?.items.length]).toEqual([8, 9]);
  });

  it('writes to addresses of reserved domains only (RFC 2606)', () => {
    const addresses = JSON.stringify(example()).match(/[\w.-]+@[\w.-]+/g) ?? [];
    expect(addresses.length).toBeGreaterThanOrEqual(10);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });
});

describe('a warning', () => {
  const replacedRoles = (roles: string[]) =>
    replaced(Object(example().delegator), ['contacts', 0, 'roles'], roles);
  const warningsWith = (path: (string | number)[], value: unknown) =>
    accepted(exampleWith(path, value)).warnings.filter(
      (one) => !legalWarnings(signauxFaibles()).includes(one),
    );

  it.each<[string, (string | number)[], unknown, string]>([
    [
      'the functional domain',
      ['budget', 'codes', 'functionalDomain'],
      '0103-1',
      'Le domaine fonctionnel « 0103-1 »',
    ],
    ['the cost centre', ['budget', 'codes', 'costCentre'], 'emp-75', 'Le centre de coût « emp-75 »'],
    ['an activity', ['budget', 'codes', 'activities'], ['0103-112'], 'L’activité « 0103-112 »'],
    ['the ministerial axis', ['budget', 'codes', 'ministerialAxis1'], '3', 'L’axe ministériel 1 « 3 »'],
  ])('is given, with its article, when %s does not look like one', (_what, path, value, expected) => {
    expect(warningsWith(path, value)).toEqual([expect.stringContaining(expected)]);
  });

  it('is given when the operating unit is not the funds centre', () => {
    expect(warningsWith(['budget', 'operatingUnit'], '0103-CEFP-C004')).toEqual([
      'L’unité opérationnelle « 0103-CEFP-C004 » n’est pas le centre financier « 0103-CEFP-C003 ».',
    ]);
  });

  it('is given when payments may pass commitments', () => {
    expect(warningsWith(['budget', 'paymentCeiling'], 120_000)).toEqual([
      expect.stringMatching(/^Les paiements \(CP\).*120.000,00.€ au plus, dépassent les engagements \(AE\)/),
    ]);
  });

  it.each<[string, Record<string, unknown>, RegExp | undefined]>([
    ['18 months on 12', { notice: { months: 18 } }, /\(18 mois\), .* la convention \(12 mois\)/],
    ['days on a date', { notice: { days: 300 }, term: { until: '2020-12-31' } }, /jusqu’au 31 décembre 2020/],
    ['one period', { notice: { months: 18 }, renewal: { mode: 'tacit' } }, /première période \(12 mois\)/],
    ['no longer than the term', { notice: { months: 11 } }, undefined],
  ])('is given of a notice longer than the convention: %s', (_what, changes, expected) => {
    const told = accepted(example(changes)).warnings.filter((one) =>
      one.includes('ne finirait qu’après le terme'),
    );
    expect(told).toEqual(expected ? [expect.stringMatching(expected)] : []);
  });

  it('is given when all years together pass the whole, but not of a renewed convention', () => {
    const year = (year: number) => ({ year, commitments: 60, payments: 40 });
    const budget = { ceiling: 100, paymentCeiling: 90, years: [year(2020), year(2021)] };
    const told = (changes: Record<string, unknown>) =>
      accepted(example(changes)).warnings.filter((one) => one.includes('pour toutes les années'));
    expect(told({ budget })).toEqual([
      expect.stringMatching(/^Les engagements \(AE\) de .*120,00.€ .*dépassent leur plafond, 100,00.€/),
    ]);
    expect(told({ budget: { ...budget, paymentCeiling: 79 } })).toHaveLength(2);
    expect(told({ budget: { ...budget, ceiling: null, paymentCeiling: undefined } })).toEqual([]);
    expect(told({ budget, renewal: { mode: 'tacit' } })).toEqual([]);
    expect(told({ budget, renewal: { mode: 'tacit', ceiling: 0 } })).toHaveLength(1);
  });

  it('is given of a renewed convention when the years of its first period pass the whole', () => {
    const year = (year: number) => ({ year, commitments: 60, payments: 40 });
    const told = (months: number, ...years: number[]) =>
      accepted(
        example({
          term: { months },
          renewal: { mode: 'tacit' },
          budget: { ceiling: 100, years: years.map(year) },
        }),
      ).warnings.filter((one) => one.includes('pour les années de la première période'));
    // Signed on 25 March 2020: 2021 is over by a term of 24 months, not by one of 18.
    expect(told(24, 2020, 2021)).toEqual([
      expect.stringMatching(/^Les engagements \(AE\) de .*120,00.€ .*dépassent leur plafond, 100,00.€/),
    ]);
    expect(told(18, 2020, 2021)).toEqual([]);
    expect(told(24, 2020, 2022)).toEqual([]);
  });

  it('is no defect of the text, but said: a ceiling of renewed periods that the text leaves unsaid', () => {
    const told = (changes: Record<string, unknown>) => {
      const { document, warnings } = accepted(example(changes));
      expect(legalWarnings(document).filter((one) => one.includes('reconduites'))).toEqual([]);
      return warnings.filter((one) => one.includes('périodes reconduites'));
    };
    const renewal = { mode: 'tacit' };
    expect(told({ renewal })).toEqual([
      'Le texte ne dit pas le plafond des périodes reconduites : celui de la première vaut de nouveau pour chacune. Si rien ne s’y ajoute, le plafond de ces périodes s’écrit 0 dans le document.',
    ]);
    expect(told({ renewal: { ...renewal, ceiling: 0 } })).toEqual([]);
    expect(told({ renewal, budget: { ceiling: null } })).toEqual([]);
    expect(told({})).toEqual([]);
    const otherLines = [{ id: 'b', name: 'programme B', ceiling: 10, operatingUnit: '0159-CEFP-C003' }];
    expect(told({ renewal, budget: { id: 'a', name: 'programme A', otherLines } })).toEqual([
      'Le texte ne dit pas le plafond des périodes reconduites : celui de chaque ligne vaut de nouveau pour chacune.',
    ]);
  });

  it.each(['les délégataires', 'Délégataires', 'co-délégataire', 'co-délégataires', 'les codélégataires'])(
    'is not given of several delegatees called « %s », and names each that is called otherwise',
    (called) => {
      const coDelegatees = [{ ...anotherParty, shortName: 'ANCT' }];
      const told = (delegateeCalled: string, changes: Record<string, unknown> = {}) =>
        accepted(example({ legalText: { delegateeCalled }, ...changes })).warnings.filter((one) =>
          one.includes('délégataire ».'),
        );
      const several = { delegatee: { id: 'dinum' }, coDelegatees };
      expect(told(called, several)).toEqual([]);
      expect(told(called)).toHaveLength(1);
      expect(told('les mandataires', several)).toEqual([
        'Le texte nomme DINUM et ANCT « les mandataires » : le mot est « délégataire ».',
      ]);
    },
  );

  it('is given when a duty that comes back would begin after the end, unless renewals carry it there', () => {
    const from = (date: string) => ({ from: 'date', date });
    const own = {
      id: 'bilan',
      article: '9',
      title: 'Bilan',
      holder: 'delegatee',
      evidence: 'le bilan',
      opens: from('2022-04-01'),
      due: from('2022-05-02'),
      everyMonths: 12,
    };
    const told = (changes: Record<string, unknown>) =>
      accepted(example(changes)).warnings.filter((one) => one.includes('« Bilan »'));
    expect(told({ duties: [own] })).toEqual([
      expect.stringMatching(/revient tous les 12 mois.*24 mars 2021.*25 mars 2020.*jamais demandée/),
    ]);
    expect(told({ duties: [{ ...own, everyMonths: undefined }] })).toEqual([]);
    expect(told({ duties: [own], renewal: { mode: 'tacit' } })).toEqual([]);
    expect(told({ duties: [own], renewal: { mode: 'tacit', maximum: null } })).toEqual([]);
  });

  it('is given when nobody presides the committee that the text has', () => {
    const path = ['delegator', 'contacts', 0, 'roles'];
    expect(warningsWith(path, ['representative'])).toEqual([
      expect.stringContaining(
        'DGEFP n’a pas de contact de rôle « chair », à qui s’adresse la clause « comité »',
      ),
    ]);
    const without = accepted(example({ committee: null, delegator: replacedRoles(['representative']) }));
    expect(without.warnings).toEqual(legalWarnings(signauxFaibles()));
  });

  it('of nobody for the budget is not given of a text of which no clause writes to them, and is no defect of any', () => {
    const { document, warnings } = accepted({ ...minimal(), budget: { article: '2', ceiling: 10 } });
    expect(warnings.filter((one) => one.includes('de rôle'))).toEqual([]);
    const asked = accepted({
      ...minimal(),
      budget: { article: '2', ceiling: 10 },
      credits: { article: '2' },
    });
    expect(asked.warnings.filter((one) => one.includes('de rôle'))).toHaveLength(1);
    expect(
      [document, asked.document].flatMap(legalWarnings).filter((one) => one.includes('de rôle')),
    ).toEqual([]);
  });

  it('is given when a party has nobody for the budget', () => {
    expect(warningsWith(['delegator', 'contacts', 1, 'roles'], [])).toEqual([
      expect.stringContaining('DGEFP n’a pas de contact de rôle « budget »'),
    ]);
  });

  it('is not given for a text without defects', () => {
    const sound = {
      cites: ['décret n° 2004-1085 du 14 octobre 2004'],
      delegatorCalled: 'délégant',
      annexes: [{ title: 'Annexe 1', attached: true }],
    };
    expect(accepted(example({ legalText: sound })).warnings).toEqual([]);
  });

  it.each([
    'décret n° 2004-1085 du 14-10-2004 modifié',
    'décret n° 2004-1085 du 14/10/2004',
    'décret n°2004-1085 du 14.10.2004',
    'Décret 2004-1085 du 14\u00a0Octobre\u00a02004',
    'décret n° 2004-1085 du 14 oct. 2004 relatif à la délégation de gestion',
    'décret n° 2004-1085 (2004-10-14)',
    'décret du 14 octobre 2004, n° 2004-1085',
    'décret n° 2004-1085 modifié',
    'arrêté du 3 mai 2010 pris pour l’application du décret n° 2004-1085 du 14 octobre 2004',
    'décret n° 2004-1085 du 14 octobre 2004, modifié par le décret du 6 août 2009',
    'décret n° 2012-1246 du 7 novembre 2012',
    'circulaire du 14 janvier 2004',
  ])('is not given for « %s »', (cite) => {
    expect(warningsWith(['legalText', 'cites'], [cite])).toEqual([]);
  });

  it.each([
    ['décret n° 2004-1085 du 14-01-2004', 'le décret n° 2004-1085 est du 14 octobre 2004.'],
    ['décret n° 2004-1085 du 15 octobre 2004', 'le décret n° 2004-1085 est du 14 octobre 2004.'],
    ['décret du 14 janvier 2004, n° 2004-1085', 'le décret n° 2004-1085 est du 14 octobre 2004.'],
    ['décret n° 2012-1246 du 7 novembre 2011', 'le décret n° 2012-1246 est du 7 novembre 2012.'],
  ])('is given for « %s »', (cite, right) => {
    expect(warningsWith(['legalText', 'cites'], [cite])).toEqual([`Le texte vise « ${cite} » : ${right}`]);
  });

  it.each(['Délégant', 'le délégant', 'DÉLÉGANT', 'de\u0301le\u0301gant'])(
    'is not given for a delegator called « %s »',
    (called) => {
      expect(warningsWith(['legalText', 'delegatorCalled'], called)).toEqual([]);
    },
  );

  it('is given of a delegatee under another name', () => {
    expect(warningsWith(['legalText', 'delegateeCalled'], 'La DINUM')).toEqual([
      'Le texte nomme DINUM « La DINUM » : le mot est « délégataire ».',
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'published nowhere (art. 2)',
      { publications: null, effect: { conditions: ['signature'] } },
      'Aucune publication n’est prévue : la délégation est publiée (décret n° 2004-1085, art. 2).',
    ],
    [
      'sent to nobody (art. 4)',
      { copies: null },
      'Aucune copie n’est prévue : elle est due au comptable de la dépense du délégant et au contrôleur financier (décret n° 2004-1085, art. 4).',
    ],
    [
      'renewed without limit (art. 1)',
      { renewal: { mode: 'tacit', maximum: null } },
      'La reconduction est sans limite : la délégation est consentie pour une durée limitée (décret n° 2004-1085, art. 1).',
    ],
    ...[{ months: 2 }, { days: 90 }, { from: 'endOfMonth' }].map(
      (notice): [string, Record<string, unknown>, string] => [
        `of another notice than three months from receipt (art. 5): ${JSON.stringify(notice)}`,
        { notice },
        'Le préavis n’est pas de trois mois à compter de sa réception (décret n° 2004-1085, art. 5).',
      ],
    ),
  ])('of the decree is given for a convention %s', (_what, changes, expected) => {
    const own = legalWarnings(signauxFaibles());
    expect(legalWarnings(signauxFaibles(changes)).filter((one) => !own.includes(one))).toEqual([expected]);
  });

  it('of the decree is not given for a renewal that ends, nor of the codes of a budget there is not', () => {
    const own = legalWarnings(signauxFaibles());
    expect(legalWarnings(signauxFaibles({ renewal: { mode: 'tacit', maximum: 3 } }))).toEqual(own);
    const withoutMoney = { budget: null, credits: null, codings: null, shortfall: null, balance: null };
    expect(legalWarnings(signauxFaibles(withoutMoney))).toEqual(own);
  });

  it('is kept with a document read again', () => {
    expect(accepted(example()).warnings).toEqual(legalWarnings(signauxFaibles()));
  });
});
