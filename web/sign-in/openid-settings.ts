import { z } from 'zod';
import { shapeOf } from '../../contract/setting.ts';
import { openIdSettings } from '../../contract/settings/sign-in.ts';
import { commonSettings, saysAccepted } from '../../contract/settings.ts';
import { describeFault } from '../../convention/document/faults.ts';
import { faultsOf } from '../../convention/document/read-document.ts';
import { Refused } from '../../convention/errors.ts';

/** The schemas of what signing in is told, by their names in the environment. */
export const openIdShape = shapeOf({
  ...openIdSettings,
  DELEGATION_ADMINS: commonSettings.DELEGATION_ADMINS,
});

/** What the environment said of signing in. */
export type OpenIdEnvironment = z.output<z.ZodObject<typeof openIdShape>>;

/** A provider to sign in with, and what its people are here. */
export interface OpenIdSettings {
  /** As the provider writes it; https, or http on loopback. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whose ways it has: ProConnect tells verified addresses only, and does not say that they are. */
  readonly provider?: 'proconnect';
  /** Parts separated by spaces. */
  readonly scope: string;
  /** The levels of authentication that are accepted, when not all are. */
  readonly acrValues?: readonly string[];
  /** `auto`: with PKCE when the provider says that it knows it. */
  readonly pkce: 'auto' | 'never';
  /** Lower-case addresses. */
  readonly admins: readonly string[];
  readonly auditors: readonly string[];
}

/** What `OIDC_ACR_VALUES` says where every level of authentication is accepted. */
const anyLevel = 'aucun';

const together = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** For `superRefine`: the three settings of a provider come together, or not at all. */
export function openIdIsWhole(given: OpenIdEnvironment, context: z.RefinementCtx): void {
  // Two factors are not forgotten: they are asked for, or it is said that they are not.
  const { OIDC_ISSUER: issuer, OIDC_ACR_VALUES: levels } = given;
  if (issuer?.startsWith('https:') && !levels?.trim()) {
    context.addIssue({
      code: 'custom',
      path: ['OIDC_ACR_VALUES'],
      message: openIdSettings.OIDC_ACR_VALUES.accepts,
    });
  }
  const missing = together.filter((name) => given[name] === undefined);
  if (missing.length === together.length) return;
  for (const name of missing) {
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `${together.join(', ')} ensemble, ou aucun des trois`,
    });
  }
}

/**
 * Reads the provider that an environment names; undefined when it names none.
 * @throws Refused `BAD_USAGE` with one line per fault.
 */
export function readOpenId(environment: NodeJS.ProcessEnv): OpenIdSettings | undefined {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = z.object(openIdShape).superRefine(openIdIsWhole).safeParse(given, saysAccepted);
  if (read.success) return openIdOf(read.data);
  const faults = faultsOf(given, [], read.error);
  throw new Refused('BAD_USAGE', faults.map(describeFault).join('\n'));
}

/** The provider that the environment names; undefined when it names none. */
export function openIdOf(given: OpenIdEnvironment): OpenIdSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ACR_VALUES } = given;
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined)
    return undefined;
  const acrValues = OIDC_ACR_VALUES?.split(/\s+/).filter((value) => value !== '' && value !== anyLevel) ?? [];
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    scope: given.OIDC_SCOPE,
    ...(given.OIDC_PROVIDER ? { provider: given.OIDC_PROVIDER } : {}),
    ...(acrValues.length === 0 ? {} : { acrValues }),
    pkce: given.OIDC_PKCE,
    admins: given.DELEGATION_ADMINS.map(lowerCase),
    auditors: given.DELEGATION_AUDITORS.map(lowerCase),
  };
}

function lowerCase(address: string): string {
  return address.toLowerCase();
}
