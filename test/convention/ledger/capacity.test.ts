import { isTooLarge } from '../../../convention/ledger/capacity.ts';
import { about, commitment, credits, ledgerOf } from './entries.ts';

const [order] = ledgerOf(commitment('A', 10, '2020-05-04'));
if (!order) throw new Error('no entry');
const none = { ...order, order: '', supplier: '', reference: '' };
const long = 'x'.repeat(2_000_000);

describe('a ledger is too large', () => {
  it('with an entry more than it may hold', () => {
    const full = Array.from({ length: 20_000 }, () => none);
    expect(isTooLarge(full)).toBe(false);
    expect(isTooLarge([...full, none])).toBe(true);
  });

  it.each(['reference', 'key', 'order', 'supplier', 'contract'])('with a byte more in its %s', (field) => {
    expect(isTooLarge([{ ...none, [field]: long }])).toBe(false);
    expect(isTooLarge([{ ...none, [field]: `${long}x` }])).toBe(true);
    expect(
      isTooLarge([
        { ...none, [field]: long },
        { ...none, reference: 'x' },
      ]),
    ).toBe(true);
  });

  it('by the order of a payment, and what proves credits', () => {
    expect(isTooLarge([{ ...about('payment', `${long}x`, 10, '2020-05-04'), reference: '' }])).toBe(true);
    expect(isTooLarge([{ ...credits(10, '2020-05-04'), reference: long }])).toBe(false);
    expect(isTooLarge([{ ...credits(10, '2020-05-04'), reference: `${long}x` }])).toBe(true);
  });

  it('by what its letters are at most: three bytes when they are not of ASCII', () => {
    const ascii = long.slice(6);
    expect(isTooLarge([{ ...none, reference: `${ascii}\x7f\x7f\x7f\x7f\x7f\x7f` }])).toBe(false);
    expect(isTooLarge([{ ...none, reference: `\x80${ascii}€` }])).toBe(false);
    expect(isTooLarge([{ ...none, reference: `\x80${ascii}€x` }])).toBe(true);
  });
});
