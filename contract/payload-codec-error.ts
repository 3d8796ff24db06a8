import { Buffer } from 'node:buffer';
import { METADATA_ENCODING_KEY, type Payload } from '@temporalio/common';

/** A payload cannot be read: it is corrupt, too large for anything of this project, or encrypted with another key. */
export class PayloadCodecError extends Error {
  override readonly name = 'PayloadCodecError';
}

/** How a payload says that it is written; empty when it does not. */
export function encodingOf({ metadata }: Payload): string {
  return Buffer.from(metadata?.[METADATA_ENCODING_KEY] ?? []).toString();
}
