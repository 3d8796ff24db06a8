import { connectToEngine } from '../../client/connection.ts';

test('the engine is that of the environment that is given, not of the process', async () => {
  const { connection, ...names } = await connectToEngine(
    { TEMPORAL_ADDRESS: '127.0.0.1:9', TEMPORAL_NAMESPACE: 'budget', DELEGATION_TASK_QUEUE: 'essai' },
    true,
  );
  await connection.close();
  expect(names).toEqual({ namespace: 'budget', taskQueue: 'essai' });
  expect(connection.options.address).toBe('127.0.0.1:9');
});

test('an empty setting is one that is not given', async () => {
  const { connection, ...names } = await connectToEngine(
    { TEMPORAL_ADDRESS: '127.0.0.1:9', DELEGATION_DATA: '', DELEGATION_TASK_QUEUE: '' },
    true,
  );
  await connection.close();
  expect(names.taskQueue).toBe('delegation');
});
