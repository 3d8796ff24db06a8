import { newPayloadKey } from '../../contract/payload-keys.ts';
import { testDocument } from '../support/documents.ts';
import { bookStage, by } from '../support/scene.ts';

const [old = '', young = ''] = ['old', 'young'].map((name) => newPayloadKey().replace(/^[^:]*/, name));

test('a convention goes on when its key is turned, and says which key it wants when that is taken away', async () => {
  const document = testDocument({ community: null });
  const { id } = document;
  const before = await bookStage(id, { payloadKeys: old });
  await before.conventions.start(document, by);
  await before.close();

  const turned = await bookStage(id, { payloadKeys: `${young},${old}` });
  expect((await turned.conventions.record(id)).document).toEqual(document);
  await turned.conventions.act(id, 'terminate', { by, reason: 'essai' });
  const { journal } = await turned.conventions.record(id);
  expect(journal.map(({ act }) => act)).toContain('terminate');
  await turned.close();

  const without = await bookStage(id, { payloadKeys: young });
  await expect(without.conventions.listed(id)).rejects.toThrow('chiffrée avec la clé « old »');
  await without.close();
});
