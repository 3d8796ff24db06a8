import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allConventions } from '../../client/on-many.ts';
import { codeOf } from '../../contract/system-error.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import { keepSchedules } from '../../worker/schedules.ts';
import { infBud53, type OrderRow } from '../chorus/files.ts';
import { temporaryFolder } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { by, eventually } from '../support/scene.ts';
import { deploy } from './deployment.ts';

const admin = 'admin@dinum.example';
const today = parisDate(Date.now());
const places = ['PARIS', 'LYON'] as const;
const row = (costCentre: string, order: string, engaged: number): OrderRow => ({
  costCentre,
  order,
  engaged,
});
const rows = [
  row('CC-PARIS', '1500000001', 10_000),
  row('CC-PARIS', '1500000002', 2_345),
  row('CC-LYON', '1500000003', 7_001),
  row('CC-BREST', '1500000004', 55),
];

/** The names of a folder; none while it is not there. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

test('an export that is dropped goes once to each convention and is kept with its report, whoever reads it and whenever it comes again', async () => {
  const folder = await temporaryFolder();
  const deployment = await deploy([admin], {}, undefined, { exports: { folder, every: 200 } });
  const { client, conventions, sink, taskQueue } = deployment;
  const ids: string[] = [];
  for (const place of places) {
    const codes = { fundsCentre: '0103-CEFP-C003', costCentre: `CC-${place}` };
    const document = testDocument({ signedOn: today, budget: { codes } });
    ids.push(document.id);
    await conventions.start(document, by);
    await conventions.act(document.id, 'confirmEffect', { by, on: today, reason: 'publiée' });
  }
  await eventually(async () => (await allConventions(conventions)).length === ids.length || undefined);
  await keepSchedules(client, taskQueue, { watch: true, returns: false, exports: true });

  const records = () => Promise.all(ids.map((id) => conventions.record(id)));
  const committed = async () => (await records()).map(({ ledger }) => totalsOf(ledger).committed);
  const imports = async () =>
    (await records()).map(({ journal }) => journal.filter(({ act }) => act === 'importLedger').length);
  const bytes = infBud53(rows);
  const drop = (name: string, content = bytes) => writeFile(join(folder, name), content);
  /** Waits until the folder has nothing more to read, and tells what is put aside. */
  const read = (count: number) =>
    eventually(async () => {
      const kept = await namesIn(join(folder, 'lus'));
      const left = (await readdir(folder)).filter((name) => name.endsWith('.csv'));
      return left.length === 0 && kept.length === count ? kept.toSorted() : undefined;
    });

  await drop('INF-BUD-53.csv');
  const [kept = '', report = ''] = await read(2);
  expect(kept).toMatch(new RegExp(`^${today}-[0-9a-f]{12}-INF-BUD-53\\.csv$`));
  expect(report).toBe(`${kept}.rapport.txt`);
  expect(new Uint8Array(await readFile(join(folder, 'lus', kept)))).toEqual(new Uint8Array(bytes));
  const told = async () =>
    (await readFile(join(folder, 'lus', report), 'utf8')).replace(/[\u00a0\u202f]/g, ' ');
  expect(await told()).toContain('Total du fichier : engagé 194,01 €');
  expect(await told()).toContain('à aucune (1 ligne) : engagé 0,55 €');
  expect(await committed()).toEqual([12_345, 7_001]);
  const mail = await eventually(() => sink.received(admin)[0]);
  expect(mail.text.replace(/\s+/g, ' ')).toContain('« CC-BREST »');
  for (const { journal } of await records())
    expect(journal.find(({ act }) => act === 'importLedger')).toMatchObject({ by: 'Dossier des exports' });

  // The same content again.
  await drop('INF-BUD-53.csv');
  await eventually(async () => (await told()).includes('déjà été lu') || undefined);
  expect(await told()).toContain(`Le même contenu a déjà été lu (lus/${kept})`);
  expect((await told()).match(/Déjà au registre : rien ne change\./g)).toHaveLength(2);
  await read(2);
  expect(await imports()).toEqual([1, 1]);

  // A worker that stops hands the folder on.
  await drop('suite.csv', infBud53([...rows, row('CC-LYON', '1500000005', 100)]));
  await deployment.starts();
  await read(4);
  expect(await committed()).toEqual([12_345, 7_101]);
  expect(await imports()).toEqual([1, 2]);
});
