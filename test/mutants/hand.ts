import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Question } from './runner.ts';

/** A Jest that has grown as large gives way to a new one: what test files leave behind makes the next ones slower. */
const mostBytes = 900_000_000;

/** One that tries mutants, in a copy of the sources that holds them all. */
export class Hand {
  readonly #folder: string;
  readonly #tests: readonly string[];
  #jest: ChildProcess | undefined;

  constructor(folder: string, tests: readonly string[]) {
    this.#folder = folder;
    this.#tests = tests;
  }

  /** @returns `undefined` when there is no answer: nothing ends within that time, or all ends. */
  async ask(question: Question, patienceMs: number): Promise<Answer | undefined> {
    this.#jest ??= await this.#started();
    const jest = this.#jest;
    const given = new AbortController();
    const timer = setTimeout(() => jest.kill('SIGKILL'), patienceMs);
    jest.send(question);
    const answer: Answer | undefined = await Promise.race([
      once(jest, 'message', given).then(([told]) => told),
      once(jest, 'exit', given).then(() => undefined),
    ]);
    clearTimeout(timer);
    given.abort();
    if (!answer || answer.bytes > mostBytes) this.stop();
    return answer;
  }

  stop(): void {
    this.#jest?.kill('SIGKILL');
    this.#jest = undefined;
  }

  async #started(): Promise<ChildProcess> {
    const program = join(this.#folder, 'node_modules/jest/bin/jest.js');
    const args = ['--config', 'test/mutants/jest.config.js', '--silent', '-i', '--', ...this.#tests];
    const jest = fork(program, args, {
      cwd: this.#folder,
      // A mutant that gathers for ever ends sooner.
      execArgv: ['--max-old-space-size=2000'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const isReady = await Promise.race([
      once(jest, 'message').then(() => true),
      once(jest, 'exit').then(() => false),
    ]);
    // Else each mutant would seem to be noticed.
    if (!isReady) throw new Error('Jest does not start');
    return jest;
  }
}
