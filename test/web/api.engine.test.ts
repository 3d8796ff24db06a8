import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { Validator } from '@seriousme/openapi-schema-validator';
import { actNames } from '../../acts/acts.ts';
import { writtenDocument } from '../support/documents.ts';
import { openSite, type Site, type Visitor } from '../support/site.ts';

// What programs ask, by the token that an admin has made for them.

let site: Site;
let admin: Visitor;
let opens: string;
const id = `api-${randomUUID().slice(0, 8)}`;
const document = { ...writtenDocument(), id };

interface Said {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Asks as a program does, without any page. */
async function ask(
  token: string | undefined,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const answer = await fetch(`${site.url}/api/v1${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  return { status: answer.status, body: Object(await answer.json()) };
}

/** A token as an admin makes it in the page. */
async function tokenFor(email: string, filled: Readonly<Record<string, string>> = {}): Promise<string> {
  const page = await admin.fill('/jetons', {
    name: 'Portail budgétaire',
    email,
    purpose: 'essai',
    days: '90',
    ...filled,
  });
  const [, secret = ''] = /<code[^>]*>(dg_[\w-]+)<\/code>/.exec(page.text) ?? [];
  return secret;
}

const acts = `/conventions/${document.id}/acts`;
const errorOf = ({ status, body }: Said) => ({ status, ...Object(body.error) });

beforeAll(async () => {
  site = await openSite();
  admin = await site.admin();
  opens = await tokenFor('');
  const started = await ask(opens, '/conventions', document);
  expect(started).toMatchObject({ status: 201, body: { id: document.id } });
});
afterAll(() => site.close());

describe('a token', () => {
  test('is asked for: nothing is told without one, nor with one that opens nothing', async () => {
    for (const token of [undefined, 'dg_x', `dg_${'a'.repeat(43)}`])
      expect(errorOf(await ask(token, '/conventions'))).toMatchObject({
        status: 401,
        message: expect.stringContaining('Un jeton valable est attendu'),
      });
  });

  test('does not come from a cookie, nor from a page of another site', async () => {
    const byCookie = await admin.get('/api/v1/conventions');
    expect(byCookie.status).toBe(401);
    const elsewhere = await ask(
      opens,
      `${acts}/terminate`,
      { reason: 'r' },
      { origin: 'https://evil.example' },
    );
    expect(elsewhere.status).toBe(403);
  });

  test('has the rights of its person, and no others', async () => {
    const delegatee = await tokenFor('budget@dinum.example');
    const nobody = await tokenFor('nobody@elsewhere.example');
    expect((await ask(delegatee, `/conventions/${document.id}`)).body).toMatchObject({ id: document.id });
    expect((await ask(nobody, `/conventions/${document.id}`)).status).toBe(404);
    expect((await ask(nobody, '/conventions')).body).toMatchObject({ total: 0 });
    expect((await ask(delegatee, '/conventions', document)).status).toBe(404);
    expect((await ask(delegatee, `${acts}/terminate`, { reason: 'r' })).status).toBe(404);
    // What is asked of the other party is not its to do, however it says so.
    const ofOther = await ask(delegatee, `${acts}/requestInformation`, { from: 'delegator', subject: 's' });
    expect(ofOther.body).toMatchObject({ text: expect.stringContaining('DINUM demande') });
  });

  test('is kept as a hash, told once, and opens nothing once it is revoked or over', async () => {
    const token = await tokenFor('budget@dinum.example', { name: 'Éphémère' });
    const list = await admin.get('/jetons');
    expect(list.text).not.toContain(token);
    const [, mark = ''] = /Éphémère[\s\S]*?name="jeton" value="([0-9a-f]+)"/.exec(list.text) ?? [];
    await admin.post('/jetons/revocation', { csrf: await admin.token(), jeton: mark });
    expect((await ask(token, '/conventions')).status).toBe(401);
    expect(site.log()).not.toContain(token);
  });
});

describe('an act', () => {
  test('is done once under one name, and told again', async () => {
    const once = { 'idempotency-key': 'essai-1' };
    const input = { duties: ['chorus-access'], evidence: 'ticket 4512' };
    const done = await ask(opens, `${acts}/markDone`, input, once);
    expect(done).toMatchObject({
      status: 200,
      body: { act: 'markDone', text: expect.stringMatching(/^Remplie : .*4512/) },
    });
    expect(await ask(opens, `${acts}/markDone`, input, once)).toEqual(done);
    const other = await ask(opens, `${acts}/markDone`, { ...input, evidence: 'autre' }, once);
    expect(errorOf(other)).toMatchObject({ status: 409, code: 'REQUEST_REUSED' });
    const again = await ask(opens, `${acts}/markDone`, input);
    expect(errorOf(again)).toMatchObject({ status: 409, code: 'ALREADY_DONE' });
    const { journal } = Object(await ask(opens, `/conventions/${document.id}/record`)).body;
    expect(journal).toContainEqual(expect.objectContaining({ by: 'Portail budgétaire', act: 'markDone' }));
  });

  test.each([
    ['markDone', { duties: ['nothing'], evidence: 'e' }, 404, 'UNKNOWN_DUTY', /« nothing ».*à faire/],
    ['markDone', { duties: ['credits'] }, 422, 'BAD_ACT', /evidence : Indiquez ce qui le prouve/],
    [
      'markDone',
      { duty: 'credits' },
      422,
      'BAD_ACT',
      /« duty » n’est pas attendu ; accepté : duties, evidence/,
    ],
    ['markDone', [], 422, 'BAD_ACT', /objet JSON/],
    [
      'submitReport',
      { period: '2020-04', spent: 'x', progress: 'p', forecast: 'f' },
      422,
      'BAD_ACT',
      /spent : « x »/,
    ],
    [
      'importLedger',
      { link: 'a'.repeat(22) },
      422,
      'BAD_ACT',
      /« link » n’est pas attendu ; accepté : source, sha256, lines/,
    ],
    ['dance', {}, 404, 'UNKNOWN_REFERENCE', /« dance » n’est pas un acte/],
    ['requestLink', {}, 404, 'UNKNOWN_REFERENCE', /n’est pas un acte/],
  ])('%s is refused with its code and its French message', async (act, input, status, code, says) => {
    expect(errorOf(await ask(opens, `${acts}/${act}`, input))).toMatchObject({
      status,
      code,
      message: expect.stringMatching(says),
    });
  });

  test('that is not JSON, or too large, is refused in JSON', async () => {
    const headers = { authorization: `Bearer ${opens}` };
    const post = (body: string, type: string) =>
      fetch(`${site.url}/api/v1${acts}/markDone`, {
        method: 'POST',
        body,
        headers: { ...headers, 'content-type': type },
      });
    const broken = await post('{', 'application/json');
    expect([broken.status, Object(await broken.json()).error.code]).toEqual([400, 'BAD_USAGE']);
    const form = await post('a=b', 'application/x-www-form-urlencoded');
    expect([form.status, Object(await form.json()).error.code]).toEqual([415, 'BAD_USAGE']);
    const large = await post(JSON.stringify({ a: 'x'.repeat(3_000_000) }), 'application/json');
    expect([large.status, Object(await large.json()).error.code]).toEqual([413, 'BAD_USAGE']);
  });
});

test('conventions are listed and read, by what the pages show', async () => {
  expect((await ask(opens, '/conventions?phase=signed')).body).toMatchObject({
    total: 1,
    conventions: [{ id: document.id, phase: 'signed' }],
  });
  const of = (part: string) => ask(opens, `/conventions/${document.id}${part}`);
  expect((await of('')).body).toMatchObject({ id: document.id, phase: 'signed' });
  expect((await of('/schedule')).body).toMatchObject({ deadlines: expect.any(Array) });
  expect((await of('/mails')).body).toMatchObject({ mails: expect.any(Array) });
  expect(errorOf(await ask(opens, '/conventions/atlantis'))).toMatchObject({ status: 404 });
});

test('what conventions hold is searched, in those that the person may see', async () => {
  const found = await ask(opens, '/search?text=HABILITATIONS%20chorus&search=signaux');
  expect(found.body).toMatchObject({
    text: 'HABILITATIONS chorus',
    conventions: 1,
    left: 0,
    silent: 0,
    page: 1,
  });
  expect(Object(found.body).found).toContainEqual(
    expect.objectContaining({ id: document.id, kind: 'duty', of: 'chorus-access', text: expect.any(String) }),
  );
  expect(JSON.stringify(found.body)).not.toContain('compared');
  const nobody = await tokenFor('nobody@elsewhere.example');
  expect((await ask(nobody, '/search?text=chorus')).body).toMatchObject({ found: [], conventions: 0 });
  expect(errorOf(await ask(opens, '/search?text=%20'))).toMatchObject({
    status: 400,
    code: 'BAD_USAGE',
    message: expect.stringContaining('ne dit rien à chercher'),
  });
});

describe('a file', () => {
  const content = new TextEncoder().encode('%PDF-1.7 bon de livraison');
  const bring = (token: string, query: string, body = content, type = 'application/octet-stream') =>
    fetch(`${site.url}/api/v1/conventions/${id}/pieces${query}`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
    });

  test('is brought, then cited by the act that it proves, and kept with the convention', async () => {
    const delegator = await tokenFor('budget@dgefp.example');
    const brought = await bring(delegator, '?name=bon.pdf');
    expect(brought.status).toBe(201);
    const { sha256, name, citation } = Object(await brought.json());
    expect({ name, citation }).toEqual({ name: 'bon.pdf', citation: `pièce « bon.pdf », SHA-256 ${sha256}` });
    const done = await ask(delegator, `${acts}/markDone`, { duties: ['credits'], evidence: citation });
    expect(done).toMatchObject({ status: 200 });
    const kept = await admin.get(`/conventions/${id}/pieces/${sha256}/bon.pdf`);
    expect([kept.status, kept.text]).toEqual([200, '%PDF-1.7 bon de livraison']);
  });

  test.each([
    ['?name=bon.pdf', new TextEncoder().encode('MZ'), undefined, 422, /n’est pas ce que dit son nom/],
    ['?name=bon.exe', content, undefined, 422, /n’est pas d’un type accepté/],
    ['', content, undefined, 400, /son nom dans l’adresse/],
    ['?name=bon.pdf', content, 'application/pdf', 415, /application\/octet-stream/],
    ['?name=bon.pdf', new Uint8Array(11 * 1024 * 1024), undefined, 413, /10 Mo pour une pièce/],
  ])('is refused with its reason: %s', async (query, body, type, status, says) => {
    const answer = await bring(opens, query, body, type);
    const { error } = Object(await answer.json());
    expect([answer.status, error.message]).toEqual([status, expect.stringMatching(says)]);
  });

  test('too large to be taken is refused to whoever still sends it: the answer is read, and nothing breaks off', async () => {
    const length = 11 * 1024 * 1024;
    const sending = request(`${site.url}/api/v1/conventions/${id}/pieces?name=bon.pdf`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${opens}`,
        'content-type': 'application/octet-stream',
        'content-length': length,
      },
    });
    const broken = new Promise<string>((cut) => {
      sending.on('error', ({ message }) => cut(message));
      sending.on('socket', (socket) => socket.on('close', () => cut('closed')));
    });
    const answered = once(sending, 'response');
    sending.write(Buffer.alloc(1024));
    const [answer] = await answered;
    answer.resume();
    await once(answer, 'end');
    const sent = new Promise<string>((done) => sending.end(Buffer.alloc(length - 1024), () => done('sent')));
    expect(answer.statusCode).toBe(413);
    expect(await Promise.race([sent, broken])).toBe('sent');
  });

  test('is not taken from who only reads', async () => {
    const nobody = await tokenFor('nobody@elsewhere.example');
    expect((await bring(nobody, '?name=bon.pdf')).status).toBe(404);
  });
});

describe('a convention that already runs', () => {
  const of = (own: string) => ({ ...document, id: `${id}-${own}` });

  test('is taken over with what is done of it', async () => {
    const runs = of('court');
    const started = await ask(opens, '/conventions?alreadyDone=chorus-access,credits', runs);
    expect(started.status).toBe(201);
    const { body } = await ask(opens, `/conventions/${runs.id}/record`);
    expect(body).toMatchObject({
      takenOver: { done: { 'chorus-access': expect.any(String), credits: expect.any(String) } },
      mails: [],
    });
  });

  test.each([
    ['alreadyDone=rien', /alreadyDone : « rien » refusé ; accepté : all, none, ou parmi /],
    ['effectiveOn=2020-04-10', /effectiveOn est donné seul ; accepté : avec alreadyDone/],
    ['alreadyDone=all&effectiveOn=demain', /effectiveOn : « demain » n’est pas une date/],
    ['alreadyDone=all&effectiveOn=2001-01-01', /effectiveOn : « 2001-01-01 » refusé ; accepté : du /],
  ])('is refused with what would be accepted: %s', async (query, says) => {
    const refused = errorOf(await ask(opens, `/conventions?${query}`, of('refusee')));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_USAGE', message: expect.stringMatching(says) });
  });
});

test('it is described in OpenAPI 3.1, with every act that is not a mail’s alone', async () => {
  const { body } = await ask(undefined, '/openapi.json');
  const validator = new Validator();
  const { valid, errors } = await validator.validate(body);
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(validator.version).toBe('3.1');
  const paths = Object.keys(Object(body).paths);
  const named = paths.flatMap((path) => /^\/conventions\/\{id\}\/acts\/(\w+)$/.exec(path)?.[1] ?? []);
  expect(named.sort()).toEqual(
    actNames.filter((name) => name !== 'requestLink' && name !== 'askHandover').sort(),
  );
});
