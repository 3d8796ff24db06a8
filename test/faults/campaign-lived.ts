import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cleanEnvironment, compiled } from '../support/child-process.ts';

/** Replayed with `npm run faults -- --count 60 --seed …`. */
const seed = process.env.DELEGATION_TEST_SEED ?? String(Math.floor(Math.random() * 2 ** 32));

/** What `npm run faults` prints of sixty of them, also when it failed. */
export async function sixtyFaults(...options: readonly string[]): Promise<string> {
  const command = ['--count', '60', '--seed', seed, ...options];
  const main = compiled('test', 'faults', 'campaign', 'main.js');
  const lived = promisify(execFile)(process.execPath, [main, ...command], { env: cleanEnvironment() });
  const { stdout } = await lived.catch((error: Error & { stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout}`);
  });
  return stdout;
}
