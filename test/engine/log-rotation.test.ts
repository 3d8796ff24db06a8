import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rotateLogs } from '../../engine/log-rotation.ts';
import { temporaryFolder } from './support.ts';

const few = { largest: 10, kept: 2 };

test('a log that has grown is put aside, the oldest goes, and who writes it goes on', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'web.log');
  const log = await open(file, 'a', 0o600);
  for (const word of ['premier', 'deuxième', 'troisième', 'quatrième']) {
    await log.write(`${word}, assez long\n`);
    await rotateLogs(folder, few);
  }
  await log.write('court\n');
  await rotateLogs(folder, few);
  await log.close();
  expect((await readdir(folder)).sort()).toEqual(['web.log', 'web.log.1', 'web.log.2']);
  expect(await readFile(file, 'utf8')).toBe('court\n');
  expect(await readFile(`${file}.1`, 'utf8')).toContain('quatrième');
  expect(await readFile(`${file}.2`, 'utf8')).toContain('troisième');
});

test('what is no log, or is small, is left alone', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'temporal.db'), 'x'.repeat(100));
  await writeFile(join(folder, 'worker.log'), 'x');
  await rotateLogs(folder, few);
  expect((await readdir(folder)).sort()).toEqual(['temporal.db', 'worker.log']);
});
