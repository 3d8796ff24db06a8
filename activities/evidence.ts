import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '../contract/durable-file.ts';

/** A file that was kept is not what it was: its SHA-256 is another. */
export class PieceAltered extends Error {
  override readonly name = 'PieceAltered';
}

/**
 * Where a convention's files that prove things are, each under its SHA-256.
 * @throws RangeError when it is no id of a convention.
 */
export function piecesFolder(folder: string, convention: string): string {
  if (!/^[a-z0-9-]{1,60}$/.test(convention)) throw new RangeError('not the id of a convention');
  return join(folder, convention);
}

/**
 * The content of a file that is kept for a convention; undefined when none is kept under that SHA-256.
 * @throws PieceAltered when what is there is something else.
 */
export async function readPiece(
  folder: string,
  convention: string,
  sha256: string,
): Promise<Uint8Array | undefined> {
  const within = piecesFolder(folder, convention);
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  const content = await ifThere(readFile(join(within, sha256)));
  if (content && createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new PieceAltered(`the piece ${sha256} of ${convention} is not what it was`);
  }
  return content;
}
