import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Act } from '../../acts/act.ts';
import { type ActName, acts, isActName } from '../../acts/acts.ts';
import { fill, fillUnseen } from '../../acts/fill-form.ts';
import { actForms, isFormed, isFormedName } from '../../acts/forms.ts';
import { intentionOf, isIntention, toldOf } from '../../acts/intention.ts';
import { answersIn } from '../../acts/json-answers.ts';
import { mayDo } from '../../acts/standing.ts';
import { quoted } from '../../acts/typed.ts';
import { describeFault } from '../../convention/document/faults.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { errors, OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { effectiveOn } from '../../convention/term/effect.ts';
import { scheduleOf } from '../../convention/views/schedule.ts';
import { performed } from '../acts/performed.ts';
import { type Opened, opened, subjectOf } from '../convention/opened.ts';
import { loggedError } from '../logged-error.ts';
import { journalName, marked, marking, markOf } from '../person.ts';
import { readApiQuery } from '../portfolio/query.ts';
import { CrossSite, costly, NotForYou, pathPart, personOf, queryOf } from '../request.ts';
import type { Web } from '../web.ts';
import { bodyOf, openApi } from './openapi.ts';

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
    await web.conventions.start(document, journalName(person.name), {}, intentionOfRequest(request));
    await web.portfolio.renew(document.id);
    return reply
      .code(201)
      .header('location', `${apiRoot}/conventions/${document.id}`)
      .send({ id: document.id, warnings });
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

/** Largest body, in bytes: a document is smaller, and so is an act. */
const largest = 2 * 1024 * 1024;

/** Whether programs may ask for it: what a mail alone asks names somebody by their link. */
function isAsked(name: ActName): boolean {
  return isFormedName(name) || name === 'importLedger';
}

/** No token came, or one that opens nothing. */
class NoToken extends Error {
  override readonly name = 'NoToken';
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

/** Says no in JSON: the code of the error, and its French message. */
function refuse(
  reply: FastifyReply,
  status: number,
  code: keyof typeof errors,
  message: string,
  more: object = {},
): FastifyReply {
  return reply.code(status).send({ error: { code, message, ...more } });
}

function sayNo(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = {
    route: request.routeOptions.url,
    ...(request.session ? { session: request.session.mark } : {}),
  };
  if (error instanceof NoToken) {
    request.log.warn(told, 'no token');
    const message =
      'Un jeton valable est attendu : « Authorization: Bearer dg_… ». Un administrateur en donne.';
    return refuse(reply.header('www-authenticate', 'Bearer realm="delegation"'), 401, 'BAD_USAGE', message);
  }
  if (error instanceof NotForYou) {
    request.log.warn(told, 'not for this person');
    const message = 'Ceci n’existe pas, ou n’est pas ouvert à ce jeton.';
    return refuse(reply, 404, 'UNKNOWN_CONVENTION', message);
  }
  if (error instanceof CrossSite) {
    request.log.warn(told, 'request of another site');
    const message = 'Une page d’un autre site n’est pas servie ; accepté : un programme, sans « Origin ».';
    return refuse(reply, 403, 'BAD_USAGE', message);
  }
  if (error instanceof Refused) {
    const { http } = errors[error.code];
    request.log.warn({ ...told, code: error.code }, 'refused');
    if (http >= 500) request.log.error({ ...told, err: loggedError(error) }, 'request failed');
    const retry = error instanceof OutcomeUnknown ? { idempotencyKey: error.intention } : {};
    return refuse(reply, http, error.code, error.message, retry);
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 500) {
    request.log.warn({ ...told, status }, 'refused');
    return refuse(reply, status, 'BAD_USAGE', saidOf[status] ?? 'Cette demande n’a pas de sens.');
  }
  request.log.error({ ...told, err: loggedError(error) }, 'request failed');
  const message = `Quelque chose a échoué de notre côté. Référence : ${request.id}.`;
  return refuse(reply, 500, 'UNFORESEEN', message);
}

const saidOf: Readonly<Record<number, string>> = {
  413: 'Ce que vous envoyez est trop grand ; accepté : 2 Mo au plus.',
  415: 'Seul « Content-Type: application/json » est accepté.',
  429: 'Trop de demandes en peu de temps : réessayez dans une minute.',
};
