import { randomUUID } from 'node:crypto';
import { actForms, isFormedName } from '../../acts/forms.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { documentOfOwnPeople, testDocument } from '../support/documents.ts';
import { openPeopledSite, type PeopledSite } from '../support/people.ts';
import { sharedOut } from '../support/runs.ts';
import { eventually } from '../support/scene.ts';
import type { Visitor } from '../support/site.ts';

// Who may do what, each signed in at a real provider as no more than they are.

const [dgefp, dinum, elsewhere] = ['11000000000011', '11000000000022', '11000000000099'];
const mark = randomUUID().slice(0, 8);
const people = {
  delegator: { name: 'Bruno Lucas', email: `Bruno.Lucas@dgefp.${mark}.example`, siret: dgefp },
  delegatee: { name: 'Nadi Bou Hanna', email: `nadi.bou-hanna@dinum.${mark}.example`, siret: dinum },
  // The address of a contact, but not of their organisation.
  impostor: { name: 'Budget DGEFP', email: `budget@dgefp.${mark}.example`, siret: elsewhere },
  // An address that has already signed in, from another account of the provider.
  successor: { name: 'Bruno Lucas', email: `bruno.lucas@dgefp.${mark}.example`, siret: dgefp },
  namesake: { name: 'Delegation', email: `budget@dinum.${mark}.example`, siret: dinum },
  manager: { name: 'Gestion', email: `conventions@dinum.${mark}.example`, siret: dinum },
  controller: { name: 'Contrôle', email: `cbcm@mef.${mark}.example` },
  publisher: { name: 'Publication', email: `publication@dsaf.${mark}.example` },
  auditor: { name: 'Audit', email: `audit@cc.${mark}.example` },
  stranger: { name: 'Personne', email: `personne@ailleurs.${mark}.example` },
} as const;
type Who = keyof typeof people | 'camille';

let site: PeopledSite;
let id: string;
let other: string;
const signedIn = new Map<Who, Visitor>();

beforeAll(async () => {
  site = await openPeopledSite(people, {
    settings: {
      DELEGATION_ADMINS: 'camille.durand@dinum.example',
      DELEGATION_AUDITORS: `audit@cc.${mark}.example`,
      DELEGATION_TEMPORAL_UI: 'http://temporal.interne.example',
      DELEGATION_WEB_RATE: '10000',
    },
  });
  const written = documentOfOwnPeople(mark);
  const { delegator, delegatee } = written;
  const parties = {
    ...written,
    delegator: { ...Object(delegator), siret: dgefp },
    delegatee: { ...Object(delegatee), siret: dinum },
  };
  const [one, two] = [
    testDocument({ ...parties, id: `test-${randomUUID().slice(0, 13)}`, public: true }),
    testDocument({
      ...parties,
      id: `test-${randomUUID().slice(0, 13)}`,
      public: false,
      delegator: withoutThem(Object(delegator)),
    }),
  ];
  [id, other] = [one.id, two.id];
  await Promise.all([one, two].map((document) => site.stage.conventions.start(document, 'Camille')));
  await eventually(async () =>
    (await site.visitor().get('/registre')).text.includes(id) ? true : undefined,
  );
  for (const started of [id, other])
    await eventually(async () =>
      (await site.stage.conventions.view(started)).mails.length >= 5 ? true : undefined,
    );
  const { successor, ...first } = people;
  for (const who of [...Object.keys(first), 'camille'] as Who[]) signedIn.set(who, await site.signIn(who));
});

afterAll(() => site?.close());

/** The delegator of a convention that its people are no contacts of. */
function withoutThem(delegator: Record<string, unknown>) {
  const roles = ['representative', 'chair'];
  const contacts = [{ id: 'autre', name: 'Autre personne', email: 'autre@dgefp.example', roles }];
  return { ...delegator, siret: dgefp, contacts };
}

function as(who: Who): Visitor {
  const visitor = signedIn.get(who);
  if (!visitor) throw new Error(`${who} is not signed in`);
  return visitor;
}

const tokens = new Map<Who, string>();

/** What would name an act in an address; what has no form is asked for by its own name. */
const partOf = (name: string) => (isFormedName(name) ? actSlug(name) : name);

/** Does an act as its page would, without looking at what it would change. */
async function act(who: Who, name: string, filled: Record<string, string | File>, at = id) {
  const visitor = as(who);
  const csrf = tokens.get(who) ?? (await visitor.token());
  tokens.set(who, csrf);
  return visitor.post(`/conventions/${at}/actes/${partOf(name)}`, { csrf, etape: 'confirmer', ...filled });
}

const journal = async (at = id) =>
  (await site.stage.conventions.record(at)).journal.filter(({ by }) => by !== 'delegation');

const pages = [
  '',
  '/obligations',
  '/obligations/chorus-access',
  '/budget',
  '/avenants',
  '/courriels',
  '/courriels/0',
  '/journal',
  '/documents',
  '/documents/1.json',
  '/dossier.json',
  '/dossier.pdf',
  '/actes',
];

const readers = [
  'camille',
  'delegator',
  'delegatee',
  'manager',
  'controller',
  'publisher',
  'auditor',
] as const;

test.each(readers)('%s reads the convention', async (who) => {
  // By default one in seven of each.
  for (const page of sharedOut(pages, readers.indexOf(who), 7))
    expect([page, (await as(who).get(`/conventions/${id}${page}`)).status]).toEqual([page, 200]);
});

test.each(['stranger', 'impostor'] as const)('%s learns nothing of it', async (who) => {
  const unknown = await as(who).get('/conventions/aucune');
  for (const page of pages) {
    const { status, text } = await as(who).get(`/conventions/${id}${page}`);
    expect([page, status]).toEqual([page, 404]);
    if (page === '') expect(text.replaceAll(id, 'aucune')).toBe(unknown.text);
  }
  expect((await as(who).get('/conventions')).text).not.toContain(id);
  expect((await as(who).get('/conventions.csv')).text).not.toContain(id);
});

test('a page of another origin begins no sign-in', async () => {
  const begun = await site.visitor().post('/connexion', {}, { origin: 'https://evil.example' });
  expect([begun.status, begun.headers.get('refresh')]).toEqual([403, null]);
});

test('people see where they are signed in and end that, admins for everybody, nobody else', async () => {
  const again = await site.signIn('delegator');
  const seen = await as('delegator').get('/sessions');
  expect(seen.text).toContain(people.delegator.name);
  expect(seen.text).not.toContain(people.auditor.name);
  const marks = marksIn(seen.text);
  expect(marks).toHaveLength(1);
  const end = async (who: Who) =>
    as(who).post('/sessions/fin', { csrf: await as(who).token(), session: marks[0] ?? '' });
  for (const who of ['stranger', 'delegatee', 'auditor'] as const) expect((await end(who)).status).toBe(404);
  expect((await again.get('/conventions')).status).toBe(200);
  expect(marksIn((await as('camille').get('/sessions')).text)).toContain(marks[0]);
  expect((await end('delegator')).status).toBe(303);
  expect((await again.get('/conventions')).headers.get('location')).toMatch(/^\/connexion/);
  expect((await as('delegator').get('/conventions')).status).toBe(200);
});

/** What the forms of a page would end. */
function marksIn(text: string): string[] {
  return [...text.matchAll(/name="session" value="([^"]+)"/g)].map(([, mark = '']) => mark);
}

test('another account that comes with the address of somebody is not taken for them', async () => {
  await expect(site.signIn('successor')).rejects.toThrow(/403[\s\S]*Adresse d’un autre compte/);
  expect((await as('delegator').get(`/conventions/${id}`)).status).toBe(200);
});

test('a contact of one convention learns nothing of another', async () => {
  expect((await as('delegator').get(`/conventions/${other}`)).status).toBe(404);
  expect((await as('delegator').get('/conventions')).text).not.toContain(other);
  expect((await as('delegatee').get('/conventions')).text).toContain(other);
});

const allActs = [...Object.keys(actForms), 'importLedger', 'answerInvitation', 'requestLink', 'askHandover'];
const onlookers = ['stranger', 'impostor', 'auditor', 'controller', 'publisher'] as const;

// By default the acts are shared out among them.
test.each(onlookers.map((who, nth) => [who, sharedOut(allActs, nth, onlookers.length)] as const))(
  '%s does no act at all',
  async (who, names) => {
    const before = await journal();
    for (const name of names) {
      expect([name, (await as(who).get(`/conventions/${id}/actes/${partOf(name)}`)).status]).toEqual([
        name,
        404,
      ]);
      const filled = { obligation: '', duties: 'chorus-access', evidence: 'x', reason: 'x' };
      expect([name, (await act(who, name, filled)).status]).toEqual([name, 404]);
      expect([name, (await act(who, name, { ...filled, obligation: 'chorus-access' })).status]).toEqual([
        name,
        404,
      ]);
    }
    expect((await as(who).get(`/conventions/${id}/actes/import`)).status).toBe(404);
    expect(await journal()).toEqual(before);
  },
);

test.each(['delegator', 'delegatee'] as const)(
  '%s does no act of the other, nor of the admins',
  async (who) => {
    const before = await journal();
    for (const [name, form] of Object.entries(actForms)) {
      if (form.parties.includes(who)) continue;
      expect([name, (await as(who).get(`/conventions/${id}/actes/${partOf(name)}`)).status]).toEqual([
        name,
        404,
      ]);
      expect([name, (await act(who, name, { reason: 'x', duty: 'chorus-access' })).status]).toEqual([
        name,
        404,
      ]);
    }
    expect(await journal()).toEqual(before);
  },
);

test('a party fulfils no duty of the other, whatever it names', async () => {
  const before = await journal();
  for (const [who, theirs] of [
    ['delegator', 'chorus-codings'],
    ['delegatee', 'chorus-access'],
  ] as const) {
    const named = await act(who, 'markDone', { duties: theirs, evidence: 'x' });
    expect(named.status).toBe(422);
    const from = await act(who, 'markDone', { obligation: theirs, evidence: 'x' });
    expect(from.status).toBe(404);
    const unknown = await act(who, 'waiveDuty', { obligation: 'toString', duty: theirs, reason: 'x' });
    expect(unknown.status).toBe(404);
  }
  expect(await journal()).toEqual(before);
});

test('a party acts in its own name only, whichever the form claims', async () => {
  const { status } = await act('delegator', 'requestInformation', {
    from: 'delegatee',
    party: 'delegatee',
    by: 'Nadi Bou Hanna',
    subject: 'prévision',
  });
  expect(status).toBe(303);
  const { requests } = await site.stage.conventions.record(id);
  expect(requests.at(-1)?.from).toBe('delegator');
  expect((await journal()).at(-1)?.by).toBe('Bruno Lucas');
});

test('a file of one convention is not given to those of another who cite it', async () => {
  const content = '%PDF-1.7\nsecret';
  const file = new File([content], 'secret.pdf', { type: 'application/pdf' });
  const kept = await act('delegator', 'markDone', { duties: 'chorus-access', 'evidence-fichier': file });
  expect(kept.status).toBe(303);
  const [, sha256 = ''] = /SHA-256 ([0-9a-f]{64})/.exec(JSON.stringify(await journal())) ?? [];
  expect((await as('delegator').get(`/conventions/${id}/pieces/${sha256}/a.pdf`)).text).toBe(content);

  const evidence = `pièce « à moi.pdf », SHA-256 ${sha256}`;
  expect((await act('delegatee', 'markDone', { duties: 'chorus-codings', evidence }, other)).status).toBe(
    303,
  );
  const stolen = await as('delegatee').get(`/conventions/${other}/pieces/${sha256}/a.pdf`);
  expect(stolen.status).toBe(404);
});

test('nobody is taken for the service itself in the journal', async () => {
  expect((await act('namesake', 'requestInformation', { subject: 'bilan' })).status).toBe(303);
  const { journal: all } = await site.stage.conventions.record(id);
  expect(all.find(({ text }) => text.includes('bilan'))?.by).not.toMatch(/^delegation$/i);
});

test('the public register tells a convention without its people', async () => {
  const visitor = site.visitor();
  for (const path of ['/registre', `/registre/${id}`, `/registre/${id}.json`]) {
    const { status, text } = await visitor.get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(text).toContain(id);
    expect(text).not.toMatch(/Bruno|Lucas|Nadi|dgefp\.|ledger|journal/);
  }
  expect((await visitor.get(`/registre/${other}`)).status).toBe(404);
  expect((await visitor.get(`/registre/${other}.json`)).status).toBe(404);
});

test('where the engine is told to be, only admins read', async () => {
  const shows = async (who: Who) =>
    (await as(who).get(`/conventions/${id}/documents`)).text.includes('temporal.interne.example');
  expect(await shows('camille')).toBe(true);
  for (const who of ['delegator', 'manager', 'controller', 'auditor'] as const)
    expect([who, await shows(who)]).toEqual([who, false]);
});

test.each(['delegator', 'manager', 'auditor'] as const)('%s registers no convention', async (who) => {
  const csrf = await as(who).token();
  for (const page of [
    '/nouvelle',
    '/nouvelle/etape/1',
    '/nouvelle/verification',
    '/nouvelle/reprise',
    '/nouvelle/document.json',
  ])
    expect((await as(who).get(page)).status).toBe(404);
  for (const page of ['/nouvelle/modele', '/nouvelle/etape/1', '/nouvelle/repetition', '/nouvelle/demarrer'])
    expect((await as(who).post(page, { csrf })).status).toBe(404);
});

test('a handover asked for from a mail is confirmed by somebody of the same organisation, not of the other', async () => {
  await site.stage.conventions.act(id, 'askHandover', {
    by: 'Bureau',
    contact: 'dgefp-budget',
    name: 'Marie Martin',
    email: `marie@dgefp.${mark}.example`,
  });
  for (const step of ['', 'confirmer'])
    expect((await act('delegatee', 'confirmHandover', { handover: '1', etape: step })).status).not.toBe(303);
  const before = (await site.stage.conventions.record(id)).document;
  expect((await act('delegator', 'confirmHandover', { handover: '1', etape: 'confirmer' })).status).toBe(303);
  const { document } = await site.stage.conventions.record(id);
  expect(document).not.toEqual(before);
  expect(JSON.stringify(document.delegator)).toContain(`marie@dgefp.${mark}.example`);
});

test('one that was stopped outside the application says so; only an administrator resumes it', async () => {
  await site.stage.conventions.handle(id).terminate('clic de trop');
  const action = `/conventions/${id}/reprise`;
  const seen = await as('delegator').get(`/conventions/${id}`);
  expect(seen.text).toContain('arrêtée hors de l’application');
  expect(seen.text).toContain('clic de trop');
  expect(seen.text).not.toContain('Prochains courriels');
  expect(seen.text).not.toContain(action);
  const forged = await as('delegator').post(action, { csrf: await as('delegator').token() });
  expect(forged.status).toBe(404);

  const { status, headers } = await as('camille').press(
    await as('camille').get(`/conventions/${id}`),
    action,
  );
  expect(status).toBe(303);
  const after = await as('camille').get(headers.get('location') ?? '');
  expect(after.text).toContain('La convention est reprise.');
  expect(after.text).not.toContain('arrêtée hors de l’application');
});

test('once an admin admits it, the next account of an address is taken for its person, and the former is out', async () => {
  const { email } = people.successor;
  const admit = async (who: Who, of: string) =>
    as(who).post('/sessions/compte', { csrf: await as(who).token(), email: of });
  for (const who of ['delegator', 'auditor'] as const) expect((await admit(who, email)).status).toBe(404);
  const unknown = await admit('camille', 'jamais.venu@dgefp.example');
  expect(unknown.status).toBe(422);
  expect(unknown.text).toContain('Aucun compte ne s’est connecté avec « jamais.venu@dgefp.example »');
  expect((await admit('camille', email.toUpperCase())).status).toBe(200);
  expect((await as('delegator').get('/conventions')).headers.get('location')).toMatch(/^\/connexion/);
  const successor = await site.signIn('successor');
  expect((await successor.get(`/conventions/${id}`)).status).toBe(200);
  await expect(site.signIn('delegator')).rejects.toThrow(/403[\s\S]*Adresse d’un autre compte/);
});
