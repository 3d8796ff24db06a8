import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from '../../engine/private-folder.ts';
import { temporaryFolder } from './support.ts';

const modeOf = async (folder: string) => (await stat(folder)).mode & 0o777;

test('a folder is made for its user alone', async () => {
  const folder = join(await temporaryFolder(), 'a', 'b');
  await privateFolder(folder);
  expect(await modeOf(folder)).toBe(0o700);
});

test.each([0o755, 0o777, 0o750])(
  'one that was made beforehand, open to others, is closed: %o',
  async (mode) => {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    await chmod(folder, mode);
    await privateFolder(folder);
    expect(await modeOf(folder)).toBe(0o700);
  },
);

test('one that is stricter stays as it is', async () => {
  const folder = join(await temporaryFolder(), 'data');
  await mkdir(folder);
  await chmod(folder, 0o500);
  await privateFolder(folder);
  expect(await modeOf(folder)).toBe(0o500);
  await chmod(folder, 0o700);
});
