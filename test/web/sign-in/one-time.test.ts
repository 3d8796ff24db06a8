import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { FolderStore } from '../../../storage/folder-store.ts';
import {
  badCodes,
  readCode,
  signInCode,
  signInKey,
  UsedCodes,
  useCode,
} from '../../../web/sign-in/one-time.ts';
import { temporaryFolder } from '../../engine/support.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const minute = 60_000;

async function machine() {
  const folder = await temporaryFolder();
  const key = await signInKey(join(folder, 'sign-in', 'key'));
  const used = new UsedCodes(new FolderStore(join(folder, 'sign-in', 'used')));
  return { folder, key, used, code: await signInCode(key, 'Camille', now) };
}

test('a code signs its person in, once', async () => {
  const { key, used, code } = await machine();
  expect(await useCode(key, used, code, now)).toEqual({
    kind: 'person',
    person: { name: 'Camille', admin: true, auditor: false },
  });
  expect(await useCode(key, used, code, now)).toEqual({ kind: 'used' });
});

test('of those who use a code at once, one gets in', async () => {
  const { key, used, code } = await machine();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => useCode(key, used, code, now)));
  expect(outcomes.filter(({ kind }) => kind === 'person')).toHaveLength(1);
});

test('a used code stays used when the application starts again', async () => {
  const { folder, key, used, code } = await machine();
  await useCode(key, used, code, now);
  const restarted = new UsedCodes(new FolderStore(join(folder, 'sign-in', 'used')));
  const sameKey = await signInKey(join(folder, 'sign-in', 'key'));
  expect(await useCode(sameKey, restarted, code, now + minute)).toEqual({ kind: 'used' });
});

test('reading a code a hundred times, as mail scanners do, does not use it up', async () => {
  const { key, used, code } = await machine();
  for (let look = 0; look < 100; look++)
    expect(await readCode(key, code, now)).toMatchObject({ kind: 'code', name: 'Camille' });
  expect((await useCode(key, used, code, now)).kind).toBe('person');
});

test('a code lasts ten minutes', async () => {
  const { key, used, code } = await machine();
  expect((await readCode(key, code, now + 10 * minute - 1)).kind).toBe('code');
  expect(await useCode(key, used, code, now + 10 * minute)).toEqual({ kind: 'expired' });
});

test('a code that is not ours, or not whole, signs nobody in', async () => {
  const { key, used, code } = await machine();
  const [header = '', payload = '', signature = ''] = code.split('.');
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
  const another = Buffer.from(
    JSON.stringify({
      ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
      sub: 'Someone else',
    }),
  ).toString('base64url');
  const forOtherUse = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('Camille')
    .setJti('0'.repeat(32))
    .setExpirationTime(new Date(now + minute))
    .sign(key);
  const forged = [
    '',
    'x',
    code.slice(0, -4),
    `${header}.${another}.${signature}`,
    `${unsigned}.${payload}.`,
    await signInCode(new Uint8Array(32), 'Camille', now),
    forOtherUse,
  ];
  for (const one of forged) expect(await useCode(key, used, one, now)).toEqual({ kind: 'forged' });
  expect((await useCode(key, used, code, now)).kind).toBe('person');
});

test('forgets used codes once they have expired', async () => {
  const { folder, key, used, code } = await machine();
  await useCode(key, used, code, now);
  const later = now + 20 * minute;
  await useCode(key, used, await signInCode(key, 'Camille', later), later);
  expect(await readdir(join(folder, 'sign-in', 'used'))).toHaveLength(1);
});

test('all who ask for the key at once get the same, which only their user may read', async () => {
  const file = join(await temporaryFolder(), 'data', 'sign-in-key');
  const keys = await Promise.all(Array.from({ length: 10 }, () => signInKey(file)));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  await chmod(file, 0o644);
  await signInKey(file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(file, '..'))).toEqual(['sign-in-key']);
});

test('a file that holds no key is not taken for one', async () => {
  const file = join(await temporaryFolder(), 'key');
  await writeFile(file, 'short');
  await expect(signInKey(file)).rejects.toThrow('ne contient pas de clé');
});

test('each way to be refused has its page', () => {
  for (const { status, title, paragraphs } of Object.values(badCodes)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect([title, ...paragraphs].join(' ')).toContain('npm start');
  }
});
