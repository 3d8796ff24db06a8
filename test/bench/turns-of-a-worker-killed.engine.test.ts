import { Client } from '@temporalio/client';
import { afterwards } from '../engine/support.ts';
import { openBareStage, startWorkerProcess } from '../faults/support.ts';
import { testDocument } from '../support/documents.ts';
import { by, eventually, testAddress, testBundle } from '../support/scene.ts';
import { timedOutTurns } from './timed-out-turns.ts';

test('a turn that waited for a worker that is no more is counted, and no other', async () => {
  const document = testDocument();
  const { id } = document;
  const stage = await openBareStage(testAddress(), id);
  const { conventions, connection, mailbox, archives } = stage;
  const address = testAddress();
  const settings = { address, taskQueue: id, smtpUrl: mailbox.smtpUrl, archives, bundle: testBundle() };
  const first = await startWorkerProcess(settings);
  afterwards(() => first.kill());
  await conventions.start(document, by);
  await eventually(async () => ((await conventions.view(id)).mails.length > 0 ? true : undefined));
  const client = new Client({ connection });
  expect(await timedOutTurns(client, [id])).toBe(0);

  await first.kill();
  const acting = conventions.act(id, 'terminate', { by, reason: 'essai' });
  const second = await startWorkerProcess(settings);
  afterwards(() => second.kill());
  await acting;
  expect(await timedOutTurns(client, [id])).toBe(1);
});
