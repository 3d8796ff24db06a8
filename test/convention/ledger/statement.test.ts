import { orderFacts, statementFacts, statementOf } from '../../../convention/ledger/statement.ts';
import { accountsOf } from '../../../convention/ledger/totals.ts';
import { at, ended, example, inForce } from '../support.ts';
import { about, booked, commitment, credits, ledgerOf } from './entries.ts';

const entries = [
  credits(80_000, '2020-04-14'),
  commitment('A', 40_000, '2020-05-04'),
  about('payment', 'A', 38_000, '2020-09-01'),
  commitment('B', 8000, '2020-07-01'),
  about('payment', 'B', 8000, '2020-09-01'),
];
const { budget } = example();
const withoutCeiling = { budget: { ...Object(budget), ceiling: null } };

describe('the final statement', () => {
  it('states the balance: ceiling − paid, and the credits that were not spent', () => {
    const { periods, balance, unspentCredits, openOrders } = statementOf(booked(ended(), ...entries));
    expect(periods).toEqual([
      {
        from: '2020-04-10',
        to: '2021-04-09',
        ceiling: 10_000_000,
        available: 8_000_000,
        committed: 4_800_000,
        accepted: 0,
        paid: 4_600_000,
      },
    ]);
    expect([balance, unspentCredits]).toEqual([5_400_000, 3_400_000]);
    expect(openOrders.map(({ order }) => order)).toEqual(['A']);
  });

  it('without a ceiling is of the credits made available', () => {
    const { balance, unspentCredits } = statementOf(booked(inForce(withoutCeiling), ...entries));
    expect([balance, unspentCredits]).toEqual([3_400_000, 3_400_000]);
  });

  it('of several periods adds them up, each with its ceiling', () => {
    const renewed = {
      ...booked(
        inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3, ceiling: 60_000 } }),
        ...entries,
        commitment('C', 5000, '2020-08-03'),
        about('payment', 'C', 5000, '2020-09-01'),
      ),
      renewals: [{ rank: 1, months: 3, how: 'tacit' as const, at: at('2020-07-10').now }],
    };
    const { periods, balance } = statementOf(renewed);
    expect(periods.map(({ from, to, ceiling, paid }) => [from, to, ceiling, paid])).toEqual([
      ['2020-04-10', '2020-07-09', 10_000_000, 4_600_000],
      ['2020-07-10', '2020-10-09', 6_000_000, 500_000],
    ]);
    expect(balance).toBe(16_000_000 - 5_100_000);
    expect(statementFacts(renewed).filter(([label]) => label.startsWith('Période'))).toHaveLength(2);
  });

  it('leaves what may be paid, where the text lets less be paid than committed', () => {
    const paidLess = (changes: object = {}) =>
      booked(ended({ budget: { ...Object(budget), paymentCeiling: 50_000, ...changes } }), ...entries);
    expect(statementOf(paidLess()).balance).toBe(400_000);
    const told = statementFacts(paidLess()).map(([label, value]) =>
      `${label} : ${value}`.replace(/\s/g, ' '),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'Plafond (AE) : 100 000,00 €',
        'Paiements (CP), au plus : 50 000,00 €',
        'Solde (paiements autorisés − payé) : 4 000,00 €',
      ]),
    );
    // No ceiling: the lower of what was made available and what may be paid.
    expect(statementOf(paidLess({ ceiling: null })).balance).toBe(400_000);
    expect(statementOf(paidLess({ ceiling: null, paymentCeiling: 90_000 })).balance).toBe(3_400_000);
    // The same as the ceiling, or beyond it, says nothing more.
    for (const paymentCeiling of [100_000, 120_000])
      expect(statementFacts(paidLess({ paymentCeiling }))).toEqual(
        statementFacts(booked(ended(), ...entries)),
      );
  });

  it('of several lines lets each be paid by its own', () => {
    const otherLines = [{ id: 'b', name: 'B', ceiling: 20_000, operatingUnit: '0159-CEFP-C003' }];
    const lines = { id: 'a', name: 'A', paymentCeiling: 50_000, otherLines };
    const convention = booked(ended({ budget: { ...Object(budget), ...lines } }), ...entries);
    expect(statementOf(convention).balance).toBe(7_000_000 - 4_600_000);
    const facts = new Map(statementFacts(convention));
    expect(facts.get('Ligne « A »')).toMatch(/plafond 100.000,00.€, paiements au plus 50.000,00.€/);
    expect(facts.get('Ligne « B »')).not.toContain('paiements au plus');
  });

  it('is told in euros', () => {
    const facts = statementFacts(booked(ended(), ...entries)).map(([label, value]) => `${label} : ${value}`);
    expect(facts).toEqual([
      'Plafond : 100\u202f000,00\u00a0€',
      'Crédits mis à disposition : 80\u202f000,00\u00a0€',
      'Engagé (AE) : 48\u202f000,00\u00a0€',
      'Payé (CP) : 46\u202f000,00\u00a0€',
      'Solde (plafond − payé) : 54\u202f000,00\u00a0€',
      'Crédits non consommés (mis à disposition − payé) : 34\u202f000,00\u00a0€',
      'EJ A, Titulaire de A : reste 2\u202f000,00\u00a0€ à payer ou à annuler',
    ]);
  });

  it('without a ceiling does not speak of one to subtract from', () => {
    const labels = statementFacts(booked(inForce(withoutCeiling), ...entries)).map(([label]) => label);
    expect(labels).not.toContain('Solde (plafond − payé)');
  });
});

describe('open orders in a letter', () => {
  it('are told one by one up to twenty, then how many more and for how much', () => {
    const many = Array.from({ length: 23 }, (_one, index) => commitment(`N${index}`, 10, '2020-05-04'));
    const facts = orderFacts([...accountsOf(ledgerOf(...many)).values()]);
    expect(facts).toHaveLength(21);
    expect(facts.at(-1)).toEqual(['3 autres engagements ouverts', 'reste 30,00\u00a0€']);
    expect(orderFacts([...accountsOf(ledgerOf(...many)).values()].slice(0, 20))).toHaveLength(20);
    expect(orderFacts([])).toEqual([]);
  });
});
