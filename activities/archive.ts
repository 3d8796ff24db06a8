import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { filesOf } from '../archive/files.ts';
import { sha256Of, zippedBag } from '../archive/write-bag.ts';
import type { ArchiveActivities } from '../contract/activities.ts';
import { codeOf } from '../contract/system-error.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { fullPartyName } from '../convention/people/parties.ts';
import { piecesOf } from '../convention/proof/pieces.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { type EvidenceStore, PieceAltered, readPiece } from './evidence.ts';

/**
 * The archive activities.
 * @param archives where the packages are written.
 * @param evidence where the files that prove things are.
 */
export function createArchiveActivities(archives: ObjectStore, evidence: EvidenceStore): ArchiveActivities {
  return {
    async archive(record) {
      const { log } = Context.current();
      try {
        const found = new Map<string, Uint8Array>();
        for (const { sha256 } of piecesOf(record)) {
          const content = await readPiece(evidence, record.document.id, sha256).catch((error: unknown) => {
            if (!(error instanceof PieceAltered)) throw error;
            log.error('Piece altered: left out of the archive', { convention: record.document.id, sha256 });
            return undefined;
          });
          if (content) found.set(sha256, content);
        }
        const bytes = packageOf(record, found);
        const file = await written(archives, record.document.id, bytes);
        log.info('Record archived', { convention: record.document.id, file });
        return { file, sha256: sha256Of(bytes) };
      } catch (error) {
        throw ApplicationFailure.create({
          type: 'ArchiveUnwritable',
          message: `Le dossier d’archive ne peut être écrit (${codeOf(error) || 'cause inconnue'}) : vérifiez DELEGATION_ARCHIVE ou DELEGATION_STORAGE.`,
          ...(error instanceof Error ? { cause: error } : {}),
        });
      }
    },
  };
}

/**
 * The package of a record: the same octets for the same record.
 * @param pieces the files that prove it, by SHA-256, as far as they are kept.
 */
export function packageOf(
  record: Convention,
  pieces: ReadonlyMap<string, Uint8Array> = new Map(),
): Uint8Array {
  const { document, closed, registeredAt } = record;
  const info = [
    ['Source-Organization', fullPartyName(document, 'delegatee')],
    ['External-Identifier', document.id],
    ['External-Description', document.title],
    ['Bag-Software-Agent', 'delegation'],
  ] as const;
  return zippedBag(document.id, info, filesOf(record, pieces), parisDate(closed?.at ?? registeredAt));
}

/** Writes under the first name that is free, or already holds the same, whole or not at all. */
async function written(archives: ObjectStore, id: string, bytes: Uint8Array): Promise<string> {
  for (let rank = 1; ; rank++) {
    const file = rank === 1 ? `${id}.zip` : `${id}-${rank}.zip`;
    // The workflow completes on our word: the record must survive a power cut.
    if (await archives.createOnce(file, bytes)) return file;
    const there = await archives.get(file);
    if (there && Buffer.compare(there, bytes) === 0) return file;
  }
}
