import { connectToEngine } from '../../client/connection.ts';
import { newPayloadKey } from '../../contract/payload-keys.ts';

const elsewhere = { TEMPORAL_ADDRESS: '127.0.0.1:9', DELEGATION_PAYLOAD_KEYS: newPayloadKey() };

test('the engine is that of the environment that is given, not of the process', async () => {
  const { connection, namespace, taskQueue } = await connectToEngine(
    { ...elsewhere, TEMPORAL_NAMESPACE: 'budget', DELEGATION_TASK_QUEUE: 'essai' },
    true,
  );
  await connection.close();
  expect({ namespace, taskQueue }).toEqual({ namespace: 'budget', taskQueue: 'essai' });
  expect(connection.options.address).toBe('127.0.0.1:9');
});

test('an empty setting is one that is not given', async () => {
  const { connection, ...names } = await connectToEngine(
    { ...elsewhere, DELEGATION_DATA: '', DELEGATION_TASK_QUEUE: '' },
    true,
  );
  await connection.close();
  expect(names.taskQueue).toBe('delegation');
});

test.each([
  [
    undefined,
    'DELEGATION_PAYLOAD_KEYS : absent ; attendu, pour un autre serveur Temporal que celui de « npm start » : nom:secret[,nom:secret…], chaque secret de 32 octets, en base64url ; ou « aucune »',
  ],
  [
    'k1:c2VjcmV0',
    'DELEGATION_PAYLOAD_KEYS : « *** » refusé ; accepté : nom:secret[,nom:secret…], chaque secret de 32 octets, en base64url ; ou « aucune » (le secret de la clé « k1 » fait 6 octets ; 32 sont attendus)',
  ],
])('an engine elsewhere is not written to in clear by forgetting its keys (%s)', async (keys, message) => {
  await expect(connectToEngine({ ...elsewhere, DELEGATION_PAYLOAD_KEYS: keys }, true)).rejects.toMatchObject({
    code: 'BAD_USAGE',
    message,
  });
});
