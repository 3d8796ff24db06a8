import { randomUUID } from 'node:crypto';
import { readPiece } from '../../activities/evidence.ts';
import { sha256Of } from '../../archive/write-bag.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import { nameOf } from '../../engine/data-folder.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import { type Cluster, type ClusterOptions, openCluster } from '../support/cluster.ts';
import { writtenDocument } from '../support/documents.ts';
import { inbox, linkTo } from '../support/inbox.ts';
import { eventually } from '../support/scene.ts';
import { Visitor } from '../support/site.ts';
import { by, inDays, livelyChanges } from './lively.ts';

const pdf = '%PDF-1.7\nle texte signé';

/** Where a cluster keeps what its processes share. */
export interface Shared extends Pick<ClusterOptions, 'settings' | 'worker'> {
  /** What is kept under a name, `evidence`. */
  store(name: string): ObjectStore;
}

/** A storage that can be out of reach. */
export interface Outage {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/**
 * What two web processes that share nothing in memory must do behind one address.
 * @param share makes the storage ready; called once.
 * @param outage ends the storage and starts it again, where it is a server.
 */
export function describeProcesses(share: () => Promise<Shared>, outage?: () => Outage): void {
  let cluster: Cluster;
  let shared: Shared;

  beforeAll(async () => {
    shared = await share();
    cluster = await openCluster({ ...shared, provider: true });
  });

  afterAll(() => cluster?.close());

  /** What is asked of one process alone. */
  async function at<Answer>(rank: number, ask: () => Promise<Answer>): Promise<Answer> {
    cluster.proxy.only(rank);
    try {
      return await ask();
    } finally {
      cluster.proxy.only(undefined);
    }
  }

  /** Waits until a process sends a visitor to the sign-in. */
  const isOut = (rank: number, visitor: Visitor) =>
    eventually(async () =>
      (await at(rank, () => visitor.get('/conventions'))).headers.get('location')?.startsWith('/connexion')
        ? true
        : undefined,
    );

  test('somebody signs in at the provider and works, whichever process is asked each time', async () => {
    const before = [...cluster.proxy.handed];
    const { visitor } = await cluster.signedIn('camille');
    for (let rank = 0; rank < 6; rank++) {
      const page = await visitor.get('/sessions');
      expect(page.status).toBe(200);
      expect(page.text).toContain('Camille Durand');
    }
    for (const [rank, handed] of cluster.proxy.handed.entries())
      expect(handed - (before[rank] ?? 0)).toBeGreaterThan(3);
  });

  test('whoever signs out of one is out of the other', async () => {
    const { visitor } = await cluster.signedIn('camille');
    for (const rank of [0, 1]) expect((await at(rank, () => visitor.get('/conventions'))).status).toBe(200);
    await at(0, async () => visitor.press(await visitor.get('/conventions'), '/deconnexion'));
    expect((await at(0, () => visitor.get('/conventions'))).status).toBe(303);
    await isOut(1, visitor);
  });

  test('a session that somebody ends on one is over on the other', async () => {
    const [{ visitor }, ended] = [await cluster.signedIn('camille'), await cluster.signedIn('dominique')];
    for (const rank of [0, 1])
      expect((await at(rank, () => ended.visitor.get('/conventions'))).status).toBe(200);
    await at(1, async () => {
      const { text } = await visitor.get('/sessions');
      const row = text.split('<tr').find((part) => part.includes('Dominique Petit')) ?? '';
      const [, mark = ''] = /name="session" value="([^"]+)"/.exec(row) ?? [];
      const csrf = await visitor.token();
      expect((await visitor.post('/sessions/fin', { session: mark, csrf })).status).toBe(303);
    });
    await isOut(0, ended.visitor);
  });

  test('a new convention is begun, looked at and started by turns, and its first letters have its text', async () => {
    const { visitor } = await cluster.signedIn('camille');
    await visitor.fill('/nouvelle', { template: 'beta-gouv' });
    const steps = await visitor.get('/nouvelle/etape/1');
    const [, field = ''] = /<input[^>]* name="(title|shortName|id)"/.exec(steps.text) ?? [];
    for (const rank of [0, 1]) {
      await at(rank, () => visitor.fill('/nouvelle/etape/1', { [field]: `Équipe n° ${rank}` }));
      expect((await at(1 - rank, () => visitor.get('/nouvelle/etape/1'))).text).toContain(
        `Équipe n° ${rank}`,
      );
    }
    const id = await started(visitor);
    const { stage } = cluster;
    const [piece] = piecesOf(await stage.conventions.record(id));
    const content = await readPiece(shared.store(nameOf('evidence')), id, piece?.sha256 ?? '');
    expect(Buffer.from(content ?? []).toString()).toBe(pdf);
    if (!shared.worker) return;
    const enclosed = await eventually(async () =>
      (await inbox({ stage }))
        .flatMap(({ attachments }) => attachments)
        .find(({ contentType }) => contentType === 'application/pdf'),
    );
    expect(Buffer.from(enclosed.content, 'base64').toString()).toBe(pdf);
  });

  test('the package of a convention that is closed is kept beside its evidence', async () => {
    // The stage's own worker has folders of its own.
    if (!shared.worker) return;
    const { visitor } = await cluster.signedIn('camille');
    const id = await started(visitor);
    const { conventions } = cluster.stage;
    await conventions.act(id, 'terminate', { by, reason: 'essai' });
    const { archive } = await conventions.outcome(id);
    const kept = await shared.store(nameOf('archives')).get(archive?.file ?? '');
    expect(sha256Of(kept ?? Buffer.from(''))).toBe(archive?.sha256);
  });

  test('a link of a mail serves once, though its button is pressed on both at once', async () => {
    const { visitor } = await cluster.signedIn('camille');
    const tag = `lien-${randomUUID().slice(0, 8)}`;
    const id = await started(visitor, tag);
    const { stage } = cluster;
    await stage.conventions.act(id, 'confirmEffect', { by, on: inDays(-65), reason: 'publiée' });
    const link = await linkTo({ stage }, `budget@dgefp.${tag}.example`, 'chorus-access');
    const readers = Array.from({ length: 6 }, () => new Visitor(cluster.url));
    const answers = await Promise.all(
      readers.map((reader) => reader.fill(link, { evidence: 'Accès ouvert' })),
    );
    expect(answers.filter(({ text }) => text.includes('C’est fait, merci')).length).toBeGreaterThan(0);
    const { journal } = await stage.conventions.record(id);
    expect(journal.filter(({ text }) => text.includes('Accès ouvert'))).toHaveLength(1);
  });

  test('a token that one has made opens on the other, until one revokes it', async () => {
    const { visitor } = await cluster.signedIn('camille');
    const asked = { name: 'Portail', email: 'camille.durand@dinum.example', purpose: 'essai', days: '90' };
    const page = await at(0, () => visitor.fill('/jetons', asked));
    const [, secret = ''] = /<code[^>]*>(dg_[\w-]+)<\/code>/.exec(page.text) ?? [];
    const headers = { authorization: `Bearer ${secret}` };
    const opens = async (rank: number) =>
      (await at(rank, () => fetch(`${cluster.url}/api/v1/conventions`, { headers }))).status;
    expect([await opens(0), await opens(1)]).toEqual([200, 200]);
    await at(1, async () => visitor.press(await visitor.get('/jetons'), '/jetons/revocation'));
    expect([await opens(0), await opens(1)]).toEqual([401, 401]);
  });

  test('a one-time sign-in link serves once, though it is used on both at once', async () => {
    // Of one machine, whose data folder both have.
    const settings = { ...shared.settings(0) };
    const pair = await openCluster({ settings: () => settings });
    try {
      const browsers = Array.from({ length: 10 }, () => new Visitor(pair.url));
      const path = new URL(pair.signIn).pathname;
      const answers = await Promise.all(browsers.map((browser) => browser.post(path, {})));
      expect(answers.map(({ status }) => status).sort()).toEqual([
        303,
        ...Array.from({ length: 9 }, () => 410),
      ]);
      for (const handed of pair.proxy.handed) expect(handed).toBe(5);
    } finally {
      await pair.close();
    }
  });

  if (outage) {
    test('a storage that is out of reach is told in French, and nothing is lost once it is back', async () => {
      const { visitor } = await cluster.signedIn('camille');
      await visitor.fill('/nouvelle', { template: 'beta-gouv' });
      const filled = { shortName: 'Équipe gardée' };
      await visitor.fill('/nouvelle/etape/1', filled);
      const page = await visitor.get('/nouvelle/etape/1');
      expect(page.text).toContain('Équipe gardée');
      await outage().kill();
      try {
        const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
        const lost = await visitor.post('/nouvelle/etape/1', { csrf, shortName: 'Équipe perdue' });
        expect(lost.status).toBe(503);
        expect(lost.text).toContain(
          'Le stockage de ce service ne répond pas pour l’instant. Rien n’a été perdu',
        );
        expect(lost.text).not.toMatch(/ECONNREFUSED|AWS_|127\.0\.0\.1:\d+\/conv/);
        // Whoever has no session needs none of it.
        expect((await new Visitor(cluster.url).get('/registre')).status).toBe(200);
      } finally {
        await outage().start();
      }
      for (const rank of [0, 1]) {
        const again = await at(rank, () => visitor.get('/nouvelle/etape/1'));
        expect(again.status).toBe(200);
        expect(again.text).toContain('Équipe gardée');
      }
    });
  }

  /** Registers the example with its signed text, by its file. @returns its id. */
  async function started(visitor: Visitor, tag = `tour-${randomUUID().slice(0, 8)}`): Promise<string> {
    const document = writtenDocument({ ...livelyChanges(tag), id: tag });
    const file = new File([JSON.stringify(document)], 'convention.json', { type: 'application/json' });
    const csrf = await visitor.token();
    const read = await visitor.post('/nouvelle/fichier', { csrf, fichier: file });
    expect([read.headers.get('location'), read.text]).toEqual(['/nouvelle/verification', '']);
    const review = await visitor.get('/nouvelle/verification');
    const texte = new File([pdf], 'convention.pdf', { type: 'application/pdf' });
    const answer = await visitor.press(review, '/nouvelle/demarrer', { texte });
    expect(answer.headers.get('location')).toBe(`/conventions/${tag}`);
    return tag;
  }
}
