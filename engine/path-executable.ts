import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Looks a program up on the PATH, as a shell does.
 *
 * @returns its absolute path, or undefined when there is none that may be executed.
 */
export async function onPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const fileName = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, fileName);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** True when there is a file there that this user may execute. */
export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Whether a Temporal executable is recent enough: CLI 1.9 or later. One built from source without its release
 * number says `0.0.0-DEV`; it is then judged by the server it embeds, 1.32 or later, which is CLI 1.9's.
 *
 * @returns undefined when it is, else the reason in French, quoting what it answered.
 */
export async function whyTooOld(executable: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  let answer: string;
  try {
    const { stdout } = await promisify(execFile)(executable, ['--version'], { env, timeout: 10_000 });
    answer = stdout.trim();
  } catch (error) {
    return `${executable} ne répond pas à « --version » (${error instanceof Error ? error.message : error})`;
  }
  const cli = /version v?(\d+)\.(\d+)/.exec(answer);
  const server = /Server (\d+)\.(\d+)/.exec(answer);
  const isRecent = answer.includes('0.0.0-DEV') ? isAtLeast(server, 1, 32) : isAtLeast(cli, 1, 9);
  return isRecent ? undefined : `${executable} est « ${answer} », il faut la version 1.9 ou une suivante`;
}

function isAtLeast(version: RegExpExecArray | null, major: number, minor: number): boolean {
  if (!version) return false;
  const [foundMajor, foundMinor] = [Number(version[1]), Number(version[2])];
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}
