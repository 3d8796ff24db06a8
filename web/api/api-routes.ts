import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Act } from '../../acts/act.ts';
import { type ActName, acts, isActName } from '../../acts/acts.ts';
import { fill, fillUnseen } from '../../acts/fill-form.ts';
import { actForms, isFormed, isFormedName } from '../../acts/forms.ts';
import { intentionOf, isIntention, toldOf } from '../../acts/intention.ts';
import { answersIn } from '../../acts/json-answers.ts';
import { mayDo } from '../../acts/standing.ts';
import { dateIn, quoted } from '../../acts/typed.ts';
import { alreadyDoneOf, type SaidDone } from '../../client/already-done.ts';
import { demandedIn } from '../../client/matching.ts';
import { largestFile } from '../../contract/taken-files.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { describeFault } from '../../convention/document/faults.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { Refused } from '../../convention/errors.ts';
import { citationOf } from '../../convention/proof/piece.ts';
import { effectiveOn } from '../../convention/term/effect.ts';
import { scheduleOf } from '../../convention/views/schedule.ts';
import { performed } from '../acts/performed.ts';
import { type Opened, opened, subjectOf } from '../convention/opened.ts';
import { paged } from '../page/paged.ts';
import { journalName, marked, marking, markOf } from '../person.ts';
import { readApiQuery } from '../portfolio/query.ts';
import { costly, NotForYou, pathPart, personOf, queryOf } from '../request.ts';
import { readSearch } from '../search/read-search.ts';
import type { Web } from '../web.ts';
import { bodyOf, openApi } from './openapi.ts';
import { NoToken, refuse, sayNo } from './refusals.ts';

/** Where the API is, and all that it says of itself. */
export const apiRoot = '/api/v1';

/**
 * What programs ask, in JSON, with the rights of the person of their token: the same acts by the same questions, the same
 * refusals, codes and French messages as the pages and the command line.
 */
export async function apiRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: largest },
    (_request, body, done) => {
      try {
        done(null, JSON.parse(String(body)));
      } catch {
        done(
          new Refused('BAD_USAGE', `${quoted(String(body))} n’est pas du JSON ; accepté : un objet JSON.`),
        );
      }
    },
  );
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: largestFile },
    (_request, body, done) => done(null, body),
  );
  app.addHook('onRequest', async (request) => {
    // Cookies open nothing here: a page of another site has no token.
    delete request.session;
    if (request.routeOptions.url === `${apiRoot}/openapi.json`) return;
    const [, secret = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const known = await web.tokens.personOf(secret);
    if (!known) throw new NoToken();
    const now = web.now();
    request.session = { ...known, csrf: '', browser: 'API', createdAt: now, seenAt: now };
  });
  app.setErrorHandler((error, request, reply) => sayNo(error, request, reply));
  const elsewhere = `Cette adresse n’est pas de l’API ; accepté : celles de ${apiRoot}/openapi.json.`;
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) =>
    refuse(reply, 404, 'BAD_USAGE', elsewhere),
  );

  app.get('/openapi.json', async (_request, reply) => reply.send(openApi(web.baseUrl)));

  app.get('/conventions', async (request) => {
    const query = readApiQuery(queryOf(request));
    const { conventions, total, pages, page } = await web.portfolio.page(personOf(request), query);
    return { conventions: conventions.map(({ contacts: _marks, ...shown }) => shown), total, page, pages };
  });

  app.post('/conventions', costly(web), async (request, reply) => {
    const person = personOf(request);
    if (!person.admin) throw new NotForYou();
    const reading = readDocument(request.body);
    if (!reading.ok) throw new Refused('BAD_DOCUMENT', reading.faults.map(describeFault).join('\n'));
    const { document, warnings } = reading;
    const already = alreadyDoneOf(document, saidDoneIn(request), parisDate(web.now()), {
      done: 'alreadyDone',
      effectiveOn: 'effectiveOn',
    });
    const settings = already ? { alreadyDone: already } : {};
    await web.conventions.start(document, journalName(person.name), settings, intentionOfRequest(request));
    await web.portfolio.renew(document.id);
    return reply
      .code(201)
      .header('location', `${apiRoot}/conventions/${document.id}`)
      .send({ id: document.id, warnings });
  });

  app.get('/search', costly(web), async (request) => {
    const asked = queryOf(request);
    const { text = '' } = asked;
    const sought = demandedIn(text);
    const query = { text, sought, among: readApiQuery(asked) };
    const { found, ...read } = await readSearch(web, personOf(request), query);
    const { shown, ...where } = paged(found, asked.page);
    const passages = shown.map(({ convention, passage: { kind, of, on, text } }) => ({
      ...convention,
      ...{ kind, of, on, text },
    }));
    return { text, found: passages, total: found.length, ...read, ...where };
  });

  app.get('/conventions/:id', async (request) => (await opened(web, request)).view);

  app.get('/conventions/:id/record', async (request) => (await opened(web, request)).record);

  app.get('/conventions/:id/schedule', async (request) => {
    const { record } = await opened(web, request);
    return scheduleOf(record.document, effectiveOn(record));
  });

  app.get('/conventions/:id/mails', async (request) => {
    const { view } = await opened(web, request);
    return { mails: view.mails };
  });

  app.post('/conventions/:id/pieces', costly(web), async (request, reply) => {
    const { id, person, standing } = await opened(web, request);
    if (standing.role === 'auditor') throw new NotForYou();
    const { name = '' } = queryOf(request);
    if (name === '' || !(request.body instanceof Uint8Array)) {
      throw new Refused(
        'BAD_USAGE',
        'Une pièce est attendue : « Content-Type: application/octet-stream », son contenu, et son nom dans l’adresse (?name=bon.pdf).',
      );
    }
    const piece = await web.evidence.bring(id, marking(person), { name, content: request.body });
    return reply.code(201).send({ ...piece, citation: citationOf(piece) });
  });

  app.post('/conventions/:id/acts/:act', costly(web), async (request) => {
    const one = await opened(web, request);
    const name = pathPart(request, 'act');
    if (!isActName(name) || !isAsked(name)) {
      throw new Refused(
        'UNKNOWN_REFERENCE',
        `${quoted(name)} n’est pas un acte ; acceptés : ceux de ${apiRoot}/openapi.json.`,
      );
    }
    if (!mayDo(one.standing, acts[name], one.record.document)) throw new NotForYou();
    const intention = intentionOfRequest(request);
    const { person } = one;
    const read = inputOf(one, name, request.body, journalName(person.name));
    if ('refused' in read) {
      // What was done under that name may have closed what would ask for it again.
      const known = intentionOf(one.record, intention);
      if (!known) throw read.refused;
      if (known.refusal) throw new Refused(known.refusal.code, known.refusal.message);
      return { id: one.id, act: name, text: toldOf(one.record, known) };
    }
    const asked = marked(read.input, { mark: markOf(person), as: one.standing.contact?.id });
    const text = await performed(web, one.id, marking(person), name, asked, intention);
    return { id: one.id, act: name, text };
  });

  function inputOf(
    one: Opened,
    name: ActName,
    body: unknown,
    by: string,
  ): { readonly input: unknown } | { readonly refused: Refused } {
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new Refused('BAD_ACT', 'Un objet JSON est attendu, avec les réponses aux questions de l’acte.');
    const act: Act = acts[name];
    const accepted = Object.keys(bodyOf(act).properties);
    const stray = Object.keys(body).filter((key) => !accepted.includes(key));
    if (stray.length > 0) {
      throw new Refused(
        'BAD_ACT',
        `${stray.map(quoted).join(', ')} n’est pas attendu ; accepté : ${accepted.join(', ')}.`,
      );
    }
    if (!isFormed(act)) return { input: { ...body, by } };
    const raw = answersIn(body);
    // A party answers what its own page would ask; whoever acts for either says for whom.
    const isOfParty = one.standing.party !== undefined && isFormedName(name);
    const filled = isOfParty ? fill(actForms[name], subjectOf(one), raw, by) : fillUnseen(act, raw, by);
    if (filled.ok) return filled;
    const lines = filled.faults.map(({ field, message }) =>
      field === undefined ? message : `${field} : ${message}`,
    );
    return { refused: new Refused('BAD_ACT', lines.join('\n')) };
  }
}

/** What a request says of a convention that already runs. */
function saidDoneIn(request: FastifyRequest): SaidDone {
  const { alreadyDone: done, effectiveOn: typed } = queryOf(request);
  const effectiveOn = typed === undefined ? undefined : dateIn(typed);
  if (typed !== undefined && effectiveOn === undefined)
    throw new Refused(
      'BAD_USAGE',
      `effectiveOn : ${quoted(typed)} n’est pas une date ; accepté : AAAA-MM-JJ, années 1900 à 2199.`,
    );
  return { done, effectiveOn };
}

/** Largest body but for a file, in bytes: a document is smaller, and so is an act. */
const largest = 2 * 1024 * 1024;

/** Whether programs may ask for it: what a mail alone asks names somebody by their link. */
function isAsked(name: ActName): boolean {
  return isFormedName(name) || name === 'importLedger';
}

/** The name under which something is asked for once: `Idempotency-Key`, as Temporal's update has its id. */
function intentionOfRequest(request: FastifyRequest): string {
  const key = z.string().optional().parse(request.headers['idempotency-key']);
  if (key === undefined) return randomUUID();
  if (isIntention(key)) return key;
  throw new Refused(
    'BAD_USAGE',
    `Idempotency-Key : ${quoted(key)} refusé ; accepté : de 1 à 100 lettres, chiffres, points et tirets.`,
  );
}
