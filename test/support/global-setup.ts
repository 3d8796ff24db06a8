import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { findTemporal } from '../../engine/find.ts';
import { lineProgress } from '../../engine/progress.ts';
import { startServer } from '../../engine/server.ts';
import { putBundle } from './bundle.ts';
import { shared } from './shared.ts';

/** One server and one bundle of the workflows for all test files: each convention has its own clock and task queue. */
export default async function setUp(): Promise<void> {
  const progress = lineProgress();
  const { executable } = await findTemporal({ progress: progress.show });
  progress.end();
  const folder = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  const bundle = join(folder, 'workflow-bundle.js');
  const [server] = await Promise.all([
    startServer({ executable, searchAttributes: searchAttributeTypes }),
    putBundle(bundle),
  ]);
  process.env.DELEGATION_TEST_ADDRESS = server.address;
  process.env.DELEGATION_TEST_BUNDLE = bundle;
  process.env.DELEGATION_TEST_TEMPORAL = executable;
  shared.server = server;
  shared.folder = folder;
}
