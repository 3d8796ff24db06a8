import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { actForms } from '../../../acts/forms.ts';
import { packageRoot } from '../../../engine/package-root.ts';
import { actSlug } from '../../../web/acts/act-slug.ts';
import { type Guide, guideFolder, guidePath, readGuide } from '../../../web/guide/guide.ts';
import { helpOn } from '../../../web/guide/help-on.ts';
import { Markdown } from '../../../web/guide/markdown.tsx';
import { manyPath } from '../../../web/many/act-pages.tsx';
import { sources } from '../../support/rooms.ts';

let guide: Guide;
const drawn = new Map<string, string>();

beforeAll(async () => {
  guide = await readGuide();
  const { index, pages, pictures } = guide;
  for (const page of [index, ...pages])
    drawn.set(page.path, renderToStaticMarkup(Markdown({ text: page.body, pictures })));
});

const attributes = (name: string) =>
  [...drawn].flatMap(([path, html]) =>
    [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => ({ path, value })),
  );

function isInGuide(href: string): boolean {
  const [path = '', anchor] = href.split('#');
  const html = drawn.get(path);
  return html !== undefined && (anchor === undefined || html.includes(` id="${anchor}"`));
}

test('the index leads to every page', () => {
  const written = readdirSync(guideFolder).filter((name) => name.endsWith('.md'));
  expect(guide.pages.length).toBeGreaterThan(10);
  expect(guide.pages).toHaveLength(written.length - 1);
});

test('every link leads to a page, and to a heading of it', () => {
  expect(attributes('href').filter(({ value }) => !isInGuide(value))).toEqual([]);
});

test('the help that a page offers is in the guide', () => {
  const acts = Object.values(actForms).map(({ act }) => `/conventions/sf/actes/${actSlug(act)}`);
  const tabs = ['budget', 'suivi', 'avenants', 'courriels', 'obligations/credits', 'actes/import'];
  const paths = [
    ...acts,
    ...tabs.map((tab) => `/conventions/sf/${tab}`),
    ...[
      '/agir/abc',
      '/ma-semaine',
      '/conventions',
      '/recherche',
      '/portefeuille',
      '/nouvelle',
      '/nouvelle/reprise',
      '/import',
      manyPath,
    ],
  ];
  const told = paths.flatMap((path) => helpOn(path) ?? []);
  expect(told.length).toBeGreaterThan(40);
  expect(told.filter((href) => !isInGuide(href))).toEqual([]);
  expect(helpOn('/conventions/sf')).toBeUndefined();
});

test('every picture is there, with its size and its words, and serves', () => {
  const shown = attributes('src').map(({ value }) => value.replace(`${guidePath}/images/`, ''));
  expect([...new Set(shown)].sort()).toEqual([...guide.pictures.keys()].sort());
  expect(attributes('width')).toHaveLength(shown.length);
  expect(attributes('alt').filter(({ value }) => value.length < 20)).toEqual([]);
});

test('nothing of the Markdown is left on a page', () => {
  for (const html of drawn.values()) expect(html.replace(/<[^>]+>/g, '')).not.toMatch(/\*|`|\]\(|\||^#/m);
});

test('what the guide says to choose or to press is so named in the application', () => {
  const oneSpace = (text: string) => text.replace(/\s+/g, ' ');
  const rooms = sources.filter((file) => /^(acts|client|convention|letters|web)\//.test(file));
  const said = oneSpace(rooms.map((file) => readFileSync(join(packageRoot(), file), 'utf8')).join('\n'));
  const named = readdirSync(guideFolder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [...readFileSync(join(guideFolder, name), 'utf8').matchAll(/\*\*([^*]+)\*\*/g)])
    .map(([, label = '']) => oneSpace(label));
  expect(named.length).toBeGreaterThan(50);
  const quoted = (label: string) =>
    ["'", '"', '`', '>', '> ', '\n'].some((mark) => said.includes(`${mark}${label}`));
  expect(named.filter((label) => !quoted(label))).toEqual([]);
});

test('a heading is known by its words', () => {
  const html = renderToStaticMarkup(Markdown({ text: '## Où lire ?', pictures: new Map() }));
  expect(html).toBe('<h2 id="ou-lire">Où lire\u00a0?</h2>');
});

test('what stands in a line is drawn as it is meant', () => {
  const text = '1. Voir **Agir** dans\n   [Ma semaine](ma-semaine.md#lire) : `2020-05=8000`.\n2. <b>';
  expect(renderToStaticMarkup(Markdown({ text, pictures: new Map() }))).toBe(
    '<ol><li>Voir <strong>Agir</strong> dans <a href="/aide/ma-semaine#lire">Ma semaine</a>\u00a0: <code>2020-05=8000</code>.</li><li>&lt;b&gt;</li></ol>',
  );
});
