import { formerServerModule, pinnedServer, serverModule } from './server-programs.ts';

test('the server of the cluster is the one that the engine of one machine holds', () => {
  expect(pinnedServer(serverModule)).toMatch(/^\d+\.\d+\.\d+$/);
  expect(pinnedServer(serverModule)).toBe(pinnedServer('engine'));
});

test('the one that it replaces is of the minor version before', () => {
  const minor = (folder: string) => pinnedServer(folder).split('.').slice(0, 2).map(Number);
  const [major = 0, after = 0] = minor(serverModule);
  expect(minor(formerServerModule)).toEqual([major, after - 1]);
});
