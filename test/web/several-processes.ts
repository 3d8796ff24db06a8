import { randomUUID } from 'node:crypto';
import { readPiece } from '../../activities/evidence.ts';
import { sha256Of } from '../../archive/write-bag.ts';
import type { Conventions } from '../../client/conventions.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import { nameOf } from '../../engine/data-folder.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { type Cluster, type ClusterOptions, openCluster, signedIn } from '../support/cluster.ts';
import { writtenDocument } from '../support/documents.ts';
import { claimsIn, type InboxMail, inbox, linksIn } from '../support/inbox.ts';
import { eventually } from '../support/scene.ts';
import { Visitor } from '../support/site.ts';
import { by, inDays, livelyChanges } from './lively.ts';

const pdf = '%PDF-1.7\nle texte signé';

/** Two web processes behind one address, and what is behind them. People sign in at a provider. */
export interface Processes extends Pick<Cluster, 'url' | 'proxy'> {
  readonly conventions: Conventions;
  /** What one address has been sent, or everybody; newest first. */
  mails(address?: string): Promise<readonly Mail[]>;
  /** What is kept under a name, `evidence`. */
  store(name: string): ObjectStore;
  /** What conventions keep is read and written there by a worker too. */
  readonly hasWorker: boolean;
  /** What `kill -9` does to one of them. */
  kill(rank: number): Promise<void>;
  close(): Promise<void>;
}

/** What is looked at of a mail. */
type Mail = Pick<InboxMail, 'text' | 'attachments'> & Partial<Pick<InboxMail, 'html'>>;

/** Where processes on the shared server keep what they share. */
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
 * What two web processes that share nothing in memory must do behind one address, on the shared server.
 * @param share makes the storage ready; called once.
 * @param outage ends the storage and starts it again, where it is a server.
 */
export function describeProcesses(share: () => Promise<Shared>, outage?: () => Outage): void {
  let shared: Shared;

  describePages(async () => {
    shared = await share();
    const cluster = await openCluster({ ...shared, provider: true });
    return {
      ...cluster,
      conventions: cluster.stage.conventions,
      mails: (address) => inbox(cluster, address),
      store: shared.store,
      hasWorker: shared.worker === true,
      async kill(rank) {
        await cluster.webs[rank]?.end('SIGKILL');
      },
    };
  }, outage);

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
}

/**
 * What people find at the address of two web processes, wherever these are.
 * @param open called once, before the first test.
 * @param outage as {@link describeProcesses} has it.
 */
export function describePages(open: () => Promise<Processes>, outage?: () => Outage): void {
  let processes: Processes;

  beforeAll(async () => {
    processes = await open();
  }, 120_000);

  afterAll(() => processes?.close());

  /** What is asked of one process alone. */
  async function at<Answer>(rank: number, ask: () => Promise<Answer>): Promise<Answer> {
    processes.proxy.only(rank);
    try {
      return await ask();
    } finally {
      processes.proxy.only(undefined);
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
    const before = [...processes.proxy.handed];
    const visitor = await signedIn(processes.url, 'camille');
    for (let rank = 0; rank < 6; rank++) {
      const page = await visitor.get('/sessions');
      expect(page.status).toBe(200);
      expect(page.text).toContain('Camille Durand');
    }
    for (const [rank, handed] of processes.proxy.handed.entries())
      expect(handed - (before[rank] ?? 0)).toBeGreaterThan(3);
  });

  test('whoever signs out of one is out of the other', async () => {
    const visitor = await signedIn(processes.url, 'camille');
    for (const rank of [0, 1]) expect((await at(rank, () => visitor.get('/conventions'))).status).toBe(200);
    await at(0, async () => visitor.press(await visitor.get('/conventions'), '/deconnexion'));
    expect((await at(0, () => visitor.get('/conventions'))).status).toBe(303);
    await isOut(1, visitor);
  });

  test('a session that somebody ends on one is over on the other', async () => {
    const { url } = processes;
    const [visitor, ended] = [await signedIn(url, 'camille'), await signedIn(url, 'dominique')];
    for (const rank of [0, 1]) expect((await at(rank, () => ended.get('/conventions'))).status).toBe(200);
    await at(1, async () => {
      const { text } = await visitor.get('/sessions');
      const row = text.split('<tr').find((part) => part.includes('Dominique Petit')) ?? '';
      const [, mark = ''] = /name="session" value="([^"]+)"/.exec(row) ?? [];
      const csrf = await visitor.token();
      expect((await visitor.post('/sessions/fin', { session: mark, csrf })).status).toBe(303);
    });
    await isOut(0, ended);
  });

  test('a new convention is begun, looked at and started by turns, and its first letters have its text', async () => {
    const visitor = await signedIn(processes.url, 'camille');
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
    const [piece] = piecesOf(await processes.conventions.record(id));
    const content = await readPiece(processes.store(nameOf('evidence')), id, piece?.sha256 ?? '');
    expect(Buffer.from(content ?? []).toString()).toBe(pdf);
    if (!processes.hasWorker) return;
    const enclosed = await eventually(async () =>
      (await processes.mails())
        .flatMap(({ attachments }) => attachments)
        .find(({ contentType }) => contentType === 'application/pdf'),
    );
    expect(Buffer.from(enclosed.content, 'base64').toString()).toBe(pdf);
  });

  test('the package of a convention that is closed is kept beside its evidence', async () => {
    // The stage's own worker has folders of its own.
    if (!processes.hasWorker) return;
    const visitor = await signedIn(processes.url, 'camille');
    const id = await started(visitor);
    const { conventions } = processes;
    await conventions.act(id, 'terminate', { by, reason: 'essai' });
    const { archive } = await conventions.outcome(id);
    const kept = await processes.store(nameOf('archives')).get(archive?.file ?? '');
    expect(sha256Of(kept ?? Buffer.from(''))).toBe(archive?.sha256);
  });

  test('a link of a mail serves once, though its button is pressed on both at once', async () => {
    const visitor = await signedIn(processes.url, 'camille');
    const tag = `lien-${randomUUID().slice(0, 8)}`;
    const id = await started(visitor, tag);
    const { conventions, url } = processes;
    await conventions.act(id, 'confirmEffect', { by, on: inDays(-65), reason: 'publiée' });
    const link = await eventually(async () =>
      (await processes.mails(`budget@dgefp.${tag}.example`))
        .flatMap(linksIn)
        .find((one) => claimsIn(one).a === 'chorus-access'),
    );
    const readers = Array.from({ length: 6 }, () => new Visitor(url));
    const answers = await Promise.all(
      readers.map((reader) => reader.fill(link, { evidence: 'Accès ouvert' })),
    );
    expect(answers.filter(({ text }) => text.includes('C’est fait, merci')).length).toBeGreaterThan(0);
    const { journal } = await conventions.record(id);
    expect(journal.filter(({ text }) => text.includes('Accès ouvert'))).toHaveLength(1);
    // And on each of them afterwards.
    for (const rank of [0, 1]) {
      const again = await at(rank, () => new Visitor(url).get(link));
      expect(again.text).toContain('Déjà fait, par ');
    }
  });

  test('an act that is previewed on one and confirmed on both at once is done once, and told by both', async () => {
    const visitor = await signedIn(processes.url, 'camille');
    const id = await started(visitor);
    const path = `/conventions/${id}/actes/${actSlug('waiveDuty')}`;
    const reason = 'aucun usager à authentifier';
    const asked = { duty: 'credits', reason, csrf: await visitor.token() };
    const preview = await at(0, () => visitor.post(path, asked));
    const confirm = () => visitor.press(preview, path, { etape: 'confirmer' });
    const answers = await Promise.all([confirm(), confirm()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const { journal } = await processes.conventions.record(id);
    expect(journal.filter(({ act }) => act === 'waiveDuty')).toHaveLength(1);
    for (const rank of [0, 1])
      expect((await at(rank, () => visitor.get(`/conventions/${id}/journal`))).text).toContain(reason);
  });

  test('a token that one has made opens on the other, until one revokes it', async () => {
    const visitor = await signedIn(processes.url, 'camille');
    const asked = { name: 'Portail', email: 'camille.durand@dinum.example', purpose: 'essai', days: '90' };
    const page = await at(0, () => visitor.fill('/jetons', asked));
    const [, secret = ''] = /<code[^>]*>(dg_[\w-]+)<\/code>/.exec(page.text) ?? [];
    const headers = { authorization: `Bearer ${secret}` };
    const opens = async (rank: number) =>
      (await at(rank, () => fetch(`${processes.url}/api/v1/conventions`, { headers }))).status;
    expect([await opens(0), await opens(1)]).toEqual([200, 200]);
    await at(1, async () => visitor.press(await visitor.get('/jetons'), '/jetons/revocation'));
    expect([await opens(0), await opens(1)]).toEqual([401, 401]);
  });

  if (outage) {
    test('a storage that is out of reach is told in French, and nothing is lost once it is back', async () => {
      const visitor = await signedIn(processes.url, 'camille');
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
        expect((await new Visitor(processes.url).get('/registre')).status).toBe(200);
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

  test('when one is killed, the other goes on behind the same address', async () => {
    const visitor = await signedIn(processes.url, 'camille');
    await visitor.fill('/nouvelle', { template: 'beta-gouv' });
    await at(0, () => visitor.fill('/nouvelle/etape/1', { shortName: 'Équipe survivante' }));
    await processes.kill(0);
    for (let rank = 0; rank < 4; rank++)
      expect((await visitor.get('/nouvelle/etape/1')).text).toContain('Équipe survivante');
    const other = await signedIn(processes.url, 'dominique');
    expect((await other.get('/conventions')).status).toBe(200);
    const id = await started(visitor);
    expect((await processes.conventions.record(id)).document.id).toBe(id);
  });

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
