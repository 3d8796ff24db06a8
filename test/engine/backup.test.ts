import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backUp } from '../../engine/backup/back-up.ts';
import { refuseHalfRestored } from '../../engine/backup/half-restored.ts';
import { restore } from '../../engine/backup/restore.ts';
import { AlreadyRunningError, claimInstance } from '../../engine/instance.ts';
import { afterwards, temporaryFolder } from './support.ts';

const at = new Date('2026-11-26T02:00:00.000Z');
const later = new Date('2026-11-29T09:30:00.000Z');
const long = `${'a'.repeat(60)}/de/0123456789abcdef/${'f'.repeat(64)}`;

/** What a data folder holds, by path. */
const before: Readonly<Record<string, string>> = {
  'temporal.db': 'base',
  'engine-version': 'temporal version 1.9.1 (Server 1.32.0)\n',
  'link-keys': 'k1:secret',
  'sign-in.key': 'secret',
  'tokens/0a': 'jeton',
  'accounts/0b': 'compte',
  'mail/1.eml': 'un courriel',
  'evidence/signaux-faibles/00ff': 'pièce',
  [`evidence/${long}`]: 'pièce',
  'archives/close.zip': 'x'.repeat(5000),
};
const notBackedUp = { 'run.json': '{}', 'logs/worker.log': 'journal', 'engine.json': '{}' };

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function read(folder: string, path = ''): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    const name = join(path, entry.name);
    if (entry.isDirectory()) Object.assign(files, await read(folder, name));
    else files[name] = await readFile(join(folder, name), 'utf8');
  }
  return files;
}

const foldersOf = (data: string) => ({
  data,
  evidence: join(data, 'evidence'),
  archives: join(data, 'archives'),
});

async function backedUp(files = before, version = '0.1.0', database = true) {
  const data = await temporaryFolder();
  await write(data, { ...files, ...notBackedUp });
  const { file } = await backUp({
    folders: foldersOf(data),
    to: await temporaryFolder(),
    version,
    database,
    at,
  });
  return { data, file };
}

const back = (data: string, file: string, database = true) =>
  restore({ folders: foldersOf(data), file, version: '0.1.0', database, at: later });

test('a backup is one file for its user alone, named after its instant, that every system opens', async () => {
  const { data, file } = await backedUp();
  expect(file).toMatch(/\/delegation-2026-11-26T02-00-00Z\.tar\.gz$/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { stdout } = await promisify(execFile)('tar', ['-tzf', file]);
  expect(stdout.trim().split('\n').sort()).toEqual([...Object.keys(before), 'manifest.json'].sort());
  // Nothing is left of its making.
  expect(await readdir(join(data, 'scratch'))).toEqual([]);
  expect(await readdir(dirname(file))).toHaveLength(1);
});

test('put back on a new machine, all is as it was', async () => {
  const { file } = await backedUp();
  const data = join(await temporaryFolder(), 'data');
  expect(await back(data, file)).toEqual({
    madeAt: at.toISOString(),
    files: Object.keys(before).length,
    left: [],
  });
  expect(await read(data)).toEqual(before);
  expect((await stat(join(data, 'link-keys'))).mode & 0o777).toBe(0o600);
});

test('what it replaces is moved aside; what has come since stays, and so does what was revoked', async () => {
  const { data, file } = await backedUp();
  const since = {
    'temporal.db': 'base de trois jours plus tard',
    'temporal.db-wal': 'journal de cette base',
    'evidence/signaux-faibles/00ff': 'abîmée',
    'evidence/signaux-faibles/11ff': 'pièce d’un acte perdu',
    'mail/2.eml': 'un autre courriel',
    'tokens/0c': 'jeton fait depuis',
    // The former ones had leaked.
    'link-keys': 'k2:autre secret',
  };
  await write(data, since);
  await rm(join(data, 'tokens/0a'));
  const restored = await back(data, file);
  expect(restored).toMatchObject({ files: 3, left: ['link-keys', 'sign-in.key', 'accounts', 'tokens'] });
  expect(restored.replaced).toBe(join(data, 'replaced/2026-11-29T09-30-00Z'));
  const { 'tokens/0a': _revoked, ...still } = before;
  const aside = Object.fromEntries(
    Object.entries({ ...since, 'engine-version': before['engine-version'] })
      .filter(([path]) => /^(temporal|engine)|00ff/.test(path))
      .map(([path, text]) => [`replaced/2026-11-29T09-30-00Z/${path}`, text]),
  );
  const { 'run.json': _claim, ...kept } = notBackedUp;
  expect(await read(data)).toEqual({
    ...still,
    ...kept,
    'evidence/signaux-faibles/11ff': since['evidence/signaux-faibles/11ff'],
    'mail/2.eml': since['mail/2.eml'],
    'tokens/0c': since['tokens/0c'],
    'link-keys': since['link-keys'],
    ...aside,
  });
});

test('nothing is put back while an instance runs', async () => {
  const { data, file } = await backedUp();
  await rm(join(data, 'run.json'));
  const claim = await claimInstance(data);
  afterwards(() => claim.release());
  await expect(back(data, file)).rejects.toThrow(AlreadyRunningError);
  expect(await readFile(join(data, 'temporal.db'), 'utf8')).toBe('base');
});

describe('a backup is refused, and nothing changes,', () => {
  const spoilt: [string, (tar: Buffer) => Buffer, string][] = [
    ['when it was cut short', (tar) => gzipSync(tar).subarray(0, -400), 'n’est pas entier'],
    [
      'when the last octets of its checksum are missing',
      (tar) => gzipSync(tar).subarray(0, -6),
      'n’est pas entier',
    ],
    ['when its end is missing', (tar) => gzipSync(tar.subarray(0, 4096)), 'n’est pas entier'],
    [
      'when an octet has changed',
      (tar) => gzipSync(changed(tar, 'pièce', 'piece')),
      'n’est plus ce qu’il était',
    ],
    ['when it is something else', () => Buffer.from('{}'), 'n’est pas une sauvegarde'],
    ['when it is another archive', () => gzipSync(Buffer.alloc(2048, 1)), 'n’est pas une sauvegarde'],
    [
      'when it leaves its folder',
      (tar) => gzipSync(renamed(tar, 'mail/1.eml', 'mail/../..')),
      'n’est pas une sauvegarde',
    ],
    [
      'when it brings what is no backup’s',
      (tar) => gzipSync(renamed(tar, 'mail/1.eml', 'run.json')),
      'n’est pas une sauvegarde',
    ],
  ];

  test.each(spoilt)('%s', async (_title, spoil, why) => {
    const { data, file } = await backedUp();
    await writeFile(file, spoil(gunzipSync(await readFile(file))));
    const { 'run.json': _claim, ...there } = await read(data);
    const refused = back(data, file);
    await expect(refused).rejects.toThrow(why);
    await expect(refused).rejects.toThrow(`« ${file} »`);
    expect(await read(data)).toEqual(there);
  });

  test('when a later version made it', async () => {
    const { data, file } = await backedUp(before, '0.2.0');
    await expect(back(data, file)).rejects.toThrow(
      'faite par delegation 0.2.0, plus récent que celui-ci (0.1.0)',
    );
    expect(await readFile(join(data, 'temporal.db'), 'utf8')).toBe('base');
  });

  test('when it is of another kind of deployment', async () => {
    const whole = await backedUp();
    await expect(back(whole.data, whole.file, false)).rejects.toThrow('TEMPORAL_ADDRESS');
    const part = await backedUp(before, '0.1.0', false);
    await expect(back(part.data, part.file)).rejects.toThrow('ne contient pas de base');
  });

  test('when there is none', async () => {
    const data = await temporaryFolder();
    await expect(back(data, join(data, 'rien.tar.gz'))).rejects.toThrow('n’existe pas');
  });
});

test('of a cluster’s deployment, what is ours is backed up and put back, and no database', async () => {
  const { file } = await backedUp(before, '0.1.0', false);
  const data = await temporaryFolder();
  await back(data, file, false);
  const { 'temporal.db': _database, 'engine-version': _engine, ...ours } = before;
  expect(await read(data)).toEqual(ours);
});

test('evidence and packages that settings keep elsewhere go back there', async () => {
  const data = await temporaryFolder();
  const elsewhere = await temporaryFolder();
  const folders = { data, evidence: join(elsewhere, 'pieces'), archives: join(elsewhere, 'paquets') };
  await write(data, { 'temporal.db': 'base' });
  await write(elsewhere, { 'pieces/a/00': 'pièce', 'paquets/a.zip': 'paquet' });
  const { file } = await backUp({
    folders,
    to: join(data, 'ici.tar.gz'),
    version: '0.1.0',
    database: true,
    at,
  });
  await write(elsewhere, { 'pieces/a/00': 'abîmée' });
  await restore({ folders, file, version: '0.1.0', database: true, at: later });
  expect(await read(elsewhere)).toEqual({ 'pieces/a/00': 'pièce', 'paquets/a.zip': 'paquet' });
  expect(await readFile(join(data, 'replaced/2026-11-29T09-30-00Z/evidence/a/00'), 'utf8')).toBe('abîmée');
});

test('nothing is backed up where nothing is kept, nor over a file that is there', async () => {
  const data = await temporaryFolder();
  const folders = foldersOf(data);
  const options = { folders, version: '0.1.0', database: true, at };
  await expect(backUp({ ...options, to: join(data, 'a.tar.gz') })).rejects.toThrow(
    'n’a pas de base à sauvegarder',
  );
  await write(data, { 'temporal.db': 'base', 'a.tar.gz': 'hier' });
  await expect(backUp({ ...options, to: join(data, 'a.tar.gz') })).rejects.toThrow('existe déjà');
  await expect(backUp({ ...options, to: join(data, 'nulle/part') })).rejects.toThrow('n’existe pas');
  expect(await readFile(join(data, 'a.tar.gz'), 'utf8')).toBe('hier');
});

test('a restoration that was cut short is told to whoever starts, and is done again', async () => {
  const { data, file } = await backedUp();
  await refuseHalfRestored(data);
  await write(data, { restoring: `${file}\n` });
  await expect(refuseHalfRestored(data)).rejects.toThrow(`npx delegation restore ${file}`);
  await back(data, file);
  await refuseHalfRestored(data);
});

function changed(tar: Buffer, from: string, to: string): Buffer {
  const at = tar.indexOf(from);
  return Buffer.concat([
    tar.subarray(0, at),
    Buffer.from(to.padEnd(Buffer.byteLength(from))),
    tar.subarray(at + Buffer.byteLength(from)),
  ]);
}

/** The same archive with another name in a header, whose sum is right. */
function renamed(tar: Buffer, from: string, to: string): Buffer {
  const at = tar.indexOf(from);
  const copy = Buffer.from(tar);
  copy.fill(0, at, at + from.length);
  copy.write(to, at);
  copy.fill(' ', at + 148, at + 156);
  const sum = copy.subarray(at, at + 512).reduce((total, octet) => total + octet, 0);
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
  return copy;
}
