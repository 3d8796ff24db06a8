import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  EngineVersionError,
  recordEngine,
  refuseOtherEngine,
  versionOf,
} from '../../engine/engine-version.ts';
import { startServer } from '../../engine/temporal-server.ts';
import { temporaryFolder } from './support.ts';

const version = (cli: string, server: string) => ({
  said: `temporal version ${cli} (Server ${server}, UI 2.54.1)`,
  cli: cli.replace(/\.\d+$/, ''),
  server: server.replace(/\.\d+$/, ''),
});

async function database(): Promise<string> {
  const file = join(await temporaryFolder(), 'temporal.db');
  await writeFile(file, '');
  return file;
}

test('a database is opened by the minor version that wrote it, and by the first that comes when none is noted', async () => {
  const file = await database();
  await refuseOtherEngine(file, version('1.10.0', '1.33.0'));
  await recordEngine(file, version('1.9.1', '1.32.0'));
  await refuseOtherEngine(file, version('1.9.4', '1.32.7'));
});

test.each([version('1.10.0', '1.33.0'), version('1.8.2', '1.31.0'), version('0.0.0', '1.33.0')])(
  'another version is refused, and told what may be done: $said',
  async (other) => {
    const file = await database();
    await recordEngine(file, version('1.9.1', '1.32.0'));
    const refused = refuseOtherEngine(file, other);
    await expect(refused).rejects.toThrow(EngineVersionError);
    await expect(refused).rejects.toThrow('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)');
    await expect(refused).rejects.toThrow(other.said);
    await expect(refused).rejects.toThrow('DELEGATION_TEMPORAL=');
    const noted = join(file, '..', 'engine-version');
    await expect(refused).rejects.toThrow(noted);
    // What the message proposes, done.
    await rm(noted);
    await refuseOtherEngine(file, other);
  },
);

test('where there is no database yet, nothing is refused', async () => {
  const file = await database();
  await recordEngine(file, version('1.8.2', '1.31.0'));
  await rm(file);
  await refuseOtherEngine(file, version('1.9.1', '1.32.0'));
});

test('the server is not even started on the data of another', async () => {
  const file = await database();
  await recordEngine(file, version('1.8.2', '1.31.0'));
  const executable = join(file, '..', 'temporal');
  await writeFile(
    executable,
    `#!/bin/sh\necho "$@" >> "$0.asked"\necho "${version('1.9.1', '1.32.0').said}"\n`,
  );
  await chmod(executable, 0o755);
  expect(await versionOf(executable)).toEqual(version('1.9.1', '1.32.0'));
  await expect(startServer({ executable, dbFilename: file })).rejects.toThrow(EngineVersionError);
  expect(await readFile(`${executable}.asked`, 'utf8')).toBe('--version\n--version\n');
});
