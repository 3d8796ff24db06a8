import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './error-code.ts';
import { newLinkKey } from './signed-links.ts';

/**
 * The keys with which a single machine signs the links of its mails, made at first need and kept between two starts in
 * a file that only its user may read. A deployment gives its own by `DELEGATION_LINK_KEYS` instead.
 *
 * @returns what that setting would hold.
 */
export async function instanceLinkKeys(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'link-keys');
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, newLinkKey(), { mode: 0o600 });
  try {
    // Whole at once: of two starts, one wins.
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    await chmod(file, 0o600);
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}
