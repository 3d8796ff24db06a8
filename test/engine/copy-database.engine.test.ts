import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@temporalio/client';
import { copyDatabase } from '../../engine/backup/copy-database.ts';
import { connectTo, temporaryFolder, testServer } from './support.ts';

const run = promisify(execFile);

/** What a SQLite that is not the server's finds in a database, by the command or by Python. */
async function asked(database: string, query: string): Promise<string> {
  const byPython = `import sqlite3, sys\nfor row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(row[0])`;
  const { stdout } = await run('sqlite3', [database, query]).catch(() =>
    run('python3', ['-c', byPython, database, query]),
  );
  return stdout.trim();
}

test('copies that are made while a server starts hundreds of workflows are whole, and hold what was answered before', async () => {
  const folder = await temporaryFolder();
  const dbFilename = join(folder, 'temporal.db');
  const connection = await connectTo(await testServer({ dbFilename, durability: 'full' }));
  const client = new Client({ connection });
  const isOver = new AbortController();
  let started = 0;
  const burst = Array.from({ length: 20 }, async (_, way) => {
    for (let rank = 0; !isOver.signal.aborted; rank++) {
      const workflowId = `of-burst-${way}-${rank}`;
      const args = ['x'.repeat(20_000) + workflowId];
      await client.workflow.start('nobody', { workflowId, taskQueue: 'nobody', args });
      started += 1;
    }
  });
  for (let rank = 0; rank < 5; rank++) {
    const before = started;
    while (started < before + 40) await new Promise(setImmediate);
    const answered = started;
    const into = join(folder, `copy-${rank}`);
    await mkdir(into);
    const [copy = ''] = await copyDatabase(dbFilename, into);
    expect(await asked(copy, 'PRAGMA integrity_check')).toBe('ok');
    expect(Number(await asked(copy, 'SELECT count(*) FROM current_executions'))).toBeGreaterThanOrEqual(
      answered,
    );
  }
  isOver.abort();
  await Promise.all(burst);
});
