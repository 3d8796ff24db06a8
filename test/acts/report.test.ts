import { spentIn } from '../../acts/about-reports.ts';
import { doAct } from '../../acts/acts.ts';
import type { Convention } from '../../convention/convention.ts';
import { about, booked, commitment } from '../convention/ledger/entries.ts';
import { acting, at, doing, inForce, refusalOf, signauxFaibles, signed } from '../convention/support.ts';
import { may, report } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'a report of a month to come',
      'submitReport',
      { ...report, period: '2020-06' },
      inForce(),
      may,
      'NOT_NOW',
      /« 2020-06 » n’est pas terminé/,
    ],
    [
      'a report of a month outside',
      'submitReport',
      { ...report, period: '2020-03' },
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /« 2020-03 ».*2020-04, /,
    ],
    [
      'a report of month 13',
      'submitReport',
      { ...report, period: '2020-13' },
      inForce(),
      may,
      'BAD_ACT',
      /AAAA-MM/,
    ],
    [
      'a report before effect',
      'submitReport',
      report,
      signed(),
      may,
      'UNKNOWN_REFERENCE',
      /aucune avant la prise d’effet/,
    ],
    [
      'spending of three decimals',
      'submitReport',
      { ...report, spent: 1.005 },
      inForce(),
      may,
      'BAD_ACT',
      /spent : « 1.005 » refusé/,
    ],
    [
      'spending below zero',
      'submitReport',
      { ...report, spent: -1 },
      inForce(),
      may,
      'BAD_ACT',
      /spent : « -1 »/,
    ],
    [
      'a forecast of the month itself',
      'submitReport',
      { ...report, orders: [{ month: '2020-04', amount: 1 }] },
      inForce(),
      may,
      'BAD_ACT',
      /« 2020-04 » refusé ; accepté : des prévisions pour les mois qui suivent 2020-04/,
    ],
    [
      'a forecast of month 13',
      'submitReport',
      { ...report, consumption: [{ month: '2020-13', amount: 1 }] },
      inForce(),
      may,
      'BAD_ACT',
      /consumption\[0\]\.month : « 2020-13 »/,
    ],
  ]);

  it('with all its faults at once', () => {
    const { message } = refusalOf(inForce(), 'submitReport', { by: 7, period: 'mai', spent: -1 }, may);
    expect(message.split('\n').map((one) => one.split(' : ')[0])).toEqual([
      'by',
      'period',
      'spent',
      'progress',
      'forecast',
    ]);
  });
});

describe('a report', () => {
  it('is received by those whom the text gives a copy, and by no link of theirs', () => {
    const { reports } = signauxFaibles();
    const { news } = doing(
      inForce({ reports: { ...reports, copies: ['cbcm-mef'] } }),
      'submitReport',
      report,
      may,
    );
    const [own, copy] = news;
    expect([own?.to, copy?.to]).toEqual([
      [{ holder: 'delegator', role: 'budget' }],
      [{ holder: 'body:cbcm-mef' }],
    ]);
    expect(copy?.item).toMatchObject({
      identity: `${own?.item.identity}/copy`,
      lead: 'Copie du compte rendu d’avril 2020, que DINUM a remis.',
      facts: own?.item.facts,
      paragraphs: own?.item.paragraphs,
    });
    expect(copy?.item).not.toHaveProperty('about');
    expect(doing(inForce(), 'submitReport', report, may).news).toHaveLength(1);
  });

  const june = at('2020-06-05');
  const { spent: _spent, ...bare } = report;
  const entries = [
    commitment('A', 40_000, '2020-04-30'),
    about('payment', 'A', 1000, '2020-04-30'),
    about('payment', 'A', 2500, '2020-05-11'),
  ];
  const kept = booked(inForce(), ...entries);
  const factsOf = (convention: Convention, input: object) =>
    Object.fromEntries(doAct(convention, 'submitReport', input, june).news[0]?.item.facts ?? []);

  it('takes the spending of its month from the ledger, when it does not say it', () => {
    expect(acting(kept, june, ['submitReport', bare]).reports['2020-04']?.spent).toBe(100_000);
    expect(
      acting(kept, june, ['submitReport', { ...bare, period: '2020-05' }]).reports['2020-05']?.spent,
    ).toBe(250_000);
  });

  it('says so when it does not agree with the ledger', () => {
    expect(factsOf(kept, report)).toMatchObject({
      'Paiements du mois au registre': '1\u202f000,00\u00a0€ (écart +250,50\u00a0€)',
    });
    expect(factsOf(kept, bare)).not.toHaveProperty('Paiements du mois au registre');
    expect(factsOf(inForce(), report)).not.toHaveProperty('Paiements du mois au registre');
  });

  it('compares with what the one before had forecast', () => {
    const forecast = {
      ...bare,
      orders: [{ month: '2020-05', amount: 300 }],
      consumption: [{ month: '2020-05', amount: 3000 }],
    };
    const before = acting(kept, may, ['submitReport', forecast]);
    expect(factsOf(before, { ...bare, period: '2020-05' })).toMatchObject({
      'Consommation prévue au compte rendu précédent': '3\u202f000,00\u00a0€ (écart −500,00\u00a0€)',
      'Commandes prévues au compte rendu précédent':
        '300,00\u00a0€, engagées 0,00\u00a0€ (écart −300,00\u00a0€)',
    });
  });

  it('reaches the delegator with the position of the budget and a chart of it', () => {
    const [told] = doAct(kept, 'submitReport', bare, june).news;
    expect(told?.to).toEqual([{ holder: 'delegator', role: 'budget' }]);
    expect(Object.fromEntries(told?.item.facts ?? [])).toMatchObject({
      Plafond: '100\u202f000,00\u00a0€',
      'Engagé (AE)': '40\u202f000,00\u00a0€',
      'Payé (CP)': '3\u202f500,00\u00a0€',
      'Reste à payer': '36\u202f500,00\u00a0€',
    });
    expect(told?.item.chart?.months).toEqual(['2020-04']);
    expect(doAct(inForce(), 'submitReport', report, june).news[0]?.item.chart).toBeUndefined();
  });

  it('that forecasts more than the ceiling warns both, months ahead', () => {
    const beyond = { ...bare, orders: [{ month: '2020-11', amount: 60_000.01 }] };
    const { news } = doAct(kept, 'submitReport', beyond, june);
    expect(news[1]?.item.lead).toContain('en novembre 2020, de 0,01\u00a0€ en tout');
    const within = { ...bare, orders: [{ month: '2020-11', amount: 60_000 }] };
    expect(doAct(kept, 'submitReport', within, june).news).toHaveLength(1);
  });

  it('at the end of each period is of the orders of that period', () => {
    const renewed: Convention = {
      ...booked(
        inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3 } }),
        ...entries,
        commitment('B', 900, '2020-08-03'),
        about('payment', 'B', 900, '2020-08-10'),
        about('payment', 'A', 70, '2020-08-10'),
      ),
      renewals: [{ rank: 1, months: 3, how: 'tacit', at: at('2020-07-10').now }],
    };
    expect(spentIn(renewed, 'final')).toBe(357_000);
    expect(spentIn(renewed, 'final-2')).toBe(90_000);
    const second = acting(renewed, at('2020-10-05'), ['submitReport', { ...bare, period: 'final-2' }]);
    expect(second.journal.at(-1)?.text).toContain('compte rendu final de la période n° 2 (900,00\u00a0€');
  });
});

describe('a report that cannot be', () => {
  it('forecasts too far is refused, rather than drawn', () => {
    const far = { ...report, orders: [{ month: '2099-12', amount: 1 }] };
    expect(refusalOf(inForce(), 'submitReport', far, at('2020-05-04')).message).toContain('« 2099-12 »');
  });

  it('without its spending is refused while the ledger is empty', () => {
    const { spent: _left, ...unsaid } = report;
    expect(refusalOf(inForce(), 'submitReport', unsaid, at('2020-05-04')).message).toContain(
      'spent : absent',
    );
  });
});
