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
import { OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { viewOf } from '../../convention/views/view.ts';
import { Tokens } from '../../web/api/tokens.ts';
import { EvidenceFolder } from '../../web/evidence-folder.ts';
import { Jobs } from '../../web/many/jobs.ts';
import { answerWithPages } from '../../web/page/show.tsx';
import { Portfolio } from '../../web/portfolio/portfolio.ts';
import { Rehearsals } from '../../web/rehearsals.ts';
import { actRoutes } from '../../web/routes/acts.tsx';
import { linkRoutes } from '../../web/routes/links.tsx';
import { KnownPassages } from '../../web/search/known-passages.ts';
import { browserSessions } from '../../web/sign-in/browser-sessions.ts';
import { Pins } from '../../web/sign-in/pins.ts';
import { Sessions } from '../../web/sign-in/sessions.ts';
import type { Web } from '../../web/web.ts';
import { KnownDuties } from '../../web/week/known-duties.ts';
import { may } from '../acts/fixtures.ts';
import { inForce } from '../convention/support.ts';
import { hiddenIn } from '../support/hidden-fields.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { plain } from '../support/plain.ts';

/** An engine whose answer to the first act is lost on its way: the act is done all the same. */
class Forgetful extends Conventions {
  convention: Convention = inForce();
  #answers = false;

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

async function openPages() {
  const connection = Connection.lazy({ address: '127.0.0.1:9' });
  const conventions = new Forgetful({
    connection,
    namespace: 'default',
    taskQueue: 'none',
    dataConverter: plain,
  });
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
  await app.register(multipart);
  app.addHook('onRequest', async (request) => {
    const session = await web.browsers.of(request);
    if (session) request.session = session;
  });
  answerWithPages(app, web);
  await actRoutes(app, web);
  await linkRoutes(app, web);
  const id = await sessions.open({ name: 'Camille', admin: true, auditor: false });
  const csrf = (await sessions.get(id))?.csrf ?? '';
  const post = (url: string, filled: Readonly<Record<string, string>>) =>
    app.inject({
      method: 'POST',
      url,
      headers: { cookie: `session=${id}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(filled).toString(),
    });
  const close = async () => {
    await app.close();
    await connection.close();
  };
  return { web, conventions, csrf, post, get: (url: string) => app.inject({ url }), close };
}

/** The hidden fields of the page's own form. */
function hiddenTowards(page: string, action: string): Record<string, string> {
  return hiddenIn(page.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '');
}

test('an act that is not answered has a page of its own, whose button tells what came of it', async () => {
  const { conventions, csrf, post, close } = await openPages();
  const { id } = conventions.convention.document;
  const path = `/conventions/${id}/actes/ecrire-au-registre-du-budget`;
  const filled = { kind: 'credits', amount: '1 000,00', on: may.today, reference: 'MAD 1', csrf };
  const preview = await post(path, filled);
  const lost = await post(path, { ...hiddenTowards(preview.body, path), etape: 'confirmer' });
  expect(lost.statusCode).toBe(202);
  expect(lost.body).toContain('<title>Envoyé, issue inconnue');
  expect(lost.body).toContain('elle ne sera pas faite deux');
  const again = await post(path, hiddenTowards(lost.body, path));
  expect(again.statusCode).toBe(303);
  expect(again.headers.location).toBe(`/conventions/${id}?fait=${conventions.convention.journal.length - 1}`);
  expect(conventions.convention.ledger).toHaveLength(1);
  await close();
});

test('so has that of a link, even when what was done leaves nothing more to do there', async () => {
  const { web, conventions, post, get, close } = await openPages();
  const { document, version } = conventions.convention;
  const contact = 'dgefp-budget';
  const email = document.delegator.contacts.find(({ id }) => id === contact)?.email ?? '';
  const claims = { convention: document.id, contact, about: 'credits', version, address: addressMark(email) };
  const link = `/agir/${signLink(web.linkKeys, claims, may.now, 14)}`;
  const page = await get(link);
  expect(page.statusCode).toBe(200);
  const lost = await post(link, { ...hiddenTowards(page.body, link), evidence: 'MAD 1' });
  expect(lost.statusCode).toBe(202);
  const again = await post(link, hiddenTowards(lost.body, link));
  expect(again.statusCode).toBe(200);
  expect(again.body).toContain('C’est fait, merci');
  expect(conventions.convention.journal.filter(({ act }) => act === 'markDone')).toHaveLength(1);
  await close();
});
