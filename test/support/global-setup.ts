import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { findTemporal } from '../../engine/find.ts';
import { lineProgress } from '../../engine/progress.ts';
import { startServer } from '../../engine/temporal-server.ts';
import { theatreDoor } from './backstage.ts';
import { putBundle } from './bundle.ts';
import { compiled, startChild } from './child-process.ts';
import { shared } from './shared.ts';

/**
 * One server and one bundle of the workflows for all test files, each convention of which has its own clock and task
 * queue; and for those of each worker of jest, a process that opens their stages.
 */
export default async function setUp({ maxWorkers }: { readonly maxWorkers: number }): Promise<void> {
  const progress = lineProgress();
  const { executable } = await findTemporal({ progress: progress.show });
  progress.end();
  const folder = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  const bundle = join(folder, 'workflow-bundle.js');
  const workers = Array.from({ length: maxWorkers }, (_, rank) => String(rank + 1));
  const [server, theatres] = await Promise.all([
    startServer({ executable, searchAttributes: searchAttributeTypes }),
    Promise.all(
      workers.map((worker) =>
        startChild(compiled('test', 'support', 'theatre.js'), {
          args: [theatreDoor(folder, worker)],
          // Workflows in the thread that there is: one for each stage takes longer to start than most stages live. How
          // long a turn takes is then watched by nothing; the processes that tests start have their threads, as in service.
          settings: { TEMPORAL_DEBUG: '1' },
        }),
      ),
    ),
    putBundle(bundle),
  ]);
  process.env.DELEGATION_TEST_ADDRESS = server.address;
  process.env.DELEGATION_TEST_BUNDLE = bundle;
  process.env.DELEGATION_TEST_TEMPORAL = executable;
  process.env.DELEGATION_TEST_FOLDER = folder;
  shared.server = server;
  shared.theatres = theatres;
  shared.folder = folder;
}
