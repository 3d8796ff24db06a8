/** An uploaded file. */
export interface Upload {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Largest file taken, in bytes. */
export const largestFile = 10 * 1024 * 1024;
