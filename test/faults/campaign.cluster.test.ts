import { sixtyFaults } from './campaign-lived.ts';

test('of sixty faults on a cluster, its nodes and its database among what dies, nothing is lost either', async () => {
  expect(await sixtyFaults('--cluster')).toContain('Nothing was lost.');
}, 1_800_000);
