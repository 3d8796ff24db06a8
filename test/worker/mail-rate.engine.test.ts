import { Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import { afterwards } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { plain } from '../support/plain.ts';
import { by, eventually, testAddress } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';
import { rate, startWorker } from './rated-worker.ts';

/**
 * What the server lets through at once after a calm, besides the rate: it shares the rate among the partitions of a
 * task queue, four by default, and each lets two or three tasks go before it counts.
 */
const burst = 12;

test('a rate holds over two workers, from one letter to any later one, but for the first of a burst', async () => {
  const sink = await openSink({});
  afterwards(() => sink.close());
  const connection = await Connection.connect({ address: testAddress() });
  afterwards(() => connection.close());
  const taskQueue = `rate-${testDocument().id}`;
  await Promise.all([startWorker(taskQueue, sink.url), startWorker(taskQueue, sink.url)]);
  const conventions = new Conventions({ connection, namespace: 'default', taskQueue, dataConverter: plain });
  await Promise.all(Array.from({ length: 5 }, () => conventions.start(testDocument(), by)));
  await eventually(() => (sink.all().length >= 40 ? true : undefined));

  const instants = sink.all().map(({ receivedAt }) => receivedAt);
  const excess = instants.flatMap((start, first) =>
    instants
      .slice(first)
      .map((end, rank) => ({ start, end, came: rank + 1, allowed: burst + ((end - start) / 1000) * rate })),
  );
  expect(excess.filter(({ came, allowed }) => came > allowed)).toEqual([]);
  // None was sent twice for having been sent one by one.
  expect(new Set(sink.all().map(({ messageId }) => messageId)).size).toBe(sink.all().length);
});
