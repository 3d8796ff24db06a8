import type { Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import { compressedEncoding, compressionThreshold } from '../../contract/payload-codec.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { openScene, type Scene } from '../support/scene.ts';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

function encodingOf({ metadata }: Payload): string {
  return Buffer.from(metadata?.encoding ?? []).toString();
}

/** What the server keeps of the start of a convention's latest run. */
async function keptStart({ stage, id }: Scene) {
  const { history } = await stage.connection.workflowService.getWorkflowExecutionHistory({
    namespace: 'default',
    execution: { workflowId: workflowIdOf(id) },
  });
  const { input, memo, continuedExecutionRunId } =
    history?.events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
  return { input: input?.payloads?.[0] ?? {}, memo: memo?.fields?.title ?? {}, continuedExecutionRunId };
}

test('a large convention is kept compressed, through its runs, and read back whole', async () => {
  const cites = Array.from({ length: 200 }, (_, rank) => `${rank} ${'texte visé '.repeat(17)}`);
  const scene = await openScene({ document: { legalText: { cites } }, start: { historyEvents: 40 } });
  const { input, memo } = await keptStart(scene);
  expect(encodingOf(input)).toBe(compressedEncoding);
  expect(PayloadMessage.encode(input).finish().length).toBeLessThan(compressionThreshold);
  expect(encodingOf(memo)).toBe('json/plain');
  expect((await scene.stage.conventions.record(scene.id)).document).toEqual(scene.document);

  await scene.advanceTo('2020-05-15');
  const later = await keptStart(scene);
  expect(later.continuedExecutionRunId).toMatch(/./);
  expect(encodingOf(later.input)).toBe(compressedEncoding);
  expect((await scene.stage.conventions.record(scene.id)).document).toEqual(scene.document);
  await scene.close();
});
