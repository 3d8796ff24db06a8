import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { payloadCodec } from './payload-codec.ts';
import type { PayloadKeys } from './payload-keys.ts';

/** Where `failure-converter.ts` is, compiled or not. */
export const failureConverterPath = fileURLToPath(
  new URL(`./failure-converter${extname(import.meta.url)}`, import.meta.url),
);

/** How values are written for the server: every client, worker and replay must have the same. */
export function dataConverter(keys: PayloadKeys): DataConverter {
  return { payloadCodecs: [payloadCodec(keys)], failureConverterPath };
}
