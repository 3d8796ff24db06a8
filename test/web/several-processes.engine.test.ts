import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from '../../storage/folder-store.ts';
import { describeProcesses } from './several-processes.ts';

// Two web processes behind one address, on folders that both have.

jest.setTimeout(120_000);

let data: string;

describeProcesses(async () => {
  data = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  return {
    settings: () => ({ DELEGATION_DATA: data }),
    store: (name) => new FolderStore(join(data, name)),
  };
});

afterAll(() => rm(data, { recursive: true, force: true, maxRetries: 3 }));
