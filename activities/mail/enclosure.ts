import type { Letter } from '../../convention/mailing/letter.ts';
import type { Piece } from '../../convention/proof/piece.ts';
import type { EnclosedFile } from '../../letters/compose.ts';
import { type EvidenceStore, PieceAltered, readPiece } from '../evidence.ts';

/** What the files of a letter may weigh together, in bytes: servers take 10 MB of mail, and files grow by a third in it. */
const heaviest = 7 * 1024 * 1024;

/**
 * The files that a letter encloses and that are within reach, whole: a worker on another machine may have none. One
 * that is not what it was when it was kept is left out.
 * @param evidence where the files that prove things are.
 */
export async function enclosedIn(
  evidence: EvidenceStore | undefined,
  convention: string,
  { items }: Letter,
): Promise<EnclosedFile[]> {
  const files = items.flatMap((item) => (item.kind === 'news' ? (item.enclosed?.files ?? []) : []));
  const found: EnclosedFile[] = [];
  let weight = 0;
  for (const file of files) {
    const content = evidence === undefined ? undefined : await whole(evidence, convention, file);
    if (!content || weight + content.byteLength > heaviest) continue;
    weight += content.byteLength;
    found.push({ ...file, content });
  }
  return found;
}

async function whole(
  evidence: EvidenceStore,
  convention: string,
  { sha256 }: Piece,
): Promise<Uint8Array | undefined> {
  try {
    return await readPiece(evidence, convention, sha256);
  } catch (error) {
    if (error instanceof PieceAltered) return undefined;
    throw error;
  }
}
