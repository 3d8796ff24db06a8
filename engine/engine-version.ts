import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { temporalVersion } from './cache.ts';
import { keptIn } from './data-folder.ts';
import { exists } from './path-executable.ts';

/** The server that the Temporal CLI {@link temporalVersion} embeds. */
const serverVersion = '1.32.0';

/** What a Temporal executable says of itself: `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)`. */
export interface EngineVersion {
  readonly said: string;
  /** `1.9`; `0.0` for one built from source without its release number. */
  readonly cli: string;
  /** `1.32`, of the server it embeds. */
  readonly server: string;
}

/**
 * Asks a Temporal executable for its version.
 * @throws Error (in French) when it does not answer, or answers something else.
 */
export async function versionOf(
  executable: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<EngineVersion> {
  const { stdout } = await promisify(execFile)(executable, ['--version'], { env, timeout: 10_000 }).catch(
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${executable} ne répond pas à « --version » (${why})`);
    },
  );
  return parse(stdout.trim(), executable);
}

function parse(said: string, whose: string): EngineVersion {
  const [, cli] = /version v?(\d+\.\d+)\./.exec(said) ?? [];
  const [, server] = /Server (\d+\.\d+)\./.exec(said) ?? [];
  if (cli === undefined || server === undefined)
    throw new Error(`${whose} ne dit pas sa version (« ${said} »)`);
  return { said, cli, server };
}

/** Whether a version is of the minor that this software is made for; one without its number is told by its server. */
export function isExpected({ cli, server }: EngineVersion): boolean {
  return cli === '0.0' ? server === minorOf(serverVersion) : cli === minorOf(temporalVersion);
}

/** The minor version that this software is made for, as people write it: `1.9`. */
export const expectedVersion = minorOf(temporalVersion);

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** The data were written by another engine. Its message, in French, says which, and what may be done. */
export class EngineVersionError extends Error {
  override readonly name = 'EngineVersionError';
}

/**
 * Refuses to open a database with another minor version of the server than the one that wrote it last, as the file
 * `engine-version` beside it says: time skipping is experimental, and the database itself does not tell.
 * @throws EngineVersionError
 */
export async function refuseOtherEngine(dbFilename: string, { said, server }: EngineVersion): Promise<void> {
  if (!(await exists(dbFilename))) return;
  const file = recordOf(dbFilename);
  const recorded = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (recorded === '' || parse(recorded, file).server === server) return;
  throw new EngineVersionError(
    [
      `Les données de ${dirname(resolve(dbFilename))} ont été écrites par « ${recorded} » ; ce moteur est « ${said} ».`,
      'Au choix :',
      '  - désignez l’ancien moteur : DELEGATION_TEMPORAL=/chemin/de/temporal ;',
      `  - sauvegardez ce dossier, puis supprimez ${file} : ce moteur-ci les reprendra.`,
    ].join('\n'),
  );
}

/** Notes which engine writes a database from now on; to be done before it does. */
export async function recordEngine(dbFilename: string, { said }: EngineVersion): Promise<void> {
  await writeFile(recordOf(dbFilename), `${said}\n`);
}

function recordOf(dbFilename: string): string {
  return keptIn(dirname(resolve(dbFilename)), 'engineVersion');
}
