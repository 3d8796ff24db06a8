import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Milliseconds that a server is given to end by itself before it is killed. */
export const graceMs = 10_000;

/**
 * Remembers which process serves a database file, in `engine.json` beside it, so that a server that outlived its
 * supervisor can be found. Synchronous: no instant may pass between a server's birth and its being known.
 */
export function rememberServer(dbFilename: string, pid: number): void {
  writeFileSync(
    recordOf(dbFilename),
    `${JSON.stringify({ pid, dbFilename: resolve(dbFilename) }, null, 2)}\n`,
  );
}

/**
 * Forgets the server of a database file, once it has ended; another that was remembered since is left alone.
 * Synchronous too: none may be remembered between the look and the removal.
 */
export function forgetServer(dbFilename: string, pid: number): void {
  if (rememberedPid(dbFilename) === pid) rmSync(recordOf(dbFilename), { force: true });
}

/**
 * Stops the server that an earlier run left behind on a database file, if there is one: two servers on one SQLite
 * file would damage each other's work. The caller must hold the data folder's claim (`claimInstance`), which proves
 * that such a server is nobody's any more. A pid is only believed when that process runs this very command on this
 * very file.
 *
 * @returns the pid that was stopped, or undefined.
 * @throws Error (in French) when it cannot be stopped.
 */
export async function stopOrphan(dbFilename: string): Promise<number | undefined> {
  const pid = rememberedPid(dbFilename);
  if (pid === undefined || !(await serves(pid, dbFilename))) return undefined;
  process.kill(pid, 'SIGTERM');
  if (!(await endsWithin(graceMs, pid, dbFilename))) {
    process.kill(pid, 'SIGKILL');
    if (!(await endsWithin(graceMs, pid, dbFilename))) {
      throw new Error(
        `Un moteur d’un lancement précédent (processus ${pid}) refuse de s’arrêter : arrêtez-le.`,
      );
    }
  }
  forgetServer(dbFilename, pid);
  return pid;
}

function recordOf(dbFilename: string): string {
  return join(dirname(resolve(dbFilename)), 'engine.json');
}

function rememberedPid(dbFilename: string): number | undefined {
  try {
    const { pid }: { pid?: unknown } = Object(JSON.parse(readFileSync(recordOf(dbFilename), 'utf8')));
    return Number.isInteger(pid) ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

async function serves(pid: number, dbFilename: string): Promise<boolean> {
  const command = await commandOf(pid);
  return command.includes('start-dev') && command.includes(resolve(dbFilename));
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').then(
      (line) => line.replaceAll('\0', ' '),
      () => '',
    );
  }
  const [program, ...args] =
    process.platform === 'win32'
      ? [
          'powershell',
          '-NoProfile',
          '-Command',
          `(Get-CimInstance Win32_Process -Filter ProcessId=${pid}).CommandLine`,
        ]
      : ['ps', '-ww', '-o', 'args=', '-p', String(pid)];
  return promisify(execFile)(program ?? 'ps', args).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** Not a child of this process, so that its end can only be seen by looking. */
async function endsWithin(ms: number, pid: number, dbFilename: string): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (await serves(pid, dbFilename)) {
    if (Date.now() > deadline) return false;
    await new Promise((again) => setTimeout(again, 20));
  }
  return true;
}
