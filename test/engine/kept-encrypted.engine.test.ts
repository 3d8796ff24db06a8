import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newPayloadKey } from '../../contract/payload-keys.ts';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { takesEffect } from '../support/lives.ts';
import { commits, refusalOf } from '../support/money-lives.ts';
import { by, eventually, openScene, type Scene } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';
import { afterwards, temporaryFolder, testServer } from './support.ts';

/** What people type in the course of the life below, and would rather not find in the file of a database. */
const typed = [
  'Zéphyrin Aubépine',
  'zephyrin@dgefp.example',
  'départ pour la Guadeloupe',
  'Coopérative Mélusine',
  'BC Vouivre 2020',
  'attestation du greffe',
  'Un jalon atteint',
  'Trois commandes prévues',
  'budget amputé par le gel',
  'no mailbox',
  'serveur de messagerie ne répond pas',
];

/** Amounts, in cents as they are kept (the ceiling, an order, what is paid of it), and in euros as acts ask for them. */
const amounts = ['9876543', '4321098', '765432', '43210.98', '7654.32', '76543.21'];

/** Lives acts, letters, one of which cannot be sent, refusals and a new run; its convention goes on. */
async function live(scene: Scene): Promise<void> {
  await takesEffect(scene);
  await scene.act('markDone', {
    by,
    duties: [{ duty: 'chorus-access', evidence: 'attestation du greffe' }],
  });
  const entry = { on: '2020-04-10', order: '1500000001', reference: 'BC Vouivre 2020' };
  await scene.act('recordEntry', {
    by,
    entry: { ...entry, kind: 'commitment', amount: 43_210.98, supplier: 'Coopérative Mélusine' },
  });
  await scene.act('recordEntry', { by, entry: { ...entry, kind: 'payment', amount: 7_654.32 } });
  const refused = commits(scene, '1500000002', 987_654_321, '2020-04-10');
  expect(await refusalOf(refused)).toContain('987');
  await scene.act('replaceContact', {
    by,
    contact: 'dgefp-produit',
    name: 'Zéphyrin Aubépine',
    email: 'zephyrin@dgefp.example',
    reason: 'départ pour la Guadeloupe',
  });
  await scene.advanceTo('2020-05-07');
  await scene.act('submitReport', {
    by,
    period: '2020-04',
    progress: 'Un jalon atteint',
    forecast: 'Trois commandes prévues',
    orders: [{ month: '2020-06', amount: 76_543.21 }],
  });
  await scene.act('giveNotice', {
    by,
    from: 'delegator',
    receivedOn: '2020-05-07',
    reason: 'budget amputé par le gel',
  });
  await scene.advanceTo('2020-05-20');
}

/** Every text of a document that says something of somebody, as JSON writes it; ids, dates and codes left out. */
function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    const isWords = /^(name|email|title|shortName|address|place|url|cites|contents|items|legalText)$/.test(
      key,
    );
    return isWords && value.length > 4 ? [JSON.stringify(value).slice(1, -1)] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, name));
}

/** The bytes of a database: its file, what is not yet put there, and their index. */
async function bytesIn(folder: string): Promise<Buffer> {
  const files = (await readdir(folder)).filter((file) => file.startsWith('temporal.db'));
  expect(files).toEqual(expect.arrayContaining(['temporal.db', 'temporal.db-wal']));
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))));
}

/** The words that can be read in the database of a convention that has lived, of all that nobody should. */
async function legible(payloadKeys?: string): Promise<{ found: string[]; sought: string[] }> {
  const folder = await temporaryFolder();
  const sink = await openSink({
    'budget@dgefp.example': '550 5.1.1 no mailbox budget@dgefp.example',
    'conventions@beta.example': '451 4.3.0 conventions@beta.example is busy',
  });
  afterwards(() => sink.close());
  const { address, stop } = await testServer({
    dbFilename: join(folder, 'temporal.db'),
    searchAttributes: searchAttributeTypes,
  });
  const scene = await openScene({
    address,
    smtpUrl: sink.url,
    document: { budget: { ceiling: 98_765.43 } },
    start: { historyEvents: 80 },
    ...(payloadKeys === undefined ? {} : { payloadKeys }),
  });
  afterwards(() => scene.close());
  await live(scene);
  const view = await scene.view();
  expect(view.faults.map(({ contact }) => contact)).toContain('dgefp-budget');
  await eventually(async () => {
    const { conventions } = await scene.stage.conventions.list();
    return conventions.find(({ id, committed }) => id === scene.id && committed === 4_321_098);
  });
  const whileItRuns = await bytesIn(folder);
  await stop();
  const [stopped] = [await readFile(join(folder, 'temporal.db'))];
  const sought = [...new Set([...textsOf(scene.document), ...typed, ...amounts])];
  const found = sought.filter((text) => whileItRuns.includes(text) || stopped.includes(text));
  return { found, sought };
}

test('no name, address, title or amount of a convention that has lived is legible in the database', async () => {
  const { found } = await legible(newPayloadKey());
  expect(found).toEqual([]);
});

test('the same search finds them where nothing is encrypted', async () => {
  const { found, sought } = await legible();
  expect(sought.length).toBeGreaterThan(40);
  expect(sought.filter((text) => !found.includes(text))).toEqual([]);
});
