import { sixtyFaults } from './campaign-lived.ts';

// In full: ten minutes. What a campaign counts is tried in `campaign/`, on what it must find.
test('of sixty faults, no letter is lost or told otherwise, and every act is done once or refused', async () => {
  expect(await sixtyFaults()).toContain('Nothing was lost.');
}, 1_800_000);
