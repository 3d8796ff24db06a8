import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exists, onPath } from '../../engine/path-executable.ts';

const run = promisify(execFile);
/** Where Debian keeps each version's own: few of them are on the PATH. */
const debian = '/usr/lib/postgresql';

/**
 * The folder of PostgreSQL's programs: that of `postgres` on the PATH, Debian's most recent, or what `apt-get` installs
 * for root.
 * @throws Error in French that says what to install otherwise.
 */
export async function postgresPrograms(): Promise<string> {
  const found = await installed();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && (await onPath('apt-get', process.env))) {
    process.stderr.write('Installation de PostgreSQL avec apt-get, pour les tests de la grappe…\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], { env });
  }
  const now = await installed();
  if (now !== undefined) return now;
  throw new Error(
    'PostgreSQL est introuvable ; accepté : sur le PATH, ou installé par « sudo apt-get install postgresql » (Debian).',
  );
}

async function installed(): Promise<string | undefined> {
  const versions = await readdir(debian).catch(() => []);
  const folders = versions
    .sort((one, other) => Number(other) - Number(one))
    .map((one) => join(debian, one, 'bin'));
  for (const folder of folders) if (await exists(join(folder, 'initdb'))) return folder;
  const program = await onPath('initdb', process.env);
  return program && join(program, '..');
}

/** Whom PostgreSQL runs as: it refuses to be root. */
export async function unprivileged(): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (which: string) => Number((await run('id', [which, 'nobody'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}
