import { harmless, harmlessJson } from '../../cli/print.ts';

test.each([
  ['a title of the window', '\u001b]0;pirate\u0007'],
  ['a colour', '\u001b[31mrouge\u001b[0m'],
  ['the same in one character', '\u009b31m'],
  ['a return to the beginning of the line', 'payé 100 €\rpayé   1 €'],
  ['what rubs out', 'abc\b\b\b'],
  ['what turns the reading around', '\u202egnp.exe\u2069'],
])('%s is shown, not obeyed', (_what, text) => {
  expect(harmless(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  expect(harmless(text)).toContain('·');
  const json = harmlessJson({ text });
  expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  expect(JSON.parse(json)).toEqual({ text });
});

test('lines, tables, accents and emoji stay as they are', () => {
  const text = 'Où en est « l’été » ?\n  a\tb\n👩‍👩‍👧 100 000,00 €';
  expect(harmless(text)).toBe(text);
});
