import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderStore } from '../../../storage/folder-store.ts';
import { accountMark, Pins } from '../../../web/sign-in/pins.ts';
import { temporaryFolder } from '../../engine/support.ts';

const first = { issuer: 'https://auth.example', subject: '12' };
const email = 'Camille@dinum.example';

test('an address is that of the account which first came with it, after a restart too', async () => {
  const folder = join(await temporaryFolder(), 'accounts');
  expect(await new Pins(new FolderStore(folder)).isTheirs(email, first)).toBe(true);
  const pins = new Pins(new FolderStore(folder));
  expect(await pins.isTheirs(email.toLowerCase(), first)).toBe(true);
  expect(await pins.isTheirs(email, { ...first, subject: '13' })).toBe(false);
  expect(await pins.isTheirs(email, { ...first, issuer: 'https://other.example' })).toBe(false);
  expect(await pins.isTheirs('autre@dinum.example', { ...first, subject: '13' })).toBe(true);
});

test('of two that come together, one is let in', async () => {
  const pins = new Pins(new FolderStore(join(await temporaryFolder(), 'accounts')));
  const came = await Promise.all(
    ['1', '2', '3'].map((subject) => pins.isTheirs(email, { ...first, subject })),
  );
  expect(came.filter((isTheirs) => isTheirs)).toHaveLength(1);
});

test('once forgotten, the next account is believed', async () => {
  const pins = new Pins(new FolderStore(join(await temporaryFolder(), 'accounts')));
  await pins.isTheirs(email, first);
  expect(await pins.forget(email)).toBe(true);
  expect(await pins.forget(email)).toBe(false);
  expect(await pins.isTheirs(email, { ...first, subject: '13' })).toBe(true);
});

test('nothing of a person is written, and nobody else reads it', async () => {
  const folder = join(await temporaryFolder(), 'accounts');
  await new Pins(new FolderStore(folder)).isTheirs(email, first);
  const names = await readdir(folder);
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, names[0] ?? ''))).mode & 0o777).toBe(0o600);
});

test('the mark of an account tells both its parts apart', () => {
  const marks = [first, { issuer: 'https://auth.example1', subject: '2' }, { ...first, subject: '13' }];
  expect(new Set(marks.map(accountMark)).size).toBe(3);
  expect(accountMark(first)).toMatch(/^[\w-]{22}$/);
});
