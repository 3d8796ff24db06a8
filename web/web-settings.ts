import { isLoopbackHost } from '../contract/loopback.ts';
import { Refused } from '../convention/errors.ts';
import { loopback } from '../engine/ports.ts';
import { storageOf } from '../storage/storage.ts';
import { type Configuration, readConfiguration } from '../worker/configuration.ts';
import { type OpenIdSettings, readOpenId } from './sign-in/openid-settings.ts';

/** What the web process is told by its environment. */
export interface WebSettings {
  readonly configuration: Configuration;
  /** Absent where people come in by one-time links. */
  readonly openid: OpenIdSettings | undefined;
}

/**
 * Reads the settings of the web process; all faults at once.
 * @throws Refused `BAD_USAGE` with one line per fault.
 */
export function readWebSettings(environment: NodeJS.ProcessEnv = process.env): WebSettings {
  const faults: string[] = [];
  const tried = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      faults.push(...error.message.split('\n'));
      return undefined;
    }
  };
  const configuration = tried(() => readConfiguration(environment));
  const openid = tried(() => readOpenId(environment));
  if (configuration) tried(() => storageOf(configuration));
  // Half of a provider is a fault of its own: it is not told as none.
  if (configuration) faults.push(...openDoorFaults(configuration, Boolean(environment.OIDC_ISSUER)));
  // Both of them read the addresses of the administrators.
  if (!configuration || faults.length > 0) throw new Refused('BAD_USAGE', [...new Set(faults)].join('\n'));
  return { configuration, openid };
}

/**
 * Without an identity provider, whoever reads the data folder may sign in: that is for one machine. Beyond it, others
 * could read what people exchange with an application in clear; and what several make must be known to each.
 */
function openDoorFaults(configuration: Configuration, hasProvider: boolean): string[] {
  const { DELEGATION_WEB_HOST: host, DELEGATION_WEB_URL: url } = configuration;
  const faults: string[] = [];
  if (host !== loopback && !hasProvider) {
    faults.push(
      `DELEGATION_WEB_HOST : « ${host} » refusé sans fournisseur d’identité ; accepté : ${loopback}, ou une autre adresse avec OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET.`,
    );
  }
  // Behind a proxy of this machine too, people come from elsewhere: their sessions would travel in the open.
  const isElsewhere = host !== loopback || (url !== undefined && !isLoopbackHost(new URL(url).hostname));
  if (isElsewhere && !url?.startsWith('https://')) {
    faults.push(
      `DELEGATION_WEB_URL : ${url === undefined ? 'absent' : `« ${url} » refusé`} ; attendu : l’adresse publique en https:// de l’application, puisqu’elle s’ouvre au-delà de cette machine.`,
    );
  }
  if (configuration.DELEGATION_STORAGE !== undefined && configuration.DELEGATION_LINK_KEYS === undefined) {
    faults.push(
      'DELEGATION_LINK_KEYS : absent ; attendu, avec DELEGATION_STORAGE : les mêmes clés pour toutes les applications et tous les workers, sans quoi les liens de l’une sont refusés par l’autre.',
    );
  }
  return faults;
}
