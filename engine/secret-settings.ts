import { readFileSync } from 'node:fs';
import type { Part } from '../contract/setting.ts';
import { secretSettings } from '../contract/settings.ts';
import { codeOf } from '../contract/system-error.ts';

const largestSecret = 64 * 1024;

/**
 * The settings with what their files hold: `OIDC_CLIENT_SECRET_FILE=/run/secrets/oidc` is the secret that stands in that
 * file, as vaults hand them over, and in no list of processes.
 * @throws RangeError that says in French what is wrong, and quotes no secret.
 */
export function withSecretFiles(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const whole = { ...environment };
  for (const name of Object.keys(secretSettings)) {
    const file = environment[`${name}_FILE`];
    if (!file) continue;
    if (environment[name]) throw new RangeError(`${name} et ${name}_FILE : l’un ou l’autre, pas les deux.`);
    whole[name] = secretIn(name, file);
    // Told both to the processes that this one starts, they would not know which to believe.
    whole[`${name}_FILE`] = '';
  }
  return whole;
}

/** The settings that a process of `npm start` is given: those that are no secret, and the secrets that it needs. */
export function settingsOf(part: Part, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => {
      const needed = secretSettings[name.replace(/_FILE$/, '')];
      return needed === undefined || needed.includes(part);
    }),
  );
}

function secretIn(name: string, file: string): string {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    const why = codeOf(error) || 'cause inconnue';
    throw new RangeError(`${name}_FILE : « ${file} » ne peut être lu (${why}).`);
  }
  const secret = content.byteLength <= largestSecret ? content.toString('utf8').trim() : '';
  if (secret === '') {
    throw new RangeError(`${name}_FILE : « ${file} » est vide, ou dépasse ${largestSecret / 1024} Ko.`);
  }
  return secret;
}
