import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { z } from 'zod';
import { piecesFolder } from '../../activities/evidence.ts';
import { standings } from '../../acts/standing.ts';
import { sha256 } from '../../convention/proof/digest.ts';
import { loopback } from '../../engine/ports.ts';
import { linksOf } from '../../letters/links.ts';
import { buildSite } from '../../mailbox/site.ts';
import { type MessageStore, openStore } from '../../mailbox/store.ts';
import { drawMail } from '../../rehearsal/samples/write.ts';
import { Tokens } from '../../web/api/tokens.ts';
import { EvidenceFolder } from '../../web/evidence-folder.ts';
import { Jobs } from '../../web/many/jobs.ts';
import type { Person } from '../../web/person.ts';
import { Portfolio } from '../../web/portfolio/portfolio.ts';
import { Rehearsals } from '../../web/rehearsals.ts';
import { KnownPassages } from '../../web/search/known-passages.ts';
import { buildServer } from '../../web/server.ts';
import { browserSessions } from '../../web/sign-in/browser-sessions.ts';
import { siteCookie } from '../../web/sign-in/cookie.ts';
import { UsedCodes } from '../../web/sign-in/one-time.ts';
import { Pins } from '../../web/sign-in/pins.ts';
import { Sessions } from '../../web/sign-in/sessions.ts';
import type { Web } from '../../web/web.ts';
import { KnownDuties } from '../../web/week/known-duties.ts';
import { linkSettings } from '../../worker/link-settings.ts';
import type { SimulatedLife } from '../convention/simulation.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { type Answer, Visitor } from '../support/site.ts';
import { LivedConventions, type World } from './lived-conventions.ts';
import { signedFile } from './lives.ts';
import { rehearsedLife } from './rehearsed.ts';
import type { Reader, State } from './state.ts';

const keys = [{ id: 'galerie', secret: new Uint8Array(32) }];
const linkDays = 14;
const openid = {
  // Nothing listens there: to go on is to see that the provider does not answer.
  issuer: 'http://127.0.0.1:9',
  clientId: 'delegation',
  clientSecret: 'galerie',
  provider: 'proconnect',
  scope: 'openid email',
  pkce: 'auto',
  admins: ['camille.durand@dinum.example'],
  auditors: [],
} as const;

/** A state as it was opened: the application goes on living, for the links of the page. */
export interface Shown {
  readonly world: World;
  readonly app: FastifyInstance;
  readonly answer: Answer;
  /** What was asked for last: `/conventions/sf?fait=3`. */
  readonly path: string;
  /** Cookie of the reader's session. */
  readonly cookie: string;
  /** The routes that were taken, as `GET /conventions/:id 200`, and the acts that were done. */
  readonly taken: readonly string[];
  readonly done: LivedConventions['done'];
  close(): Promise<void>;
}

/**
 * Opens a state in an application of its own.
 * @param baseUrl the address that the application believes to have.
 */
export async function opened(state: State, baseUrl = `http://${loopback}:8090`): Promise<Shown> {
  const world = state.world();
  const now = () => world.now + (state.later ?? 0);
  const folder = await mkdtemp(join(tmpdir(), 'delegation-gallery-'));
  const conventions = new LivedConventions(world);
  const sessions = new Sessions(new MemoryStore(), { now });
  const web: Web = {
    conventions,
    portfolio: new Portfolio(conventions),
    duties: new KnownDuties(conventions),
    passages: new KnownPassages(conventions),
    sessions,
    browsers: browserSessions(sessions, baseUrl),
    attempts: new MemoryStore(),
    evidence: new EvidenceFolder(await piecesOfLives(world)),
    archives: new MemoryStore(),
    rehearsals: new Rehearsals(new MemoryStore(), rehearsedLife),
    jobs: new Jobs(new MemoryStore()),
    linkKeys: keys,
    linkDays,
    pins: new Pins(new MemoryStore()),
    tokens: new Tokens(new MemoryStore(), () => ({ admin: false, auditor: false }), now),
    ...(state.provider
      ? { openid }
      : { oneTime: { key: new Uint8Array(32), used: new UsedCodes(new MemoryStore()) } }),
    baseUrl,
    namespace: 'default',
    legal: state.legal ?? { accessibility: 'non' },
    rate: state.rate ?? 100_000,
    now,
  };
  const taken: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => taken.push(...takenIn(line)) });
  const app =
    state.mailbox === undefined
      ? await buildServer(web, logger)
      : buildSite(await mailboxOf(world, state.mailbox, join(folder, 'mails')));
  const { name } = siteCookie('session', baseUrl);
  const person = personOf(state.reader, world.lives[0]);
  const cookie = person ? `${name}=${await sessions.open(person, undefined, 'Firefox 131, Linux')}` : '';
  let path = '';
  const visitor = new Visitor(baseUrl, (url, init) => {
    path = String(url).slice(baseUrl.length);
    return asking(app, cookie)(url, init);
  });
  const link = (about: string | RegExp) => linkIn(world.lives, about, baseUrl);
  let answer = await state.open({ visitor, web, link });
  for (let to = answer.headers.get('location'); to !== null; to = answer.headers.get('location')) {
    answer = await visitor.get(to);
  }
  return {
    world,
    app,
    answer,
    path,
    cookie,
    taken,
    done: conventions.done,
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The file that a life cites is there. */
async function piecesOfLives({ lives }: World): Promise<MemoryStore> {
  const store = new MemoryStore();
  for (const { convention } of lives)
    await store.put(`${piecesFolder(convention.document.id)}/${sha256(signedFile)}`, Buffer.from(signedFile));
  return store;
}

const told = z.object({
  msg: z.literal('request'),
  method: z.string(),
  route: z.string(),
  status: z.number(),
});

function takenIn(line: string): string[] {
  const read = told.safeParse(JSON.parse(line));
  return read.success ? [`${read.data.method} ${read.data.route} ${read.data.status}`] : [];
}

/** Asks an application that does not listen. */
function asking(app: FastifyInstance, cookie: string): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search, host } = new URL(request.url);
    const cookies = [request.headers.get('cookie'), cookie].filter(Boolean).join('; ');
    const answer = await app.inject({
      method: request.method === 'POST' ? 'POST' : 'GET',
      url: `${pathname}${search}`,
      headers: { ...Object.fromEntries(request.headers), host, ...(cookies ? { cookie: cookies } : {}) },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of [value ?? []].flat()) headers.append(name, String(one));
    const isEmpty = answer.statusCode === 204 || answer.statusCode === 304;
    return new Response(isEmpty ? null : answer.rawPayload, { status: answer.statusCode, headers });
  };
}

/** A mailbox that has received so many letters of the world's lives, one after the other and over again. */
async function mailboxOf({ lives }: World, count: number, folder: string): Promise<MessageStore> {
  const store = await openStore(folder);
  const letters = lives.flatMap(({ deliveries }) =>
    deliveries.flatMap((delivery) => delivery.letters.map((letter) => ({ name: '', delivery, letter }))),
  );
  const drawn = await Promise.all(letters.slice(-Math.min(count, 10)).map(drawMail));
  for (let rank = 0; rank < count; rank++) {
    const source = drawn[rank % drawn.length]?.contents.eml;
    if (!(source instanceof Buffer)) throw new Error('no letter left');
    await store.keep(source, { from: 'conventions@delegation.example', to: ['budget@dgefp.example'] });
  }
  return store;
}

function personOf(reader: Reader | undefined, life: SimulatedLife | undefined): Person | undefined {
  if (reader === undefined) return undefined;
  const rights = { admin: reader === 'admin', auditor: reader === 'auditor' };
  if (reader === 'admin') return { name: 'Camille Durand', ...rights };
  const contact = life && standings(life.convention.document).find(({ role }) => role === reader)?.contact;
  const { name, email } = contact ?? { name: 'Dominique Martin', email: 'dominique.martin@ailleurs.example' };
  return { name, email, ...rights };
}

function linkIn(lives: readonly SimulatedLife[], about: string | RegExp, base: string): string {
  const settings = linkSettings({ base, keys, days: linkDays });
  const letters = lives
    .flatMap(({ deliveries }) => deliveries)
    .flatMap((delivery) => delivery.letters.map((letter) => linksOf(settings, delivery, letter)));
  for (const links of letters.reverse()) {
    if (about === 'preferences' && links) return links.preferences.slice(base.length);
    if (about === 'follow' && links) return links.follow.slice(base.length);
    for (const [matter, url] of links?.acts ?? [])
      if (about instanceof RegExp ? about.test(matter) : matter === about) return url.slice(base.length);
  }
  throw new Error(`no letter has a link about ${about}`);
}
