import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import { Connection } from '@temporalio/client';
import Fastify from 'fastify';
import type { ActName } from '../../acts/acts.ts';
import { doAct } from '../../acts/acts.ts';
import { Conventions } from '../../client/conventions.ts';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { addressMark, signLink } from '../../contract/signed-links.ts';
import type { Convention } from '../../convention/convention.ts';
import { contactOf } from '../../convention/document/contacts.ts';
import { OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { viewOf } from '../../convention/views/view.ts';
import { Tokens } from '../../web/api/tokens.ts';
import { EvidenceFolder } from '../../web/evidence-folder.ts';
import { Jobs } from '../../web/many/jobs.ts';
import { answerWithPages } from '../../web/page/show.tsx';
import { Portfolio } from '../../web/portfolio/portfolio.ts';
import { Rehearsals } from '../../web/rehearsals.ts';
import { actRoutes } from '../../web/routes/acts.tsx';
import { budgetRoutes } from '../../web/routes/convention-budget.tsx';
import { documentRoutes } from '../../web/routes/convention-documents.tsx';
import { linkRoutes } from '../../web/routes/links.tsx';
import { ownLinkRoutes } from '../../web/routes/own-links.tsx';
import { KnownPassages } from '../../web/search/known-passages.ts';
import { browserSessions } from '../../web/sign-in/browser-sessions.ts';
import { Pins } from '../../web/sign-in/pins.ts';
import { Sessions } from '../../web/sign-in/sessions.ts';
import type { Web } from '../../web/web.ts';
import { KnownDuties } from '../../web/week/known-duties.ts';
import { may } from '../acts/fixtures.ts';
import { inForce } from '../convention/support.ts';
import { afterwards } from '../engine/support.ts';
import { hiddenIn, readText } from '../support/hidden-fields.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { plain } from '../support/plain.ts';

/** An engine that does acts at once; its answer to the first may be lost on its way: the act is done all the same. */
class AtOnce extends Conventions {
  convention: Convention;
  #answers = true;

  constructor(connection: Connection, convention: Convention) {
    super({ connection, namespace: 'default', taskQueue: 'none', dataConverter: plain });
    this.convention = convention;
  }

  losesFirst(): void {
    this.#answers = false;
  }

  override async record() {
    return this.convention;
  }

  override async view() {
    return viewOf(this.convention, {}, may.now);
  }

  override async listed(): Promise<never> {
    throw new Refused('ENGINE_UNREACHABLE', 'Le moteur ne répond pas.');
  }

  override async perform(_id: string, name: ActName, act: unknown, intention = '') {
    const { convention, text } = doAct(this.convention, name, act, may, intention);
    this.convention = convention;
    if (this.#answers) return text;
    this.#answers = true;
    throw new OutcomeUnknown(intention, 'Votre demande est partie.');
  }
}

/** The pages and the links of one convention, without a server: `post` sends a form as its page does. */
export async function openPages(convention = inForce()) {
  const connection = Connection.lazy({ address: '127.0.0.1:9' });
  const conventions = new AtOnce(connection, convention);
  const sessions = new Sessions(new MemoryStore(), { now: () => may.now });
  const baseUrl = 'http://127.0.0.1';
  const web: Web = {
    conventions,
    portfolio: new Portfolio(conventions),
    duties: new KnownDuties(conventions),
    passages: new KnownPassages(conventions),
    sessions,
    tokens: new Tokens(new MemoryStore(), () => ({ admin: false, auditor: false })),
    pins: new Pins(new MemoryStore()),
    browsers: browserSessions(sessions, baseUrl),
    attempts: new MemoryStore(),
    evidence: new EvidenceFolder(new MemoryStore()),
    archives: new MemoryStore(),
    rehearsals: new Rehearsals(new MemoryStore()),
    jobs: new Jobs(new MemoryStore()),
    linkKeys: readLinkKeys(newLinkKey()),
    linkDays: 14,
    baseUrl,
    namespace: 'default',
    legal: { accessibility: 'non' },
    rate: 600,
    now: () => may.now,
  };
  const app = Fastify({ routerOptions: { maxParamLength: 2500 } });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart, { throwFileSizeLimit: false });
  app.addHook('onRequest', async (request) => {
    const session = await web.browsers.of(request);
    if (session) request.session = session;
  });
  answerWithPages(app, web);
  await actRoutes(app, web);
  await budgetRoutes(app, web);
  await documentRoutes(app, web);
  await linkRoutes(app, web);
  await ownLinkRoutes(app, web);
  const id = await sessions.open({ name: 'Camille', admin: true, auditor: false });
  const csrf = (await sessions.get(id))?.csrf ?? '';
  const cookies = { cookie: `session=${id}` };
  const post = (url: string, filled: Readonly<Record<string, string | File>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ csrf, ...filled })) form.append(name, value);
    return app.inject({ method: 'POST', url, headers: cookies, payload: form });
  };
  /** A link of a mail to a contact, about a duty. */
  const linkTo = (contact: string, about: string) => {
    const { document, version } = conventions.convention;
    const email = contactOf(document, contact)?.email ?? '';
    const claims = { convention: document.id, contact, about, version, address: addressMark(email) };
    return `/agir/${signLink(web.linkKeys, claims, may.now, 14)}`;
  };
  afterwards(async () => {
    await app.close();
    await connection.close();
  });
  const get = (url: string) => app.inject({ url, headers: cookies });
  return { web, conventions, post, get, linkTo };
}

/** The hidden fields of the page's own form. */
export function hiddenTowards(page: string, action: string): Record<string, string> {
  return hiddenIn(page.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '');
}

/** The value of the box by which a page keeps a file that came before; empty where it has none. */
export function keptIn(page: string, file: string): string {
  const [box = ''] = new RegExp(`<input[^>]*name="${file}-recu"[^>]*>`).exec(page) ?? [];
  return readText(/value="([^"]*)"/.exec(box)?.[1] ?? '');
}
