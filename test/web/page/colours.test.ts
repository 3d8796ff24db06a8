import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../engine/package-root.ts';

const css = readFileSync(join(packageRoot(), 'web/assets/parts.css'), 'utf8');
const [day = '', night = ''] = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(([, block]) => block);

function coloursOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--dg-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const tones = ['error', 'warning', 'success', 'info', 'new', 'neutral'].map(
  (tone) => [tone, `${tone}-ground`] as const,
);
const texts = [
  ...['ink', 'quiet', 'link', 'accent', 'error'].flatMap((text) => [
    [text, 'ground'] as const,
    [text, 'panel'] as const,
  ]),
  ['accent', 'panel-deep'] as const,
  ['ink', 'panel-deep'] as const,
  ['quiet', 'panel-deep'] as const,
  ['on-accent', 'accent'] as const,
  ['on-accent', 'accent-deep'] as const,
  ['on-banner', 'banner'] as const,
  ['banner-quiet', 'banner'] as const,
  ...tones,
];
const signs = [
  ...['edge', 'focus', 'error-sign', 'warning-sign', 'success-sign', 'info-sign', 'accent'].map(
    (sign) => [sign, 'ground'] as const,
  ),
  ['edge', 'panel'] as const,
  ['focus', 'panel'] as const,
  ...['error', 'warning', 'success', 'info'].flatMap((tone) => [
    [`${tone}-sign`, `${tone}-ground`] as const,
    ['focus', `${tone}-ground`] as const,
  ]),
];

test.each([
  ['day', coloursOf(day)],
  ['night', coloursOf(night)],
])('by %s every text has a contrast of 4.5 and every sign one of 3', (_, colours) => {
  expect(colours.size).toBeGreaterThan(30);
  const short = (pairs: readonly (readonly [string, string])[], least: number) =>
    pairs
      .map(([one, other]) => ({
        one,
        other,
        ratio: contrast(colours.get(one) ?? '', colours.get(other) ?? ''),
      }))
      .filter(({ ratio }) => !(ratio >= least));
  expect(short(texts, 4.5)).toEqual([]);
  expect(short(signs, 3)).toEqual([]);
});
