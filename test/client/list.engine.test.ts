import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import { afterwards } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { plain } from '../support/plain.ts';
import { by, eventually, testAddress } from '../support/scene.ts';

async function deployment(): Promise<Conventions> {
  const connection = await Connection.connect({ address: testAddress() });
  afterwards(() => connection.close());
  const taskQueue = `liste d’essai ${randomUUID().slice(0, 8)}`;
  return new Conventions({ connection, namespace: 'default', taskQueue, dataConverter: plain });
}

const idsOf = async (conventions: Conventions) =>
  (await conventions.list({ limit: 1000 })).conventions.map(({ id }) => id);

test('a deployment lists its own conventions, not those of another in the same namespace', async () => {
  const [ours, theirs] = [await deployment(), await deployment()];
  const [one, other] = [testDocument(), testDocument()];
  await ours.start(one, by);
  await theirs.start(other, by);
  await eventually(async () => ((await idsOf(theirs)).length > 0 ? true : undefined));
  await eventually(async () => ((await idsOf(ours)).length > 0 ? true : undefined));
  expect(await idsOf(ours)).toEqual([one.id]);
  expect(await idsOf(theirs)).toEqual([other.id]);
  expect((await ours.list({ id: other.id })).conventions).toEqual([]);
});
