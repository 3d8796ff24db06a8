import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { hasCode } from '../contract/system-error.ts';
import type { InstanceAddresses } from './instance-addresses.ts';
import { askIdentity, serveIdentity } from './instance-identity.ts';
import { createWhole } from './secret-file.ts';

/** Holds a file that says so, and whatever that file stands for. */
export interface Claim {
  readonly state: 'held';
  /** Tells others where the parts of this process are, in place of what was told before. */
  publish(addresses: InstanceAddresses): void;
  /** Gives the file back. */
  release(): Promise<void>;
}

/** Somebody else holds the file: a process that lives, or that takes the call and says nothing. */
export type Owner =
  | { readonly state: 'live'; readonly addresses: InstanceAddresses }
  | { readonly state: 'silent' };

/**
 * Claims a file, in a folder that exists, for this process. The file names a loopback URL that only its owner can
 * answer; so that of a process that was killed is told from that of a live one without trusting a pid, and is taken
 * over.
 *
 * @returns the claim, or who holds the file meanwhile.
 */
export async function claimFile(file: string): Promise<Claim | Owner> {
  const identity = await serveIdentity();
  try {
    while (!(await createWhole(file, `${JSON.stringify({ pid: process.pid, url: identity.url })}\n`))) {
      const owner = await lookUp(file);
      if (owner.state === 'stale') await removeStale(file, owner.url);
      if (owner.state !== 'live' && owner.state !== 'silent') continue;
      await identity.close();
      return owner;
    }
  } catch (error) {
    await identity.close();
    throw error;
  }
  return {
    state: 'held',
    publish: identity.publish,
    async release() {
      if ((await urlIn(file)) === identity.url) await rm(file, { force: true });
      await identity.close();
    },
  };
}

/** Who holds a file, if anybody does. */
export async function ownerOf(file: string): Promise<Owner | undefined> {
  const owner = await lookUp(file);
  return owner.state === 'live' || owner.state === 'silent' ? owner : undefined;
}

async function lookUp(
  file: string,
): Promise<Owner | { readonly state: 'none' } | { readonly state: 'stale'; readonly url: string }> {
  const url = await urlIn(file);
  if (url === undefined) return { state: 'none' };
  const answer = url === '' ? 'dead' : await askIdentity(url);
  if (answer === 'dead') return { state: 'stale', url };
  return answer === 'silent' ? { state: 'silent' } : { state: 'live', addresses: answer };
}

/** The URL in a claim file; empty when it makes no sense, undefined when there is no file. */
async function urlIn(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { url }: { url?: unknown } = Object(JSON.parse(text));
    return typeof url === 'string' && URL.canParse(url) ? url : '';
  } catch {
    return '';
  }
}

/** Milliseconds after which whoever was removing a stale claim is taken to have died in the middle of it. */
const removing = 5_000;

/**
 * Removes a stale claim. One claimer at a time does: of two that found the same one, the later would remove the fresh claim
 * of the earlier, and a third could make its own before that were put back.
 */
async function removeStale(file: string, staleUrl: string): Promise<void> {
  const lock = `${file}.lock`;
  try {
    await (await open(lock, 'wx', 0o600)).close();
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const since = await stat(lock).catch(() => undefined);
    if (since && Date.now() - since.mtimeMs > removing) await rm(lock, { force: true });
    await setTimeout(20);
    return;
  }
  try {
    if ((await urlIn(file)) === staleUrl) await rm(file, { force: true });
  } finally {
    await rm(lock, { force: true });
  }
}
