import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { addressMark, signLink } from '../../contract/signed-links.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { testDocument } from '../support/documents.ts';
import { eventually } from '../support/scene.ts';
import { type Answer, openSite, type Site, type Visitor } from '../support/site.ts';

/** Who may open a route. */
type Guard = 'public' | 'signed-in' | 'concerned' | 'admin' | 'link';

/** Every route of the application, and what guards it: a new one is added here, or this test fails. */
const guards: Readonly<Record<string, Guard>> = {
  'GET /': 'public',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /stats': 'public',
  'GET /stats.json': 'public',
  'GET /stats.csv': 'public',
  'GET /registre': 'public',
  'GET /registre/:id': 'public',
  'GET /registre/:id.json': 'public',
  'GET /aide': 'public',
  'GET /aide/:page': 'public',
  'GET /accessibilite': 'public',
  'GET /mentions-legales': 'public',
  'GET /donnees-personnelles': 'public',
  'GET /conditions': 'public',
  'GET /connexion': 'public',
  'GET /connexion/:code': 'public',
  'POST /connexion/:code': 'public',
  'POST /deconnexion': 'public',
  'GET /ma-semaine': 'signed-in',
  'GET /ma-semaine.csv': 'signed-in',
  'GET /ma-semaine.ics': 'signed-in',
  'GET /conventions': 'signed-in',
  'GET /conventions.csv': 'signed-in',
  'GET /filtres': 'signed-in',
  'POST /filtres': 'signed-in',
  'POST /filtres/retrait': 'signed-in',
  'GET /portefeuille': 'signed-in',
  'GET /recherche': 'signed-in',
  'GET /conventions/:id': 'concerned',
  'GET /conventions/:id/obligations': 'concerned',
  'GET /conventions/:id/obligations/:duty': 'concerned',
  'GET /conventions/:id/budget': 'concerned',
  'GET /conventions/:id/budget.svg': 'concerned',
  'GET /conventions/:id/registre.csv': 'concerned',
  'GET /conventions/:id/suivi': 'concerned',
  'GET /conventions/:id/suivi/:period.pdf': 'concerned',
  'GET /conventions/:id/avenants': 'concerned',
  'GET /conventions/:id/courriels': 'concerned',
  'GET /conventions/:id/courriels/:rank': 'concerned',
  'GET /conventions/:id/journal': 'concerned',
  'GET /conventions/:id/corriger/:line': 'concerned',
  'GET /conventions/:id/documents': 'concerned',
  'GET /conventions/:id/documents/:version.json': 'concerned',
  'GET /conventions/:id/dossier.json': 'concerned',
  'GET /conventions/:id/dossier.pdf': 'concerned',
  'GET /conventions/:id/archive': 'concerned',
  'GET /conventions/:id/pieces/:sha256/:name': 'concerned',
  'GET /conventions/:id/actes': 'concerned',
  'GET /conventions/:id/actes/:act': 'concerned',
  'POST /conventions/:id/actes/:act': 'concerned',
  'POST /conventions/:id/reprise': 'admin',
  'GET /conventions/:id/actes/import': 'concerned',
  'POST /conventions/:id/actes/import': 'concerned',
  'GET /import': 'signed-in',
  'POST /import': 'signed-in',
  'GET /import/:job': 'signed-in',
  'GET /acte-commun': 'signed-in',
  'GET /acte-commun/:act': 'signed-in',
  'POST /acte-commun/:act': 'signed-in',
  'GET /acte-commun/:act/:job': 'signed-in',
  'GET /temporal': 'admin',
  'GET /sessions': 'signed-in',
  'GET /sessions/reste': 'public',
  'POST /sessions/prolongation': 'signed-in',
  'POST /sessions/fin': 'signed-in',
  'POST /sessions/compte': 'admin',
  'GET /jetons': 'admin',
  'POST /jetons': 'admin',
  'POST /jetons/revocation': 'admin',
  'GET /nouvelle': 'admin',
  'POST /nouvelle/fichier': 'admin',
  'POST /nouvelle/modele': 'admin',
  'POST /nouvelle/comme/:id': 'admin',
  'GET /nouvelle/etape/:step': 'admin',
  'POST /nouvelle/etape/:step': 'admin',
  'GET /nouvelle/verification': 'admin',
  'GET /nouvelle/reprise': 'admin',
  'GET /nouvelle/document.json': 'admin',
  'POST /nouvelle/repetition': 'admin',
  'GET /nouvelle/repetition/:job': 'admin',
  'POST /nouvelle/demarrer': 'admin',
  'GET /agir/:token': 'link',
  'GET /agir/:token/texte/:sha256': 'link',
  'GET /agir/:token/compte-rendu/:period.pdf': 'link',
  'POST /agir/:token': 'link',
  'POST /agir/:token/lien': 'link',
  'POST /agir/:token/pas-moi': 'link',
  'GET /agir/:token/absence': 'link',
  'POST /agir/:token/absence': 'link',
  'GET /agir/:token/rythme': 'link',
  'POST /agir/:token/rythme': 'link',
  'GET /agenda/:token.ics': 'link',
};

/** What the code declares. */
function declaredRoutes(): string[] {
  const root = join(packageRoot(), 'web');
  const files = [
    join(root, 'server.ts'),
    ...readdirSync(join(root, 'routes')).map((file) => join(root, 'routes', file)),
  ];
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const direct = [...source.matchAll(/app\.(get|post)\(\s*'([^']+)'/g)].map(
    ([, method = '', path]) => `${method.toUpperCase()} ${path}`,
  );
  const legal = [...source.matchAll(/legalPage\('([^']+)'/g)].map(([, path]) => `GET ${path}`);
  return [...new Set([...direct, ...legal])];
}

let site: Site;
let id: string;
let refused: string;

beforeAll(async () => {
  site = await openSite();
  const document = testDocument();
  id = document.id;
  await site.stage.conventions.start(document, 'Camille');
  await eventually(async () =>
    (await site.stage.conventions.view(id)).mails.length >= 5 ? true : undefined,
  );
  refused = await fingerprint();
});

afterAll(() => site.close());

/** All that an act could change. */
async function fingerprint(): Promise<string> {
  const { journal, faults, outcomes, document } = await site.stage.conventions.record(id);
  return JSON.stringify({
    journal: journal.filter(({ by }) => by !== 'delegation'),
    faults,
    outcomes,
    document,
  });
}

function addressOf(route: string, token = 'x.y.z'): string {
  const [, path = ''] = route.split(' ');
  return path
    .replace(':id', id)
    .replace(':duty', 'chorus-access')
    .replace(':act', 'declarer-une-obligation-remplie')
    .replace(':period', '2020-04')
    .replace(':rank', '0')
    .replace(':version', '1')
    .replace(':sha256', 'a'.repeat(64))
    .replace(':name', 'a.pdf')
    .replace(':step', '1')
    .replace(':job', 'abc')
    .replace(':code', 'abc')
    .replace(':token', token);
}

const ask = (visitor: Visitor, route: string, address: string): Promise<Answer> =>
  route.startsWith('GET')
    ? visitor.get(address)
    : visitor.post(address, { duty: 'chorus-access', evidence: 'x' });

const guarded = (guard: Guard) => Object.keys(guards).filter((route) => guards[route] === guard);

test('every route says what guards it', () => {
  expect(declaredRoutes().filter((route) => !(route in guards))).toEqual([]);
  expect(Object.keys(guards).filter((route) => !declaredRoutes().includes(route))).toEqual([]);
});

describe('without a session', () => {
  test.each([...guarded('signed-in'), ...guarded('concerned'), ...guarded('admin')])('%s', async (route) => {
    const { status, headers } = await ask(site.visitor(), route, addressOf(route));
    expect([303, 403]).toContain(status);
    if (status === 303) expect(headers.get('location')).toMatch(/^\/connexion/);
    expect(await fingerprint()).toBe(refused);
  });
});

describe('with a link that is not ours, or not theirs', () => {
  const forge = async (kind: string): Promise<string> => {
    const record = await site.stage.conventions.record(id);
    const [contact] = record.document.delegator.contacts;
    const claims = {
      convention: id,
      about: 'chorus-access',
      contact: contact?.id ?? '',
      address: addressMark(contact?.email ?? ''),
      version: 1,
    };
    const now = Date.now();
    const other = readLinkKeys(newLinkKey());
    switch (kind) {
      case 'cut':
        return signLink(site.keys, claims, now, 14).slice(0, -3);
      case 'of another key':
        return signLink(other, claims, now, 14);
      case 'of nobody':
        return signLink(site.keys, { ...claims, contact: 'personne' }, now, 14);
      case 'of a former holder':
        return signLink(site.keys, { ...claims, address: addressMark('ancien@dgefp.example') }, now, 14);
      case 'of another convention':
        return signLink(site.keys, { ...claims, convention: 'aucune' }, now, 14);
      case 'expired':
        return signLink(site.keys, claims, now - 15 * 24 * 3_600_000, 14);
      case 'without algorithm':
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ c: id })).toString('base64url')}.`;
      default:
        return 'x'.repeat(2400);
    }
  };
  const kinds = [
    'cut',
    'of another key',
    'of nobody',
    'of a former holder',
    'of another convention',
    'expired',
    'without algorithm',
    'oversized',
  ];
  test.each(kinds.flatMap((kind) => guarded('link').map((route) => [kind, route] as const)))(
    'a link %s: %s',
    async (kind, route) => {
      // An expired link may still ask for a new one: that is what it is for.
      if (kind === 'expired' && route.endsWith('/lien')) return;
      const { status } = await ask(site.visitor(), route, addressOf(route, await forge(kind)));
      expect([404, 410, 414]).toContain(status);
      expect(await fingerprint()).toBe(refused);
    },
  );
});

describe('a form posted from elsewhere', () => {
  const elsewhere = [
    ['another site', { origin: 'https://evil.example' }],
    ['no origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ] as const;
  const posts = Object.keys(guards).filter((route) => route.startsWith('POST'));
  let visitor: Visitor;
  let csrf: string;

  beforeAll(async () => {
    visitor = await site.admin();
    csrf = await visitor.token();
  });

  test.each(elsewhere.flatMap(([from, headers]) => posts.map((route) => [from, route, headers] as const)))(
    'from %s: %s',
    async (_from, route, headers) => {
      const { status } = await visitor.post(
        addressOf(route),
        { csrf, duty: 'chorus-access', evidence: 'x' },
        headers,
      );
      expect(status).toBe(403);
      expect(await fingerprint()).toBe(refused);
    },
  );

  test('with another session’s token, or none', async () => {
    const [one, other] = [await site.admin(), await site.admin()];
    const stolen = await other.token();
    for (const csrf of [stolen, '', 'x'.repeat(43)]) {
      for (const etape of ['verifier', 'confirmer']) {
        const filled = { csrf, etape, duty: 'chorus-access', evidence: 'x' };
        expect(
          (await one.post(`/conventions/${id}/actes/declarer-une-obligation-remplie`, filled)).status,
        ).toBe(403);
      }
    }
    expect(await fingerprint()).toBe(refused);
  });
});

describe('every answer', () => {
  test.each([...guarded('public'), ...guarded('link'), ...guarded('concerned')])(
    'of %s bears the security headers',
    async (route) => {
      const { headers, status } = await ask(site.visitor(), route, addressOf(route));
      expect(status).toBeLessThan(500);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toMatch(/same-origin|no-referrer/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  test('is only given by the site’s own name', async () => {
    const { hostname, port } = new URL(site.url);
    const statusFor = (host: string) =>
      new Promise<number | undefined>((answered, failed) => {
        request({ hostname, port, path: '/registre', headers: { host } }, (response) => {
          response.resume();
          answered(response.statusCode);
        })
          .on('error', failed)
          .end();
      });
    expect(await statusFor(`${hostname}:${port}`)).toBe(200);
    expect(await statusFor('evil.example')).toBe(421);
    expect(await statusFor(`localhost:${port}`)).toBe(307);
  });
});
