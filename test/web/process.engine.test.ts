import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { newLinkKey } from '../../contract/link-keys.ts';
import { newPayloadKey } from '../../contract/payload-keys.ts';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { freePort } from '../../engine/ports.ts';
import { startServer } from '../../engine/temporal-server.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { type Child, compiled, runChild } from '../support/child-process.ts';
import { inbox, linksIn, linkTo } from '../support/inbox.ts';
import { sharedOut } from '../support/runs.ts';
import { eventually, testAddress } from '../support/scene.ts';
import { openSite, Visitor } from '../support/site.ts';
import { settled, startLively } from './lively.ts';

jest.setTimeout(120_000);

interface WebProcess extends Child {
  readonly url: string;
  /** What it said when it was ready, or its exit code. */
  readonly said: Promise<{ readonly signIn?: string } | number | null>;
}

/** The process as a deployment runs it; ended after the test. */
async function run(settings: NodeJS.ProcessEnv): Promise<WebProcess> {
  const port = await freePort();
  const child = runChild(compiled('web', 'main.js'), {
    settings: {
      DELEGATION_DATA: await temporaryFolder(),
      DELEGATION_WEB_PORT: String(port),
      DELEGATION_LINK_KEYS: newLinkKey(),
      DELEGATION_PAYLOAD_KEYS: newPayloadKey(),
      ...settings,
    },
  });
  afterwards(() => child.end('SIGKILL'));
  const said = Promise.race([
    once(child.process, 'message').then(([message]) => Object(message)),
    child.ended,
  ]);
  return { ...child, url: `http://127.0.0.1:${port}`, said };
}

/** Waits until a page answers with a status. */
function answers(url: string, path: string, status: number): Promise<string> {
  return eventually(async () => {
    const response = await fetch(`${url}${path}`).catch(() => undefined);
    return response?.status === status ? response.text() : undefined;
  });
}

const french503 = 'Le suivi des conventions ne répond pas pour l’instant.';

const refusedSettings = [
  [
    'beyond this machine without an identity provider',
    { DELEGATION_WEB_HOST: '0.0.0.0', DELEGATION_WEB_URL: 'https://conventions.example.gouv.fr' },
    /DELEGATION_WEB_HOST : « 0\.0\.0\.0 » refusé sans fournisseur d’identité ; accepté : 127\.0\.0\.1/,
  ],
  [
    'beyond this machine under an address in clear',
    {
      DELEGATION_WEB_HOST: '0.0.0.0',
      DELEGATION_WEB_URL: 'http://conventions.example.gouv.fr',
      OIDC_ISSUER: 'https://identite.example',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'y',
    },
    /DELEGATION_WEB_URL : « http:\/\/conventions\.example\.gouv\.fr » refusé ; attendu : l’adresse publique en https/,
  ],
  [
    'beyond this machine without an address',
    {
      DELEGATION_WEB_HOST: '::',
      OIDC_ISSUER: 'https://identite.example',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'y',
    },
    /DELEGATION_WEB_URL : absent ; attendu : l’adresse publique en https/,
  ],
  [
    'with half of an identity provider',
    { OIDC_ISSUER: 'https://identite.example', OIDC_CLIENT_SECRET: 'tres-secret' },
    /OIDC_CLIENT_ID : absent ; attendu : OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET ensemble/,
  ],
] as const;

// By default one of them: each is refused in `settings.test.ts` too, without a process.
test.each(sharedOut(refusedSettings, 3, 4))('does not open %s', async (_how, settings, why) => {
  const { said, log } = await run({ TEMPORAL_ADDRESS: testAddress(), ...settings });
  expect(await said).toBe(2);
  expect(log()).toMatch(why);
  expect(log()).not.toContain('tres-secret');
});

test('an engine that is down is waited for, one that dies is told in French, and found again', async () => {
  const port = await freePort();
  const start = () =>
    startServer({
      executable: process.env.DELEGATION_TEST_TEMPORAL ?? '',
      port,
      searchAttributes: searchAttributeTypes,
    });
  const { url, said, process: child, ended } = await run({ TEMPORAL_ADDRESS: `127.0.0.1:${port}` });
  const { signIn = '' } = Object(await said);
  expect(await answers(url, '/healthz', 200)).toBe('ok\n');
  expect(await answers(url, '/readyz', 503)).toBe('indisponible\n');
  expect(await answers(url, '/registre', 503)).toContain(french503);
  expect(await answers(url, '/connexion', 200)).toContain('npx delegation sign-in');
  const visitor = new Visitor(url);
  await visitor.post(new URL(signIn).pathname, {});

  let server = await start();
  afterwards(() => server.stop());
  expect(await answers(url, '/readyz', 200)).toBe('ok\n');
  expect(await answers(url, '/registre', 200)).toContain('Aucune convention publique');
  expect((await visitor.get('/conventions/inconnue')).status).toBe(404);

  process.kill(server.pid, 'SIGKILL');
  await server.exited;
  const down = await visitor.get('/conventions/inconnue');
  expect(down.status).toBe(503);
  expect(down.text).toContain(french503);
  expect(down.text).not.toMatch(/UNAVAILABLE|ECONNREFUSED|npm start/);
  // What is in memory is still shown.
  expect(await answers(url, '/registre', 200)).toContain('Aucune convention publique');

  server = await start();
  expect(server.address).toBe(`127.0.0.1:${port}`);
  await eventually(async () =>
    (await visitor.get('/conventions/inconnue')).status === 404 ? true : undefined,
  );
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('asked to stop, it ends what it is answering, takes no more, and exits in peace', async () => {
  const { url, said, process: child, ended } = await run({ TEMPORAL_ADDRESS: testAddress() });
  const { signIn = '' } = Object(await said);
  const body = 'suite=%2Fregistre';
  // A browser keeps its connection for the next page.
  const agent = new Agent({ keepAlive: true });
  afterwards(() => agent.destroy());
  const asked = request(signIn, {
    method: 'POST',
    agent,
    headers: {
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      // The server says when it has begun with it.
      expect: '100-continue',
    },
  });
  const answer = answerOf(asked);
  await once(asked, 'continue');
  asked.write(body.slice(0, 5));
  child.kill('SIGTERM');
  await eventually(() =>
    fetch(`${url}/healthz`).then(
      () => undefined,
      () => true,
    ),
  );
  expect(child.exitCode).toBeNull();
  asked.end(body.slice(5));
  const { statusCode, headers } = await answer;
  expect(statusCode).toBe(303);
  expect(headers.location).toBe('/registre');
  expect(await ended).toBe(0);
});

test('its log tells every request, and neither a name, nor an address, nor what a link bears', async () => {
  const site = await openSite({ settings: { DELEGATION_LOG_LEVEL: 'debug' } });
  afterwards(() => site.close());
  const { id } = await startLively(site, 'logged');
  await settled(site, id);
  const admin = await site.admin();
  for (const path of ['', '/obligations', '/courriels', '/courriels/0', '/journal', '/documents', '/actes'])
    expect((await admin.get(`/conventions/${id}${path}`)).status).toBe(200);
  await admin.get('/conventions?recherche=Bruno%20Lucas');
  await admin.get('/Bruno.Lucas%40dgefp.example');
  await admin.get('/registre/bruno.lucas%40dgefp.example?nom=Bruno');
  await admin.fill(`/conventions/${id}/actes/remplacer-un-contact`, {
    contact: 'dsaf',
    name: 'Paul Petit',
    email: 'paul.petit@dsaf.example',
    reason: 'Départ de Bruno Lucas',
    etape: 'confirmer',
  });
  const link = await linkTo(site, 'budget@dgefp.logged.example', 'chorus-access');
  await site.visitor().fill(link, { evidence: 'Attestation de Bruno Lucas, bruno.lucas@dgefp.example' });
  await site.visitor().get(`${link}x`);
  await site
    .visitor()
    .post(
      link,
      { acte: 'declarer-une-obligation-remplie', evidence: 'x' },
      { origin: 'https://evil.example' },
    );
  await site.visitor().post(`${link}/pas-moi`, { name: 'Paul Petit', email: 'pas une adresse de Paul' });
  const links = (await inbox(site)).flatMap(linksIn);
  for (const one of links) await site.visitor().get(one);

  const log = site.log();
  const lines = log
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => Object(JSON.parse(line)));
  expect(lines.filter(({ msg }) => msg === 'request').length).toBeGreaterThan(links.length);
  expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  for (const secret of [/@/, /%40/, /lucas/i, /petit/i, /camille/i, /durand/i, /attestation/i, /eyJ/])
    expect(log).not.toMatch(secret);
  for (const one of links) expect(log).not.toContain(one.split('.')[1]);
  for (const [, value = ''] of admin.cookie.matchAll(/=([^;]+)/g)) expect(log).not.toContain(value);
});

function answerOf(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    asked.once('response', (response) => {
      response.resume();
      answered(response);
    });
    asked.once('error', failed);
  });
}
