import { Conventions } from '../../client/conventions.ts';
import { prepareCluster } from '../../worker/cluster.ts';
import { afterwards } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { by, testAddress } from '../support/scene.ts';

const namespace = 'nulle-part';
const told = {
  code: 'ENGINE_UNREACHABLE',
  message: expect.stringMatching(/« nulle-part » n’existe pas .* --retention 3653d$/),
};

test('a namespace that the server does not have is named, with how to make it', async () => {
  const conventions = await Conventions.connect({
    TEMPORAL_ADDRESS: testAddress(),
    TEMPORAL_NAMESPACE: namespace,
    DELEGATION_PAYLOAD_KEYS: 'aucune',
  });
  afterwards(() => conventions.close());
  await expect(conventions.list()).rejects.toMatchObject(told);
  await expect(conventions.view('inconnue')).rejects.toMatchObject(told);
  await expect(conventions.start(testDocument(), by)).rejects.toMatchObject(told);
  const said: string[] = [];
  const prepared = prepareCluster({ connection: { address: testAddress() }, namespace }, (line) =>
    said.push(line),
  );
  await expect(prepared).rejects.toMatchObject(told);
  expect(said).toEqual([]);
});
