// Makes the Temporal SDK download the Temporal CLI, for engine/download.ts, which runs this as a process of its
// own: the SDK's native runtime is a singleton, and the process that will host the worker must set it up itself.
// The SDK only downloads to start a server, so one is started, in memory and without a page, and stopped at once.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [version, downloadDir] = process.argv.slice(2);
const server = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', version: `v${version}`, downloadDir, ttl: '3650d' } },
});
await server.teardown();
process.exit(0);
