/** A file that proves something, kept under its own SHA-256. */
export interface Piece {
  readonly sha256: string;
  /** As it was called, cleaned. */
  readonly name: string;
}

/** Most bytes of the files of one convention, so that all of them fit into its archive. */
export const largestPieces = 160 * 1024 * 1024;

/** How evidence names a file: read back by `piecesIn`. */
export function citationOf({ name, sha256 }: Piece): string {
  return `pièce « ${name} », SHA-256 ${sha256}`;
}

/** The files that a text cites. Half a character (`\p{Cs}`) is of no name of ours, and no address could bear it. */
export function piecesIn(text: string): Piece[] {
  return [...text.matchAll(/pièce « ([^»\p{Cs}]{1,100}) », SHA-256 ([0-9a-f]{64})/gu)].flatMap(
    ([, name, sha256]) => (name && sha256 ? [{ name, sha256 }] : []),
  );
}

/** What a text says besides the files that it cites. */
export function wordsBeside(text: string): string {
  return text.replace(/(?:,? ?\(|, )?pièce « [^»]{1,100} », SHA-256 [0-9a-f]{64}\)?/g, '').trim();
}

/** A text that names its files as people do. */
export function withoutDigests(text: string): string {
  return text.replace(/(pièce « [^»]{1,100} »), SHA-256 [0-9a-f]{64}/g, '$1');
}
