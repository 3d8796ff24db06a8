import { homedir } from 'node:os';
import { join } from 'node:path';

/** The Temporal CLI release this project is pinned to: time skipping is experimental and changes with each. */
export const temporalVersion = '1.9.1';

/**
 * Where the Temporal executable of this user is kept, so that it is fetched or built once for all projects:
 * `$XDG_CACHE_HOME` or `~/.cache` on Linux, `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows.
 *
 * @param env the environment to read, `process.env` in real life.
 * @returns an absolute folder that may not exist yet.
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(projectCache(env), `temporal-${temporalVersion}`);
}

/** What this project fetches or builds once for this user, each in a folder of its own; it may not exist yet. */
export function projectCache(env: NodeJS.ProcessEnv): string {
  return join(userCache(env), 'delegation');
}

/** The executable's own path in {@link cacheFolder}; there is something there only once it is complete. */
export function cachedExecutable(env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), process.platform === 'win32' ? 'temporal.exe' : 'temporal');
}

function userCache(env: NodeJS.ProcessEnv): string {
  const home = env.HOME || homedir();
  if (process.platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches');
  // The XDG specification says that a relative path there is to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return xdg?.startsWith('/') ? xdg : join(home, '.cache');
}
