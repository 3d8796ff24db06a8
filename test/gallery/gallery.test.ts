import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type ActName, actNames } from '../../acts/acts.ts';
import { allContacts } from '../../convention/document/contacts.ts';
import { frenchSections } from '../../convention/document/sections.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { sources } from '../support/rooms.ts';
import { sharedOut } from '../support/runs.ts';
import type { World } from './lived-conventions.ts';
import { opened, type Shown } from './stage.ts';
import type { State } from './state.ts';
import { states } from './states.ts';

// Every page of the application is in the gallery: what is missing there nobody looks at.

jest.mock('react/jsx-runtime', () => {
  const actual = jest.requireActual('react/jsx-runtime');
  const drawn = new Set<unknown>();
  const noting =
    (draw: (type: unknown, ...rest: unknown[]) => unknown) =>
    (type: unknown, ...rest: unknown[]) => {
      drawn.add(type);
      return draw(type, ...rest);
    };
  return { ...actual, jsx: noting(actual.jsx), jsxs: noting(actual.jsxs), drawn };
});
/** Every component that was drawn. */
const { drawn } = jest.requireMock<{ readonly drawn: ReadonlySet<unknown> }>('react/jsx-runtime');

/** Every route that there is, as `GET /conventions/:id`. */
const routes = new Set<string>();
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.add(`${one} ${url}`);
  });
});

/** What no page of the application is: files, what programs and probes ask, what a page asks without being left. */
const notPages =
  /^(HEAD|OPTIONS) |^GET \/(api\/|assets\/|healthz|readyz|temporal|agenda\/|sessions\/reste)|\.(csv|json|ics|svg|zip|pdf)|^GET .*\/(pieces|archive|piece|texte)|^(POST|PUT|DELETE) \/(api\/|connexion\/fin|sessions\/prolongation)|style\.css|^GET \/messages/;

/** By default a share of the states that are alike; in full, all. */
const isShared = ({ group, title }: State) =>
  /^(Convention|Acte) : (?!en vigueur$)/.test(group) && title !== 'fait' && title !== 'reprise';
const tried: readonly State[] = [
  ...states.filter((state) => !isShared(state)),
  ...sharedOut(states.filter(isShared), 0, 20),
];

const name = ({ group, title, reader }: State) => `${group} / ${title} / ${reader ?? 'anybody'}`;
const taken = new Set<string>();
const done = new Set<ActName>();
/** By the title of a page, what it is a page of. */
const titled = new Map<string, string>();
const wrong: string[] = [];

beforeAll(async () => {
  for (const state of tried) {
    const shown = await opened(state).catch((error) => {
      throw new Error(`${name(state)} cannot be opened`, { cause: error });
    });
    for (const one of shown.taken) taken.add(one.replace(/ \d+$/, ''));
    for (const one of shown.done) done.add(one);
    wrong.push(...faultsOf(state, shown));
    wrong.push(...(await deadLinksOf(state, shown)));
    await shown.close();
  }
}, 900_000);

/** What no sentence says: a value that is not there, one of several, what is not contracted, what has no name of its own. */
const illMade =
  /.{0,30}(?:undefined|NaN|\[object|accord de les| à les (?:deux|parties)|(?<!n° |\d[.,  ]?)\b1 (?!mois|fois|dans|sans)\p{Ll}{3,}s\b|Nouvelle de la convention).{0,30}/u;

/** What is for programs, and not for those who read: formats, digests, commands, keys of a document. */
const forPrograms = new RegExp(
  `.{0,30}(?:\\bJSON\\b|SHA-256|hexadécim|«\\sdelegation [a-z]|\\b[a-z]+[A-Z][a-z]|\\b(?:${Object.keys(frenchSections).join('|')})\\.[a-z]).{0,30}`,
);
/** What is made to be read by whoever watches programs, or mends a file of theirs. */
const isTechnical = ({ group, title }: State) =>
  group === 'Boîte aux lettres locale' || title === 'fichier qui a des défauts';

/** How programs call the duties and the people of a state, where that is no word of French too. */
function idsOf({ lives }: World): string[] {
  return lives.flatMap(({ convention }) =>
    [...dutiesOf(convention), ...allContacts(convention.document).map(({ contact }) => contact)].flatMap(
      ({ id }) => (id.includes('-') ? [id] : []),
    ),
  );
}

/** What is read on a page, its letters and what one has typed aside. */
function textOf(html: string): string {
  return html
    .replace(/<(pre|textarea|script|code)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

function faultsOf(state: State, { answer, path, world }: Shown): string[] {
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(answer.text) ?? [];
  const address = path.replace(/\?fait=\d+$/, '');
  const isCompared = /^(Liste|Convention|Pages) /.test(state.group) && answer.status === 200;
  const before = isCompared ? (titled.get(title) ?? address) : address;
  if (isCompared) titled.set(title, address);
  const text = textOf(answer.text);
  const ill = illMade.exec(text)?.[0];
  const words = new Set(text.match(/(?<![\w@.])[a-z][\w-]*-[\w-]+(?![\w@.])/g));
  const foreign = isTechnical(state)
    ? []
    : [...(forPrograms.exec(text) ?? []), ...idsOf(world).filter((id) => words.has(id))];
  return [
    ...(ill === undefined ? [] : [`${name(state)} says « ${ill} »`]),
    ...foreign.map((said) => `${name(state)} says « ${said} », which is for programs`),
    ...(answer.status === 500 && state.title !== 'erreur imprévue' ? [`${name(state)} fails`] : []),
    ...(before === address ? [] : [`« ${title} » is the title of ${before} and ${address}`]),
  ];
}

const followed = new Set<string>();

/** The links of a page that lead nowhere. */
async function deadLinksOf(state: State, { app, answer, cookie }: Shown): Promise<string[]> {
  const dead: string[] = [];
  for (const [, href = ''] of answer.text.matchAll(/ (?:href|src)="(\/[^"#]*)/g)) {
    const url = href.replaceAll('&amp;', '&');
    // One page of a sort is enough: a duty, a mail.
    const sort = url.replace(/(?<=\/(?:obligations|courriels)\/)[^/?]+|(?<=obligation=).*/, '*');
    const key = `${state.group.replace(/^Acte .*/, 'Acte')} ${state.reader} ${sort}`;
    if (followed.has(key)) continue;
    followed.add(key);
    const { statusCode } = await app.inject({ url, headers: { cookie, host: '127.0.0.1:8090' } });
    if (statusCode >= 400) dead.push(`${name(state)} leads to ${url}: ${statusCode}`);
  }
  return dead;
}

test('every route that shows a page is taken', () => {
  const missing = [...routes].filter((route) => !notPages.test(route) && !taken.has(route));
  expect(routes.size).toBeGreaterThan(50);
  expect(missing.filter((route) => !route.endsWith('*'))).toEqual([]);
});

test('every act is done', () => {
  expect(actNames.filter((act) => !done.has(act))).toEqual([]);
});

test('every component that the application exports is drawn', async () => {
  const modules = sources.filter((file) => file.startsWith('web/') && file.endsWith('.tsx'));
  const missing: string[] = [];
  for (const file of modules) {
    const exported: Record<string, unknown> = await import(join(packageRoot(), file));
    for (const [part, value] of Object.entries(exported))
      if (/^[A-Z]/.test(part) && typeof value === 'function' && !isError(value) && !drawn.has(value))
        missing.push(`${part} of ${file}`);
  }
  expect(missing).toEqual([]);
});

function isError(value: object): boolean {
  return 'prototype' in value && value.prototype instanceof Error;
}

test('every page opens, leads somewhere, and has a title of its own', () => {
  expect(wrong).toEqual([]);
});

test('every state has an address of its own', () => {
  expect(new Set(states.map(name)).size).toBe(states.length);
});
