import { prepareS3 } from '../support/s3-program.ts';

// Before the tests that need a real S3 server.
await prepareS3();
