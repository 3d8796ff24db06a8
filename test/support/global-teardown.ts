import { rm } from 'node:fs/promises';
import { shared } from './shared.ts';

/** Stops the server of the whole run and removes what it left. */
export default async function tearDown(): Promise<void> {
  await shared.server?.stop();
  if (shared.folder) await rm(shared.folder, { recursive: true, force: true });
}
