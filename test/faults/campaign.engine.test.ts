import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cleanEnvironment, compiled } from '../support/child-process.ts';

/** Replayed with `npm run faults -- --count 60 --seed …`. */
const seed = process.env.DELEGATION_TEST_SEED ?? String(Math.floor(Math.random() * 2 ** 32));

// In full: ten minutes. What a campaign counts is tried in `campaign/`, on what it must find.
test('of sixty faults, no letter is lost or told otherwise, and every act is done once or refused', async () => {
  const command = [compiled('test', 'faults', 'campaign', 'main.js'), '--count', '60', '--seed', seed];
  const lived = promisify(execFile)(process.execPath, command, { env: cleanEnvironment() });
  const { stdout } = await lived.catch((error: Error & { stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout}`);
  });
  expect(stdout).toContain('Nothing was lost.');
}, 1_800_000);
