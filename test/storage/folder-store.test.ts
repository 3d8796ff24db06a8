import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderStore } from '../../storage/folder-store.ts';
import { temporaryFolder } from '../engine/support.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { describeStore } from './contract.ts';

describeStore('a folder', async () => new FolderStore(join(await temporaryFolder(), 'made', 'at need')));
describeStore('the memory of a test', async () => new MemoryStore());

test('files are for their user alone, and leave no drafts', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const store = new FolderStore(folder);
  await store.put('a/b', Buffer.from('1'));
  await store.createOnce('a/c', Buffer.from('1'));
  await store.createOnce('a/c', Buffer.from('2'));
  await store.copy('a/c', 'a/d');
  expect(await readdir(join(folder, 'a'))).toEqual(['b', 'c', 'd']);
  for (const name of ['b', 'c', 'd']) expect((await stat(join(folder, 'a', name))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
});

test('what is being written is not listed', async () => {
  const folder = join(await temporaryFolder(), 'data');
  await mkdir(folder);
  await writeFile(join(folder, 'a.0123456789ab'), 'half');
  expect(await new FolderStore(folder).list()).toEqual([]);
});
