import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hasCode } from './error-code.ts';
import { addressLines, type InstanceAddresses } from './instance-addresses.ts';
import { askIdentity, type Identity, serveIdentity } from './instance-identity.ts';

/** Holds a data folder: no other instance starts on it meanwhile. */
export interface InstanceClaim {
  /** Tells others where the parts are, in place of what was told before. */
  publish(addresses: InstanceAddresses): void;
  /** Gives the folder back. */
  release(): Promise<void>;
}

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
 * `run.json`, which names a loopback URL that only its owner can answer; so the file of an instance that was killed
 * is told from that of a live one without trusting a pid, and is taken over.
 *
 * @throws AlreadyRunningError when a live instance holds the folder.
 */
export async function claimInstance(dataDir: string): Promise<InstanceClaim> {
  await mkdir(dataDir, { recursive: true });
  const file = runFile(dataDir);
  const identity = await serveIdentity();
  try {
    while (!(await createWhole(file, identity))) {
      const owner = await lookUp(dataDir);
      if (owner.state === 'live') throw new AlreadyRunningError(resolve(dataDir), owner.addresses);
      if (owner.state === 'silent') {
        const hint = `(Elle ne répond pas. Si rien ne tourne, supprimez ${file} et recommencez.)`;
        throw new AlreadyRunningError(resolve(dataDir), {}, hint);
      }
      if (owner.state === 'stale') await removeStale(file, owner.url);
    }
  } catch (error) {
    await identity.close();
    throw error;
  }
  return {
    publish: identity.publish,
    async release() {
      if ((await ownerOf(file)) === identity.url) await rm(file, { force: true });
      await identity.close();
    },
  };
}

/**
 * Finds the instance that runs on a data folder.
 *
 * @returns its addresses, empty while it is starting; undefined when none runs.
 */
export async function readInstance(dataDir: string): Promise<InstanceAddresses | undefined> {
  const owner = await lookUp(dataDir);
  return owner.state === 'live' ? owner.addresses : undefined;
}

type Owner =
  | { state: 'none' }
  | { state: 'live'; addresses: InstanceAddresses }
  | { state: 'silent' }
  | { state: 'stale'; url: string };

async function lookUp(dataDir: string): Promise<Owner> {
  const url = await ownerOf(runFile(dataDir));
  if (url === undefined) return { state: 'none' };
  const answer = url === '' ? 'dead' : await askIdentity(url);
  if (answer === 'dead') return { state: 'stale', url };
  return answer === 'silent' ? { state: 'silent' } : { state: 'live', addresses: answer };
}

function runFile(dataDir: string): string {
  return join(dataDir, 'run.json');
}

/** The URL in a claim file; empty when it makes no sense, undefined when there is no file. */
async function ownerOf(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const claim: unknown = JSON.parse(text);
    const url = typeof claim === 'object' && claim !== null && 'url' in claim ? claim.url : '';
    return typeof url === 'string' && URL.canParse(url) ? url : '';
  } catch {
    return '';
  }
}

/** Creates the claim file with all its content at once, or not at all when there is one. */
async function createWhole(file: string, identity: Identity): Promise<boolean> {
  const draft = besideName(file);
  await writeFile(draft, `${JSON.stringify({ pid: process.pid, url: identity.url })}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Moves a stale claim away. When another claimer was faster, what is moved is its fresh claim: it is put back.
 */
async function removeStale(file: string, staleUrl: string): Promise<void> {
  const moved = besideName(file);
  try {
    await rename(file, moved);
  } catch {
    return;
  }
  if ((await ownerOf(moved)) !== staleUrl) await link(moved, file).catch(() => {});
  await rm(moved, { force: true });
}

function besideName(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}`;
}
