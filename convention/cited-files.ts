/** A file that proves something, kept under its own SHA-256. */
export interface KeptFile {
  readonly sha256: string;
  /** As it was called, cleaned. */
  readonly name: string;
}

/** How evidence names a file: read back by `filesIn`. */
export function citationOf({ name, sha256 }: KeptFile): string {
  return `pièce « ${name} », SHA-256 ${sha256}`;
}

/** The files that a text cites. Half a character (`\p{Cs}`) is of no name of ours, and no address could bear it. */
export function filesIn(text: string): KeptFile[] {
  return [...text.matchAll(/pièce « ([^»\p{Cs}]{1,100}) », SHA-256 ([0-9a-f]{64})/gu)].flatMap(
    ([, name, sha256]) => (name && sha256 ? [{ name, sha256 }] : []),
  );
}
