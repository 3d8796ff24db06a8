import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

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

/** True when there is a file there. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
