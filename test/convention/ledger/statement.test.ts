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
