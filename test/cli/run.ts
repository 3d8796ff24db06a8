import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActName, isActName } from '../../acts/acts.ts';
import { proposalFor } from '../../acts/agreeing.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { testAddress } from '../support/scene.ts';

/** What a command left. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Its JSON; throws when the output is not exactly one document. */
  json(): unknown;
}

export const main = join(__dirname, '../../dist/cli/main.js');
export const example = join(__dirname, '../../examples/signaux-faibles.json');

/** Runs a line as the command does, in this process; away from any engine unless the environment names one. */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv = nowhere): Promise<Ran> {
  const before = process.env;
  process.env = environmentOf(environment);
  let stdout = '';
  let stderr = '';
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      stdout += text;
      return true;
    }),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      stderr += text;
      return true;
    }),
  ];
  try {
    // Loaded only now: who acts by default is known from the environment.
    const { runLine } = await import('../../cli/line.ts');
    const code = await runLine(args);
    return ranOf(code, stdout, stderr);
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.env = before;
  }
}

/** Runs the compiled command, in a process of its own: what ends it, and what it leaves to the shell. */
export function runProgram(args: readonly string[], environment: NodeJS.ProcessEnv = nowhere): Promise<Ran> {
  return new Promise((done) => {
    const options = { env: environmentOf(environment), maxBuffer: 64 * 1024 * 1024, timeout: 50_000 };
    const child = execFile(process.execPath, [main, ...args], options, (_error, stdout, stderr) => {
      done(ranOf(child.exitCode ?? -1, stdout, stderr));
    });
  });
}

function ranOf(code: number, stdout: string, stderr: string): Ran {
  return { code, stdout, stderr, json: () => JSON.parse(stdout) };
}

function environmentOf(named: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, XDG_CACHE_HOME, TEMPORAL_CLI, NODE_ENV } = process.env;
  return { PATH, HOME, XDG_CACHE_HOME, TEMPORAL_CLI, NODE_ENV, DELEGATION_USER: 'Camille', ...named };
}

/** No server listens there. */
export const nowhere = { TEMPORAL_ADDRESS: '127.0.0.1:9', DELEGATION_DATA: '/nonexistent' };

/** Where the conventions of a stage live. */
export function on({ taskQueue }: Stage): NodeJS.ProcessEnv {
  return {
    TEMPORAL_ADDRESS: testAddress(),
    DELEGATION_TASK_QUEUE: taskQueue,
    DELEGATION_PAYLOAD_KEYS: 'aucune',
  };
}

/** A folder of files for the tests of one file, gone after them. */
export function filesOf(contents: Readonly<Record<string, string | Uint8Array>>): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'delegation-cli-'));
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

/** A command whose word `#mark` becomes the mark of what it agrees to, as it stands; and `#line`, the line of the last act. */
export async function marked(
  { conventions }: Stage,
  id: string,
  act: ActName,
  given: readonly string[],
): Promise<string[]> {
  if (!given.includes('#mark') && !given.includes('#line')) return [...given];
  const record = await conventions.record(id);
  const mark = proposalFor(record, act, { amendment: 1 })?.mark;
  const line = record.journal.findLastIndex((entry) => isActName(entry.act)) + 1;
  const words = new Map([
    ['#mark', String(mark)],
    ['#line', String(line)],
  ]);
  return given.map((word) => words.get(word) ?? word);
}
