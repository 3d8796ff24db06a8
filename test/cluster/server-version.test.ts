import { pinnedServer } from './server-programs.ts';

test('the server of the cluster is the one that the engine of one machine holds', () => {
  expect(pinnedServer('test/cluster/server')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(pinnedServer('test/cluster/server')).toBe(pinnedServer('engine'));
});
