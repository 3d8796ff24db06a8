import { randomUUID } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time.js';
import { prepareCluster } from '../../worker/cluster.ts';
import { connectTo } from '../engine/support.ts';
import { testAddress } from '../support/scene.ts';

test('a namespace that keeps what is closed for less than ten years is told, with what it costs', async () => {
  const address = testAddress();
  const { workflowService } = await connectTo({ address });
  const namespace = `keeps-little-${randomUUID().slice(0, 8)}`;
  await workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('3 days'),
  });
  const said: string[] = [];
  await prepareCluster({ connection: { address }, namespace }, (line) => said.push(line));
  expect(said).toContainEqual(expect.stringMatching(/garde 3 jours .* Il en faudrait 3653\./));
  const usual: string[] = [];
  await prepareCluster({ connection: { address }, namespace: 'default' }, (line) => usual.push(line));
  expect(usual).toEqual([]);
});
