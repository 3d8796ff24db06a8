import { createHash } from 'node:crypto';
import type { ObjectStore } from '../storage/object-store.ts';

/** A file that was kept is not what it was: its SHA-256 is another. */
export class PieceAltered extends Error {
  override readonly name = 'PieceAltered';
}

/** What evidence is read from. */
export type EvidenceStore = Pick<ObjectStore, 'get' | 'list'>;

/**
 * Under what a convention's files that prove things are kept, each under its SHA-256.
 * @throws RangeError when it is no id of a convention.
 */
export function piecesFolder(convention: string): string {
  if (!/^[a-z0-9-]{1,60}$/.test(convention)) throw new RangeError('not the id of a convention');
  return convention;
}

/**
 * Under what files stand while acts that cite them are done: each act has a name of its own for each, which it alone takes
 * away, so that processes that know nothing of one another never take a file from under an act.
 */
export function heldFolder(convention: string): string {
  return `${piecesFolder(convention)}/en-cours`;
}

/** The SHA-256 of a file that is held, by its key there; undefined of any other. */
export function heldIn(convention: string, key: string): string | undefined {
  const [, sha256] = /^([0-9a-f]{64})-[0-9a-f]+$/.exec(key.slice(heldFolder(convention).length + 1)) ?? [];
  return key.startsWith(`${heldFolder(convention)}/`) ? sha256 : undefined;
}

/**
 * The content of a file that is kept for a convention; undefined when none is kept under that SHA-256.
 * @throws PieceAltered when what is there is something else.
 */
export async function readPiece(
  store: EvidenceStore,
  convention: string,
  sha256: string,
): Promise<Uint8Array | undefined> {
  const within = piecesFolder(convention);
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  const content = (await store.get(`${within}/${sha256}`)) ?? (await heldPiece(store, convention, sha256));
  if (content && createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new PieceAltered(`the piece ${sha256} of ${convention} is not what it was`);
  }
  return content;
}

/** That of an act which is under way, or whose process has ended before it could keep it for good. */
async function heldPiece(
  store: EvidenceStore,
  convention: string,
  sha256: string,
): Promise<Uint8Array | undefined> {
  for (const { key } of await store.list(heldFolder(convention))) {
    if (heldIn(convention, key) !== sha256) continue;
    const content = await store.get(key);
    if (content) return content;
  }
  // Kept for good meanwhile.
  return store.get(`${piecesFolder(convention)}/${sha256}`);
}
