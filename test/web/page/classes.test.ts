import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../engine/package-root.ts';
import { sources } from '../../support/rooms.ts';

const read = (file: string) => readFileSync(join(packageRoot(), file), 'utf8');
const pages = sources.filter((file) => file.startsWith('web/')).map(read);
const styles = ['parts.css', 'style.css', 'print.css'].map((file) => read(`web/assets/${file}`));

/** What only the State's own design system dresses, where it is served: ours has no need to. */
const undressed = ['fr-badge--no-icon', 'fr-card__body', 'fr-col-12'];

const matches = (texts: readonly string[], pattern: RegExp) => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found))),
];

/** The classes that rules name. */
function ruled(css: readonly string[]): string[] {
  const selectors = css.map((text) => text.replace(/\/\*.*?\*\/|\{[^{}]*\}/gs, ' '));
  return matches(selectors, /\.([a-z][\w-]*)/g).sort();
}

/** The classes that pages write whole. */
function literals(code: readonly string[]): string[] {
  return matches(code, /(?<![\w-])((?:fr|dg)-[a-z][\w-]*)/g).filter((name) => !name.endsWith('-'));
}

/** Whether pages write a class: whole, or in a template as `fr-alert--${tone}`, whose part some page quotes. */
function writtenIn(code: readonly string[]): (name: string) => boolean {
  const whole = new Set(literals(code));
  const quoted = new Set(matches(code, /['"]([a-z]+)['"]/g));
  const templates = matches(code, /(?<![\w-])((?:fr|dg)-[\w-]*\$\{\w+\}[\w-]*)/g).map((text) =>
    text.split(/\$\{\w+\}/),
  );
  return (name) =>
    whole.has(name) ||
    templates.some(
      ([before = '', after = '']) =>
        name.startsWith(before) &&
        name.endsWith(after) &&
        quoted.has(name.slice(before.length, name.length - after.length)),
    );
}

/** The rules that dress nothing. */
function unwritten(css: readonly string[], code: readonly string[]): string[] {
  const isWritten = writtenIn(code);
  return ruled(css).filter((name) => !isWritten(name));
}

/** The classes that no rule dresses. */
function unruled(css: readonly string[], code: readonly string[]): string[] {
  const known = new Set(ruled(css));
  return literals(code).filter((name) => !known.has(name));
}

test('every class of the stylesheets is written by a page', () => {
  expect(ruled(styles).length).toBeGreaterThan(100);
  expect(unwritten(styles, pages)).toEqual([]);
});

test('every class of a page has a rule in the stylesheets, or in the State’s own', () => {
  expect(unruled(styles, pages).sort()).toEqual(undressed);
});

test('a class that only one side knows is found, be it written whole or in parts', () => {
  const code = [
    `<p className={\`fr-alert fr-alert--\${tone} dg-figure\${on ? ' dg-figure--on' : ''}\`}>`,
    "'error'",
  ];
  const css = [
    '/* .dg-old */ .fr-alert, .fr-alert--error:hover {} @media print { .fr-alert--x .dg-figure { a: .5em } }',
  ];
  expect(unwritten(css, code)).toEqual(['fr-alert--x']);
  expect(unruled(css, code)).toEqual(['dg-figure--on']);
});
