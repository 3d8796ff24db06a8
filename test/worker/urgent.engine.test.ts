import { Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import { afterwards } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { plain } from '../support/plain.ts';
import { by, eventually, testAddress } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';
import { startWorker } from './rated-worker.ts';

test('what is urgent passes before all that waits for its turn', async () => {
  const sink = await openSink({});
  afterwards(() => sink.close());
  const connection = await Connection.connect({ address: testAddress() });
  afterwards(() => connection.close());
  const taskQueue = `urgent-${testDocument().id}`;
  await startWorker(taskQueue, sink.url);
  const conventions = new Conventions({ connection, namespace: 'default', taskQueue, dataConverter: plain });
  const documents = Array.from({ length: 10 }, () => testDocument());
  await Promise.all(documents.map((document) => conventions.start(document, by)));
  await eventually(() => (sink.all().length >= 15 ? true : undefined));
  const [{ id } = { id: '' }] = documents;
  await conventions.act(id, 'terminate', { by, reason: 'fin du programme' });

  const isUrgent = ({ subject }: { subject: string }) => /retirée|fin/.test(subject);
  await eventually(() => (sink.all().length >= 80 ? true : undefined));
  const order = sink.all().map((mail) => (isUrgent(mail) ? 'urgent' : 'other'));
  const last = order.lastIndexOf('urgent');
  expect(order.filter((one) => one === 'urgent').length).toBeGreaterThan(1);
  expect(order.slice(last).filter((one) => one === 'other').length).toBeGreaterThan(20);
});
