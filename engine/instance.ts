import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Claim, claimFile, ownerOf } from './claim.ts';
import { keptIn } from './data-folder.ts';
import { addressLines, type InstanceAddresses } from './instance-addresses.ts';

/** Another instance runs on the data folder. Its message, in French, carries that instance's addresses. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  readonly addresses: InstanceAddresses;

  constructor(dataDir: string, addresses: InstanceAddresses, hint?: string) {
    const lines = addressLines(addresses).map((line) => `  ${line}`);
    super([`Déjà en cours sur le dossier ${dataDir}.`, ...lines, ...(hint ? [hint] : [])].join('\n'));
    this.addresses = addresses;
  }
}

/**
 * Claims a data folder, created at need, for this process: at most one instance runs on it. The claim is the file
 * `run.json`.
 *
 * @throws AlreadyRunningError when a live instance holds the folder.
 */
export async function claimInstance(dataDir: string): Promise<Claim> {
  await mkdir(dataDir, { recursive: true });
  const file = runFile(dataDir);
  const claim = await claimFile(file);
  if (claim.state === 'held') return claim;
  if (claim.state === 'live') throw new AlreadyRunningError(resolve(dataDir), claim.addresses);
  const hint = `(Elle ne répond pas. Si rien ne tourne, supprimez ${file} et recommencez.)`;
  throw new AlreadyRunningError(resolve(dataDir), {}, hint);
}

/**
 * Finds the instance that runs on a data folder.
 *
 * @returns its addresses, empty while it is starting; undefined when none runs.
 */
export async function readInstance(dataDir: string): Promise<InstanceAddresses | undefined> {
  const owner = await ownerOf(runFile(dataDir));
  return owner?.state === 'live' ? owner.addresses : undefined;
}

function runFile(dataDir: string): string {
  return keptIn(dataDir, 'instance');
}
