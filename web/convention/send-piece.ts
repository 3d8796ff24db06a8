import type { FastifyReply, FastifyRequest } from 'fastify';
import { PieceAltered } from '../../activities/evidence.ts';
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
    return reply.refuse(500, 'Cette pièce a été altérée', [
      'Ce qui est conservé n’est plus ce qui a été déposé : son empreinte est une autre. Prévenez l’administration de ce service, qui a des sauvegardes.',
    ]);
  }
  if (!content) throw new NotForYou();
  return reply
    .type(typeOf(name))
    .header('content-disposition', attachmentOf(name))
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    .send(Buffer.from(content));
}
