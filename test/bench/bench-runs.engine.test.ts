import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cleanEnvironment, compiled } from '../support/child-process.ts';

// What nobody runs each day must still run: each measure of its own, as small as it may be.

test.each([
  [
    ['portfolio', '1000'],
    /first page of 1000 conventions +[\d.]+ ms[\s\S]*search in[\s\S]*memory of the web process/,
  ],
  [['person', '2'], /one person in 2 conventions, \d+ mornings[\s\S]* 0 missing, 0 late/],
])(
  'npm run bench -- %j',
  async (words, says) => {
    const program = [compiled('test', 'bench', 'main.js'), ...words];
    const { stdout } = await promisify(execFile)(process.execPath, program, { env: cleanEnvironment() });
    expect(stdout).toMatch(says);
  },
  900_000,
);
