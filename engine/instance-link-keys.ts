import { newLinkKey } from '../contract/link-keys.ts';
import { keptIn } from './data-folder.ts';
import { secretFile } from './secret-file.ts';

/**
 * The keys with which a single machine signs the links of its mails, kept between two starts. A deployment gives its
 * own by `DELEGATION_LINK_KEYS` instead.
 *
 * @returns what that setting would hold.
 */
export function instanceLinkKeys(dataDir: string): Promise<string> {
  return secretFile(keptIn(dataDir, 'linkKeys'), newLinkKey);
}
