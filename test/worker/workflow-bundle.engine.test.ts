import { readFileSync } from 'node:fs';
import { Client } from '@temporalio/client';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { afterwards } from '../engine/support.ts';
import { openBareStage, startWorkerProcess } from '../faults/support.ts';
import { plain } from '../support/plain.ts';
import { by, testAddress, testBundle } from '../support/scene.ts';
import { livelyDocument } from '../web/lively.ts';

describe('the workflows’ bundle', () => {
  test('tells where a convention waits by the functions and the lines of the sources', async () => {
    const address = testAddress();
    const document = livelyDocument('bundle');
    const stage = await openBareStage(address, document.id);
    const { archives, connection } = stage;
    // As in service: the theatre notes no call stack.
    const worker = await startWorkerProcess({
      address,
      taskQueue: document.id,
      smtpUrl: stage.mailbox.smtpUrl,
      archives,
      bundle: testBundle(),
    });
    afterwards(() => worker.kill());
    await stage.conventions.start(document, by, {});
    const handle = new Client({ connection, dataConverter: plain }).workflow.getHandle(
      workflowIdOf(document.id),
    );
    const trace: string = await handle.query('__stack_trace');
    expect(trace).toMatch(/at Life\.passes \(.*[/]workflows[/]life\.ts:\d+:\d+\)/);
    expect(trace).toMatch(/at passes \(.*[/]workflows[/]convention\.ts:\d+:\d+\)/);
  });

  test('leaves out what libraries do for developers alone', () => {
    const code = readFileSync(testBundle(), 'utf8').split('//# sourceMappingURL')[0];
    expect(code).toContain('attachDebugString');
    expect(code).not.toContain('globalThis.process');
    expect(code).not.toContain('NODE_ENV');
  });
});
