import { readFile } from 'node:fs/promises';
import { keptIn } from '../data-folder.ts';
import { BackupRefused } from './refused.ts';

/**
 * To be called before anything starts on a data folder, or is copied of it.
 * @throws BackupRefused when a restoration was cut short while it moved files.
 */
export async function refuseHalfRestored(data: string): Promise<void> {
  const backup = await readFile(keptIn(data, 'restoring'), 'utf8').catch(() => undefined);
  if (backup === undefined) return;
  throw new BackupRefused(
    `La restauration de « ${backup.trim()} » a été interrompue : refaites-la (npx delegation restore ${backup.trim()}), puis relancez « npm start ».`,
  );
}
