import { describeFault } from '../convention/document/faults.ts';
import { faultsOf } from '../convention/document/read-document.ts';
import { Refused } from '../convention/errors.ts';
import type { PayloadKeys } from './payload-keys.ts';
import { commonSettings } from './settings.ts';

const name = 'DELEGATION_PAYLOAD_KEYS';

/**
 * The keys of whoever writes for an engine or reads what it keeps: nobody writes in clear without having said so.
 * @param text what the setting holds.
 * @throws Refused `BAD_USAGE` when it is absent, or refused; its message quotes no secret.
 */
export function givenPayloadKeys(text: string | undefined): PayloadKeys {
  const { accepts, schema } = commonSettings[name];
  if (text === '')
    throw new Refused(
      'BAD_USAGE',
      `${name} : le fichier « payload-keys » du dossier des données est vide ; remettez-y la clé que garde une sauvegarde, sans laquelle rien de la base ne peut être lu.`,
    );
  const read = schema.safeParse(text);
  if (read.data) return read.data;
  throw new Refused(
    'BAD_USAGE',
    read.success
      ? `${name} : absent ; attendu, pour un autre serveur Temporal que celui de « npm start » : ${accepts}`
      : faultsOf({ [name]: '***' }, [name], read.error)
          .map(describeFault)
          .join('\n'),
  );
}
