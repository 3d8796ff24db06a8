import { DefaultFailureConverter } from '@temporalio/common';

/**
 * How failures are written for the server: their messages and stack traces, which may quote what people typed, go where
 * the codec sees them. Workflows have it in their bundle, the rest loads it by its path.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
