import { rm } from 'node:fs/promises';
import { shared } from './shared.ts';

/** Stops what the whole run shares and removes what it left. */
export default async function tearDown(): Promise<void> {
  await Promise.all((shared.theatres ?? []).map((theatre) => theatre.end()));
  await shared.server?.stop();
  if (shared.folder) await rm(shared.folder, { recursive: true, force: true });
}
