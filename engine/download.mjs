// Makes the Temporal SDK download the Temporal CLI, for engine/download.ts, which runs this as a process of its
// own: the SDK's native runtime is a singleton, and the process that will host the worker must set it up itself.
// The SDK only downloads to start a server at once, before anybody could look at what came: what it writes here may
// not be executed, so that its start fails, and the file is there to be checked.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [version, downloadDir] = process.argv.slice(2);
process.umask(0o111);
await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', version: `v${version}`, downloadDir, ttl: '3650d' } },
});
