import fc from 'fast-check';
import { centsOf, frenchEuros, isEuros } from '../../../convention/ledger/money.ts';

const anyCents = fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 });

describe('money', () => {
  it('keeps every amount of two decimals exact, to the cent', () => {
    fc.assert(
      fc.property(anyCents, (cents) => {
        expect(isEuros(cents / 100)).toBe(true);
        expect(centsOf(cents / 100)).toBe(cents);
      }),
    );
  });

  it('refuses a third decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (mills) => {
        expect(isEuros(mills / 1000)).toBe(mills % 10 === 0);
      }),
    );
  });

  it.each([0.1 + 0.2, 1e-7, 1e17, 1.005, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE])(
    'refuses %d, which is no amount in cents',
    (euros) => {
      expect(isEuros(euros)).toBe(false);
      expect(() => centsOf(euros)).toThrow(RangeError);
    },
  );

  it.each([
    [100_000, '100\u202f000,00\u00a0€'],
    [0, '0,00\u00a0€'],
    [0.05, '0,05\u00a0€'],
    [-0.01, '−0,01\u00a0€'],
    [999.99, '999,99\u00a0€'],
    [1000, '1\u202f000,00\u00a0€'],
    [-1_234_567.8, '−1\u202f234\u202f567,80\u00a0€'],
  ])('writes %d as « %s »', (euros, expected) => {
    expect(frenchEuros(centsOf(euros))).toBe(expected);
  });

  it('is read back from what is written', () => {
    fc.assert(
      fc.property(anyCents, (amount) => {
        const text = frenchEuros(centsOf(amount / 100));
        const digits = text.replace('−', '-').replace(/[\u202f\u00a0€,]/g, '');
        expect(Number(digits)).toBe(amount);
      }),
    );
  });

  it('groups thousands as Intl does', () => {
    const intl = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (amount) => {
        expect(frenchEuros(centsOf(amount / 100))).toBe(intl.format(amount / 100));
      }),
    );
  });
});
