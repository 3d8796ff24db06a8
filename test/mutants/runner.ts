import { on } from 'node:events';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import process from 'node:process';
import type { Test, TestWatcher } from 'jest-runner';
import { numbersReached, putInForce } from './in-force.ts';

// Its default export is another to the types of a module than to Jest, which requires this one.
const { default: TestRunner }: typeof import('jest-runner', { with: { 'resolution-mode': 'require' }}) =
  createRequire(`${process.cwd()}/`)('jest-runner');

/** A test file to run with a mutant, or with none. */
export interface Question {
  readonly test: string;
  readonly mutant?: number;
}

export interface Answer {
  readonly passes: boolean;
  readonly ms: number;
  /** The numbers of the mutants that it came to. */
  readonly reached: readonly number[];
  /** What the process holds by now. */
  readonly bytes: number;
}

/** A Jest that stays: runs one test file after another, as the process that started it asks. */
export default class MutantsRunner extends TestRunner {
  override async runTests(tests: Test[], watcher: TestWatcher): Promise<void> {
    process.once('disconnect', () => process.exit());
    let passes = false;
    const one = new TestRunner(this._globalConfig, this._context);
    one.on('test-file-success', ([, { numFailingTests, testExecError }]) => {
      passes = numFailingTests === 0 && !testExecError;
    });
    const ask = async ({ test, mutant }: Question): Promise<Answer> => {
      putInForce(mutant);
      process.env.MUTANT = String(mutant);
      passes = false;
      const since = performance.now();
      const wanted = tests.filter(({ path, context }) => relative(context.config.rootDir, path) === test);
      await one.runTests(wanted, watcher, { serial: true });
      const ms = performance.now() - since;
      return { passes, ms, reached: numbersReached(), bytes: process.memoryUsage().rss };
    };
    process.send?.('ready');
    for await (const [question] of on(process, 'message')) process.send?.(await ask(question));
  }
}
