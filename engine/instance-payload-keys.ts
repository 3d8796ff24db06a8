import { newPayloadKey } from '../contract/payload-keys.ts';
import { settingIn } from '../contract/settings.ts';
import { keptIn } from './data-folder.ts';
import { secretFile } from './secret-file.ts';

/**
 * What the setting `DELEGATION_PAYLOAD_KEYS` holds, else the key of a single machine, kept between two starts beside what
 * it encrypts: whoever copies the database alone reads nothing of it.
 *
 * @param isOwn whether the engine is that of `npm start` on the data folder: of another, no key is made here.
 * @returns undefined when nothing is given for another engine; nothing but empty when the file is.
 */
export async function payloadKeysText(
  environment: NodeJS.ProcessEnv,
  isOwn: boolean,
): Promise<string | undefined> {
  const given = environment.DELEGATION_PAYLOAD_KEYS || undefined;
  if (given !== undefined || !isOwn) return given;
  return secretFile(keptIn(settingIn('DELEGATION_DATA', environment), 'payloadKeys'), newPayloadKey);
}
