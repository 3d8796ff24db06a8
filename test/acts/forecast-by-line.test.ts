import { doAct } from '../../acts/acts.ts';
import { answersIn } from '../../acts/json-answers.ts';
import { submitReport } from '../../acts/submit-report.ts';
import { monthAmountsIn } from '../../acts/typed.ts';
import { describePosition } from '../../cli/position.ts';
import { forecastOf, overCeilings } from '../../convention/ledger/forecast.ts';
import { ledgerTable } from '../../convention/ledger/ledger-table.ts';
import { positionOf } from '../../convention/ledger/position.ts';
import { entry, twoLines } from '../convention/ledger/two-lines.ts';
import { acting, amendedBy, at, day, inForce, refusalOf } from '../convention/support.ts';
import { may, report } from './fixtures.ts';

const orders = [
  { month: '2020-06', amount: 5_000, budgetLine: 'p143' },
  { month: '2020-05', amount: 20_000, budgetLine: 'p143' },
  { month: '2020-05', amount: 10_000, budgetLine: 'p103' },
];
const consumption = [{ month: '2020-05', amount: 3_000, budgetLine: 'p103' }];
const kept = acting(twoLines(), may, entry('commitment', '1500000001', 8_000, '2020-04-20', 'p143'));
const given = { ...report, orders, consumption };
const effect = doAct(kept, 'submitReport', given, may);
const factsOf = (rank: number) => Object.fromEntries(effect.news[rank]?.item.facts ?? []);
const plain = (text = '') => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the forecast of a budget of several lines', () => {
  it.each([
    [
      { month: '2020-05', amount: 1 },
      'budgetLine : absent ; attendu : la ligne du budget, parmi p103 (Programme 103), p143',
    ],
    [{ month: '2020-05', amount: 1, budgetLine: 'p999' }, '« p999 » n’est pas une ligne du budget'],
  ])('names the line of each amount: %j', (amount, message) => {
    for (const key of ['orders', 'consumption'])
      expect(refusalOf(kept, 'submitReport', { ...report, [key]: [amount] }, may).message).toContain(message);
  });

  it('is told line by line and in all', () => {
    expect(Object.entries(factsOf(0)).map(([label, value]) => `${label} : ${plain(value)}`)).toEqual(
      expect.arrayContaining([
        'Commandes prévues, ligne « Programme 103 » : mai 2020 : 10 000,00 €',
        'Commandes prévues, ligne « Programme 143 » : mai 2020 : 20 000,00 € ; juin 2020 : 5 000,00 €',
        'Commandes prévues en tout : mai 2020 : 30 000,00 € ; juin 2020 : 5 000,00 €',
        'Consommation prévue, ligne « Programme 103 » : mai 2020 : 3 000,00 €',
        'Consommation prévue en tout : mai 2020 : 3 000,00 €',
        'Ligne « Programme 143 » : plafond 30 000,00 €, engagé 8 000,00 €, payé 0,00 €, commandes prévues 25 000,00 €, plafond dépassé en juin 2020',
      ]),
    );
  });

  it('is compared with the ceiling of each line, whatever the other leaves', () => {
    expect(overCeilings(effect.convention)).toEqual([
      { month: '2020-06', by: 300_000, line: 'Programme 143' },
    ]);
    expect(plain(effect.news[1]?.item.lead)).toContain(
      'dépasseraient le plafond de la ligne « Programme 143 » en juin 2020, de 3 000,00 € en tout :',
    );
    const line = { id: 'p143', name: 'Programme 143', ceiling: 33_000 };
    const raised = amendedBy(effect.convention, may, { budget: { otherLines: [line] } }, '2020-06-01');
    expect(overCeilings(raised)).toEqual([]);
  });

  it('comes to that of the whole', () => {
    const position = positionOf(effect.convention, may.today);
    const sum = (key: 'forecastOrders' | 'forecastConsumption') =>
      position.lines.reduce((all, line) => all + (line[key] ?? 0), 0);
    const whole = forecastOf(effect.convention);
    expect(sum('forecastOrders')).toBe(whole?.orders.reduce((all, { amount }) => all + amount, 0));
    expect(sum('forecastConsumption')).toBe(300_000);
    expect(describePosition(position).map(plain)).toContain(
      '  Ligne « Programme 143 » : plafond 30 000,00 €, engagé 8 000,00 €, payé 0,00 €, commandes prévues 25 000,00 €, plafond dépassé en juin 2020',
    );
  });

  it('counts one month of two lines once against the whole', () => {
    const free = twoLines({}, { otherLines: [{ id: 'p143', name: 'Programme 143', ceiling: null }] });
    expect(overCeilings(acting(free, may, ['submitReport', given]))).toEqual([]);
  });

  it('is typed line by line, and starts from the report before', () => {
    const typed = 'p143 2020-05=20000,50,p103 2020-06=10;p-143 2020-07 = 1';
    expect(monthAmountsIn(typed)).toEqual({
      ok: true,
      amounts: [
        { budgetLine: 'p143', month: '2020-05', amount: 20_000.5 },
        { budgetLine: 'p103', month: '2020-06', amount: 10 },
        { budgetLine: 'p-143', month: '2020-07', amount: 1 },
      ],
    });
    const answers = answersIn({ orders });
    expect(monthAmountsIn(String(answers.orders))).toEqual({ ok: true, amounts: orders });
    const fields = submitReport.form.fields({ convention: effect.convention, today: day('2020-06-04') });
    expect(fields.find(({ name }) => name === 'orders')).toMatchObject({
      hint: expect.stringMatching(
        /^Une ligne du budget et un mois à la fois, ex. p103 2020-05=8000 ; lignes : p103 \(Programme 103\), p143/,
      ),
      value: 'p143 2020-06=5000,00',
    });
  });

  it('asks no line where there is one', () => {
    const month = [{ month: '2020-05', amount: 1 }];
    const one = doAct(inForce(), 'submitReport', { ...report, orders: month }, may);
    expect(one.convention.reports['2020-04']?.orders).toEqual([{ month: '2020-05', amount: 100 }]);
    expect(Object.keys(Object.fromEntries(one.news[0]?.item.facts ?? []))).toContain('Commandes prévues');
  });
});

it('the ledger as a table says the line of each entry, when there are several', () => {
  const { ledger, document } = acting(
    kept,
    at('2020-05-05'),
    entry('payment', '1500000001', 1, '2020-05-05'),
  );
  const [titles = [], ...rows] = ledgerTable(ledger, document);
  const rank = titles.indexOf('Ligne du budget');
  expect(rows.map((cells) => cells[rank])).toEqual(['Programme 143', 'Programme 143']);
  const single = inForce().document;
  expect(ledgerTable(ledger, single)).toEqual(ledgerTable(ledger));
});
