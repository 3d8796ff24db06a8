import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PieceAltered } from '../../activities/evidence.ts';
import type { Convention } from '../../convention/convention.ts';
import type { Piece } from '../../convention/proof/piece.ts';
import { attachmentOf, typeOf } from '../evidence-folder.ts';
import { NotForYou } from '../request.ts';
import type { Web } from '../web.ts';

/**
 * Sends a file that is kept with a convention, to be saved.
 * @throws NotForYou when it is not there.
 */
export async function sendPiece(
  web: Pick<Web, 'evidence'>,
  request: FastifyRequest,
  reply: FastifyReply,
  convention: string,
  { name, sha256 }: Piece,
): Promise<FastifyReply> {
  let content: Uint8Array | undefined;
  try {
    content = await web.evidence.read(convention, sha256);
  } catch (error) {
    if (!(error instanceof PieceAltered)) throw error;
    request.log.error({ convention, sha256 }, 'piece altered');
    return altered(reply, 'Cette pièce a été altérée', 'déposé');
  }
  if (!content) throw new NotForYou();
  return saved(reply, name, content);
}

/**
 * Sends the package of a closed convention, to be saved.
 * @throws NotForYou when the convention has none.
 */
export async function sendArchive(
  { archives }: Pick<Web, 'archives'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { archive, document: { id } }: Pick<Convention, 'archive' | 'document'>,
): Promise<FastifyReply> {
  if (!archive) throw new NotForYou();
  const content = await archives.get(archive.file);
  if (!content) {
    return reply.refuse(404, 'Cette archive n’est plus là', [
      'Elle a été rangée ailleurs, ou effacée. L’administration de ce service sait où sont les archives, et leurs sauvegardes.',
    ]);
  }
  if (createHash('sha256').update(content).digest('hex') !== archive.sha256) {
    request.log.error({ convention: id, file: archive.file }, 'archive altered');
    return altered(reply, 'Cette archive a été altérée', 'archivé');
  }
  return saved(reply, archive.file, content);
}

function altered(reply: FastifyReply, title: string, done: string): FastifyReply {
  return reply.refuse(500, title, [
    `Ce qui est conservé n’est plus ce qui a été ${done} : son empreinte est une autre. Prévenez l’administration de ce service, qui a des sauvegardes.`,
  ]);
}

function saved(reply: FastifyReply, name: string, content: Uint8Array): FastifyReply {
  return reply
    .type(typeOf(name))
    .header('content-disposition', attachmentOf(name))
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    .send(Buffer.from(content));
}
