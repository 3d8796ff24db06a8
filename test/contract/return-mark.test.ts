import fc from 'fast-check';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import {
  isMarkOf,
  isReturnMark,
  returnAddress,
  returnMark,
  shortestBeginning,
} from '../../contract/return-mark.ts';

const [first, second] = [newLinkKey(), newLinkKey()];
const keys = readLinkKeys(first);
const messageId = `<${'0123456789abcdef'.repeat(4)}@dinum.example>`;
const mark = returnMark(keys, 'signaux-faibles', messageId);

test('says of a letter the beginning of its Message-ID, and what our keys make of it', () => {
  expect(mark).toMatch(/^0123456789[a-z2-7]{16}$/);
  expect(returnMark(keys, 'signaux-faibles', messageId)).toBe(mark);
  expect(isReturnMark(keys, 'signaux-faibles', mark)).toBe(true);
  expect(isMarkOf(mark, messageId)).toBe(true);
  expect(isMarkOf(mark, messageId.replace('0', '1'))).toBe(false);
});

test('is ours as long as one of our keys has made it', () => {
  expect(isReturnMark(readLinkKeys(`${second},${first}`), 'signaux-faibles', mark)).toBe(true);
  expect(isReturnMark(readLinkKeys(second), 'signaux-faibles', mark)).toBe(false);
  expect(isReturnMark([], 'signaux-faibles', mark)).toBe(false);
  expect(() => returnMark([], 'signaux-faibles', messageId)).toThrow(/aucune clé/);
});

test.each([
  ['of another convention', 'autre', mark],
  ['of another letter', 'signaux-faibles', `1${mark.slice(1)}`],
  ['cut short', 'signaux-faibles', mark.slice(0, -1)],
  ['empty', 'signaux-faibles', ''],
])('one %s is not', (_, convention, given) => {
  expect(isReturnMark(keys, convention, given)).toBe(false);
});

test('fits into an address, however long the id of the convention', () => {
  const slug = fc.stringMatching(/^[a-z0-9]{1,60}$/);
  fc.assert(
    fc.property(slug, fc.stringMatching(/^[a-z]{1,16}$/), (convention, local) => {
      const made = returnAddress(`${local}@conventions.example`, convention, mark);
      const [own = '', domain] = made.split('@');
      expect(domain).toBe('conventions.example');
      expect(own.length).toBeLessThanOrEqual(64);
      const told = own.slice(`${local}+${mark}-`.length);
      expect(convention.startsWith(told)).toBe(true);
      expect(told.length).toBeGreaterThanOrEqual(Math.min(convention.length, shortestBeginning));
    }),
  );
});
