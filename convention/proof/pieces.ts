import type { Convention } from '../convention.ts';
import { type Piece, piecesIn } from './piece.ts';

/** The files that a record proves things with: those that its texts cite, and the signed texts of its amendments. */
export function piecesOf(record: Convention): Piece[] {
  const signed = record.amendments.flatMap(({ id, signature }) =>
    signature ? [{ name: `avenant-${id}.pdf`, sha256: signature.sha256 }] : [],
  );
  const files = [...piecesIn(JSON.stringify(record)), ...signed];
  return [...new Map(files.map((file) => [file.sha256, file])).values()];
}
