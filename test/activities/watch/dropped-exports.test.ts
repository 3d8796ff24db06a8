import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createTransport } from 'nodemailer';
import { lookOnce } from '../../../activities/watch/dropped-exports.ts';
import { exportsIn } from '../../../activities/watch/exports-folder.ts';
import type { DroppedExport, ExportFate, ExportsWatched } from '../../../contract/dropped-exports.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import { afterwards, temporaryFolder } from '../../engine/support.ts';
import { openSink } from '../../support/sink.ts';

const admin = 'admin@dinum.example';
const nothing: ExportsWatched = { imported: 0, refused: 0, seen: {}, waiting: {}, untold: [] };
const all: ExportFate = {
  state: 'imported',
  report: ['Total du fichier : 10 €'],
  refused: [],
  unclaimed: [],
};
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** A folder where exports are dropped, with what each comes to, and the mailbox of its admin. */
async function opened(fateOf: (dropped: DroppedExport) => ExportFate = () => all, answers = {}) {
  const folder = await temporaryFolder();
  const sink = await openSink(answers);
  afterwards(() => sink.close());
  const transport = createTransport({ url: sink.url, pool: true });
  afterwards(() => transport.close());
  const from = { name: 'Conventions', email: 'conventions@delegation.example' };
  const imported: DroppedExport[] = [];
  const means = {
    folder,
    post: { from, admins: [admin], transport },
    isStopping: () => false,
    importForAll: async (dropped: DroppedExport) => {
      imported.push(dropped);
      return fateOf(dropped);
    },
  };
  const kept: ExportsWatched[] = [];
  let state = nothing;
  return {
    folder,
    sink,
    imported,
    kept,
    /** Looks so many times, and tells what the last one left. */
    async looks(times = 1): Promise<ExportsWatched> {
      for (let time = 0; time < times; time++) {
        const before = state;
        const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
        state = await environment.run(() => lookOnce(means, before, (left) => kept.push(left)));
      }
      return state;
    },
    drop: (name: string, content: string | Uint8Array = 'EJ;10') => writeFile(join(folder, name), content),
    /** What it has, and its folders have. */
    async tree(): Promise<string[]> {
      return (await readdir(folder, { recursive: true })).map((path) => path.normalize('NFC')).sort();
    },
    read: (path: string) => readFile(join(folder, path), 'utf8'),
  };
}

const today = () => parisDate(Date.now());

test('a file is read once it has not changed between two looks, then put aside with its digest and its report', async () => {
  const { drop, looks, tree, read, imported, sink } = await opened();
  await drop('INF BUD.csv', 'EJ;10');
  await looks();
  expect(imported).toEqual([]);
  expect(await looks()).toMatchObject({ imported: 1, refused: 0, seen: {}, untold: [] });
  expect(imported).toMatchObject([{ name: 'INF BUD.csv', bytes: Buffer.from('EJ;10') }]);
  const kept = `lus/${today()}-${digest('EJ;10')}-INF BUD.csv`;
  expect(await tree()).toEqual(['lus', kept, `${kept}.rapport.txt`]);
  expect(await read(kept)).toBe('EJ;10');
  const report = await read(`${kept}.rapport.txt`);
  expect(report).toMatch(/^Export de Chorus « INF BUD\.csv », lu le /);
  expect(report).toContain(`SHA-256 : ${digest('EJ;10')}`);
  expect(report).toContain('Total du fichier : 10 €');
  // All of it went to conventions: nobody is written to.
  expect(sink.all()).toEqual([]);
  await looks(2);
  expect(imported).toHaveLength(1);
});

test('a file that grows is left until it has stopped', async () => {
  const { folder, drop, looks, imported } = await opened();
  await drop('a.csv', 'EJ');
  await looks();
  await drop('a.csv', 'EJ;10');
  await looks();
  expect(imported).toEqual([]);
  await utimes(join(folder, 'a.csv'), new Date(), new Date(Date.now() - 60_000));
  await looks();
  expect(imported).toEqual([]);
  await looks();
  expect(imported).toMatchObject([{ bytes: Buffer.from('EJ;10') }]);
});

test('the same content dropped again is read again, and said to have been; its reports are kept one after the other', async () => {
  const { drop, looks, tree, read, imported } = await opened();
  await drop('a.csv');
  await looks(2);
  await drop('a.csv');
  await looks(2);
  expect(imported).toHaveLength(2);
  const kept = `lus/${today()}-${digest('EJ;10')}-a.csv`;
  expect(await tree()).toEqual(['lus', kept, `${kept}.rapport.txt`]);
  const [first = '', again = ''] = (await read(`${kept}.rapport.txt`)).split('\n\n\n');
  expect(first).not.toContain('déjà été lu');
  expect(again).toContain(`Le même contenu a déjà été lu (${kept}) : rien n’est compté deux fois.`);
});

test('what is hidden, a link, a folder, or no export is passed over, wherever a link leads', async () => {
  const { folder, drop, looks, tree, imported } = await opened();
  const elsewhere = await temporaryFolder();
  await writeFile(join(elsewhere, 'secret.csv'), 'EJ;1');
  await symlink(join(elsewhere, 'secret.csv'), join(folder, 'lien.csv'));
  await symlink(elsewhere, join(folder, 'dossier.csv'));
  await mkdir(join(folder, 'sous-dossier.csv'));
  const names = ['.caché.csv', '~$a.csv', 'a.csv.part', 'a.csv.filepart', 'base.db', 'Thumbs.db'];
  for (const name of names) await drop(name);
  const before = await tree();
  await looks(3);
  expect(imported).toEqual([]);
  expect(await tree()).toEqual(before);
  expect(await exportsIn(folder)).toEqual([]);
});

test('a folder of what was read that is a link leads nowhere: the export waits', async () => {
  const { folder, drop, looks } = await opened();
  const elsewhere = await temporaryFolder();
  await symlink(elsewhere, join(folder, 'lus'));
  await drop('a.csv');
  expect(await looks(2)).toMatchObject({ imported: 0, waiting: { 'a.csv': { isTold: false } } });
  expect(await readdir(elsewhere)).toEqual([]);
  expect(await stat(join(folder, 'a.csv'))).toMatchObject({ size: 5 });
});

test('what is refused is put apart with its reason, and the admins are told', async () => {
  const reason =
    '« b.csv » a un défaut : rien n’est importé.\n  ligne 6, EJ : « x » refusé ; accepté : un EJ';
  const { drop, looks, tree, read, sink } = await opened(() => ({ state: 'refused', reason }));
  await drop('b.csv', 'x');
  expect(await looks(2)).toMatchObject({ imported: 0, refused: 1, untold: [] });
  const kept = `refusés/${today()}-${digest('x')}-b.csv`;
  expect(await tree()).toEqual(['refusés', kept, `${kept}.rapport.txt`]);
  expect(await read(`${kept}.rapport.txt`)).toContain(`Refusé : rien n’est importé.\n${reason}`);
  const [mail, ...others] = sink.received(admin);
  expect(others).toEqual([]);
  expect(mail?.subject).toMatch(/export «\sb\.csv\s» – refusé$/);
  expect(mail?.text.replace(/\s+/g, ' ')).toContain('ligne 6, EJ : « x » refusé ; accepté : un EJ');
});

test('what is larger than the pages take is refused without being imported', async () => {
  const { folder, drop, looks, imported, tree, read } = await opened();
  await drop('grand.csv');
  await truncate(join(folder, 'grand.csv'), 10 * 1024 * 1024 + 1);
  expect(await looks(2)).toMatchObject({ refused: 1 });
  expect(imported).toEqual([]);
  const report = (await tree()).find((path) => path.endsWith('.rapport.txt')) ?? '';
  expect(report).toMatch(/^refusés\//);
  expect(await read(report)).toContain('« grand.csv » fait 10,0 Mo ; accepté : 10 Mo au plus.');
});

test('rows of nobody and shares that are refused are told, the first ones; a mail that cannot leave leaves later, once', async () => {
  const unclaimed = Array.from({ length: 30 }, (_, rank) => ({
    what: '2 lignes',
    why: `raison ${rank + 1}`,
  }));
  const refused = [{ what: 'signaux-faibles', why: 'Crédits insuffisants' }];
  const answers: Record<string, number> = { [admin]: 450 };
  const fate: ExportFate = { state: 'imported', report: [], refused, unclaimed };
  const { drop, looks, sink, kept } = await opened(() => fate, answers);
  await drop('a.csv');
  expect(await looks(2)).toMatchObject({ imported: 1, untold: [{ name: 'a.csv', mailed: [] }] });
  // A worker that dies before the mail leaves it to the next.
  expect(kept.at(-1)).toMatchObject({ untold: [{ name: 'a.csv' }] });
  delete answers[admin];
  expect(await looks()).toMatchObject({ untold: [] });
  await looks(2);
  const [mail, ...others] = sink.received(admin);
  expect(others).toEqual([]);
  const text = mail?.text.replace(/\s+/g, ' ');
  expect(text).toContain('signaux-faibles');
  expect(text).toContain('Raison 20');
  expect(text).not.toContain('Raison 21');
  expect(text).toContain('Et 10 de plus');
});

test('an export that something does not answer about stays, holds no other back, and is told once that lasts', async () => {
  const { folder, drop, looks, imported, sink, tree } = await opened(({ name }) =>
    name === 'a.csv' ? { state: 'later', reason: '« lyon » : le moteur n’a pas répondu' } : all,
  );
  await drop('a.csv');
  await drop('b.csv');
  const state = await looks(2);
  expect(state).toMatchObject({ imported: 1, waiting: { 'a.csv': { isTold: false } } });
  expect(await tree()).toContain('a.csv');
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  afterwards(async () => void jest.restoreAllMocks());
  expect(await looks(2)).toMatchObject({ waiting: { 'a.csv': { isTold: true } }, untold: [] });
  const [mail, ...others] = sink.received(admin);
  expect(others).toEqual([]);
  expect(mail?.text.replace(/\s+/g, ' ')).toContain('« lyon » : le moteur n’a pas répondu');
  expect(imported.filter(({ name }) => name === 'a.csv')).toHaveLength(3);
  await rm(join(folder, 'a.csv'));
  expect(await looks()).toMatchObject({ waiting: {} });
});

test('a fault of ours holds no other export back', async () => {
  const { drop, looks } = await opened(({ name }) => {
    if (name === 'a.csv') throw new TypeError('x is undefined');
    return all;
  });
  await drop('a.csv');
  await drop('b.csv');
  expect(await looks(2)).toMatchObject({ imported: 1, waiting: { 'a.csv': expect.anything() } });
});

test('a folder that is not there is said to be, by its setting', async () => {
  const { folder, looks } = await opened();
  await rm(folder, { recursive: true });
  await expect(looks()).rejects.toMatchObject({
    type: 'ExportsUnreadable',
    message: expect.stringMatching(/ne peut être lu \(ENOENT\).*DELEGATION_CHORUS/),
  });
});

test('a name is put aside on one line, and no longer than file systems take', async () => {
  const { drop, looks, tree } = await opened();
  await drop(`à\nb${'é'.repeat(115)}.csv`);
  await looks(2);
  const [, kept = '', report = ''] = await tree();
  expect(kept).toMatch(/^lus\/[\d-]{10}-[0-9a-f]{12}-é+\.csv$/);
  expect(Buffer.byteLength(report)).toBeLessThanOrEqual(259);
});
