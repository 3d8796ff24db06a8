import fc from 'fast-check';
import { htmlOf } from '../../letters/html.tsx';
import { contentOf } from '../../letters/letter-content.ts';
import { textOf } from '../../letters/text.ts';
import { dark, light, type Pair, type Palette } from '../../letters/theme.ts';
import { textWidth, wrap } from '../../letters/wrap.ts';
import { alert, delivery, duty, letter, meeting, news, overdueDuty } from '../activities/mail/letters.ts';
import { saidIn, visible } from './what-is-said.ts';

const everything = [news({ meeting: meeting() }), overdueDuty(), duty(), duty({ rung: 'notice' }), alert()];
const letters = [
  ...everything.map((item) => letter([item])),
  letter(everything),
  letter([overdueDuty({ rung: 'escalation', standing: 'representative' })], { plannedFor: 0 }),
];

test.each(letters)('text and HTML carry the same facts: %#', (given) => {
  const content = contentOf(delivery(), given);
  const html = visible(htmlOf(content));
  const text = textOf(content).replace(/\s+/g, ' ');
  for (const words of saidIn(content)) {
    expect(html).toContain(words);
    expect(text).toContain(words);
  }
});

describe('HTML', () => {
  const page = htmlOf(contentOf(delivery(), letter(everything)));

  test('is French, has one title of each kind in order, and fetches nothing', () => {
    expect(page).toMatch(/^<!DOCTYPE html><html lang="fr"/);
    expect(page.match(/<h1\b/g)).toHaveLength(1);
    expect(page.indexOf('<h1')).toBeLessThan(page.indexOf('<h2'));
    expect(page.indexOf('<h2')).toBeLessThan(page.indexOf('<h3'));
    expect(page).not.toMatch(/<(img|link|script|iframe)\b|url\(|@import|src=|href=/i);
  });

  test('tables that only lay out say so; tables of facts have row headers', () => {
    for (const [table] of page.matchAll(/<table\b[^>]*>(?:(?!<table).)*?<\/table>/gs)) {
      expect(table).toMatch(/^<table[^>]*role="presentation"|<th scope="row"/);
    }
  });

  test('a letter about one matter bears its title', () => {
    expect(htmlOf(contentOf(delivery(), letter()))).toMatch(/<h1[^>]*>Compte rendu d’avril 2020<\/h1>/);
  });

  test('whatever is written stays text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        const shown = htmlOf(contentOf(delivery(), letter([duty({ title: `<i>${title}</i>` })])));
        expect(shown).not.toContain('<i>');
      }),
    );
  });
});

describe('plain text', () => {
  test.each(letters)('is at most 76 columns wide: %#', (given) => {
    const lines = textOf(contentOf(delivery(), given)).split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(textWidth);
  });

  test('wrapping loses nothing, holds no-break spaces and keeps web addresses whole', () => {
    const url = `https://www.data.gouv.fr/${'conventions/'.repeat(10)}`;
    expect(wrap(`Publication sur ${url} demain`)).toContain(url);
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 20 })), fc.nat(30), (words, indent) => {
        const lines = wrap(words.join(' '), ' '.repeat(indent));
        expect(lines.join('').replace(/ /g, '')).toBe(words.join('').replace(/ /g, ''));
        expect(lines.every((line) => [...line].length <= textWidth)).toBe(true);
      }),
    );
  });

  test('a label of any length leaves room for its value', () => {
    const text = textOf(contentOf(delivery(), letter([news({ facts: [['L'.repeat(200), 'valeur']] })])));
    expect(text).toContain('    valeur');
  });
});

describe('contrast', () => {
  const pairs = (palette: Palette): Pair[] => [
    palette.page,
    palette.sheet,
    palette.quiet,
    { ...palette.quiet, ground: palette.panel.ground },
    palette.accent,
    palette.panel,
    palette.button,
    ...Object.values(palette.tones),
  ];

  test.each([...pairs(light), ...pairs(dark)])('$text on $ground is at least 4.5', ({ text, ground }) => {
    const [high = 0, low = 0] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
