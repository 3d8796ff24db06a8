import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readInstance } from '../../engine/instance.ts';
import type { InstanceAddresses } from '../../engine/instance-addresses.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { run as runHere } from '../cli/run.ts';
import { afterwards } from '../engine/support.ts';
import { cleanEnvironment, compiled } from '../support/child-process.ts';

/** What `npm start` runs, on a data folder. */
export interface Started {
  readonly process: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Resolves once it has written some words. */
  says(words: string): Promise<void>;
  /** Its exit code once it has ended, null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

function environmentOn(dataDir: string): NodeJS.ProcessEnv {
  return cleanEnvironment({
    DELEGATION_DATA: dataDir,
    DELEGATION_TEMPORAL_PORT: '0',
    DELEGATION_UI_PORT: '0',
    DELEGATION_SMTP_PORT: '0',
    DELEGATION_MAILBOX_PORT: '0',
    DELEGATION_HEALTH_PORT: '0',
    DELEGATION_WEB_PORT: '0',
  });
}

/** Runs it without waiting for anything; ended after the test, with its children. */
export function run(dataDir: string, settings: NodeJS.ProcessEnv = {}, program = 'start.js'): Started {
  const child = spawn(process.execPath, [compiled('worker', program)], {
    cwd: packageRoot(),
    env: { ...environmentOn(dataDir), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const written = new EventEmitter();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      written.emit('more');
    });
  }
  const ended = once(child, 'close').then(() => child.exitCode);
  afterwards(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return {
    process: child,
    output: () => output,
    async says(words) {
      while (!output.includes(words)) await once(written, 'more');
    },
    ended,
  };
}

/** Runs it and waits until everything is up. */
export async function start(dataDir: string, settings?: NodeJS.ProcessEnv): Promise<Started> {
  const started = run(dataDir, settings);
  const early = started.ended.then(() => {
    throw new Error(`it ended at its start:\n${started.output()}`);
  });
  early.catch(() => {});
  await Promise.race([started.says('Tout est en marche'), early]);
  return started;
}

/** Where its parts are. */
export async function addressesOf(dataDir: string): Promise<InstanceAddresses> {
  return (await readInstance(dataDir)) ?? {};
}

/** The mails of the local mailbox, oldest first. */
export async function mailsOf({ mailbox }: InstanceAddresses): Promise<z.output<typeof messages>> {
  const response = await fetch(`${mailbox}/messages.json`);
  return messages.parse(await response.json()).reverse();
}

const messages = z.array(z.object({ subject: z.string(), messageId: z.string(), to: z.string() }));

/** Runs `delegation` on the data folder's instance, and reads its JSON. */
export async function delegation(dataDir: string, ...args: string[]): Promise<unknown> {
  const command = [compiled('cli', 'main.js'), ...args, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: packageRoot(),
    env: environmentOn(dataDir),
  });
  return JSON.parse(stdout);
}

/** The same in this process, which costs less. */
export async function told(dataDir: string, ...args: string[]): Promise<unknown> {
  const { code, json } = await runHere([...args, '--json'], { DELEGATION_DATA: dataDir });
  if (code !== 0) throw new Error(`« ${args.join(' ')} » ended with ${code}`);
  return json();
}

/** A running process. */
export interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process of this machine. */
export async function processes(): Promise<Running[]> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-eo', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

const commands = {
  worker: 'worker/main.js',
  web: 'web/main.js',
  mailbox: 'mailbox/main.js',
  server: 'start-dev',
} as const;

/** A part of an instance. */
export type Part = keyof typeof commands;

/** The processes of an instance's parts. */
export async function partsOf({ process: { pid } }: Started): Promise<Record<Part, number>> {
  const children = (await processes()).filter(({ parent }) => parent === pid);
  const pidOf = (part: Part) => children.find(({ command }) => command.includes(commands[part]))?.pid ?? 0;
  return { worker: pidOf('worker'), web: pidOf('web'), mailbox: pidOf('mailbox'), server: pidOf('server') };
}

/** Those of some processes that still run. */
export async function alive(pids: readonly number[]): Promise<Running[]> {
  return (await processes()).filter(
    ({ pid, command }) => pids.includes(pid) && !command.includes('<defunct>'),
  );
}
