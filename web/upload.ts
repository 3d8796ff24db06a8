/** An uploaded file. */
export interface Upload {
  readonly name: string;
  readonly content: Uint8Array;
}
