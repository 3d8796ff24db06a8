import { errors as jose } from 'jose';
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { type RefusalName, SignInRefused } from './refusals.ts';

/** Failures of openid-client that say that the provider is unwell, not that its answer is false. */
const unwell = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'];
const unwellHere = ['server_error', 'temporarily_unavailable'];

/**
 * Which page tells a failure of the sign-in; nobody was signed in.
 * @returns undefined when it is a fault of ours, to be thrown on.
 */
export function refusalOf(error: unknown): RefusalName | undefined {
  if (error instanceof SignInRefused) return error.refusal;
  if (error instanceof AuthorizationResponseError)
    return unwellHere.includes(error.error) ? 'unavailable' : 'denied';
  // An authorization code that has expired or was used is the person's to begin again; the rest is our settings.
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant' ? 'expired' : 'unavailable';
  if (error instanceof WWWAuthenticateChallengeError) return 'unverifiable';
  if (error instanceof ClientError)
    return error.code === undefined || unwell.includes(error.code) ? 'unavailable' : 'unverifiable';
  if (error instanceof jose.JOSEError)
    return error instanceof jose.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC'
      ? 'unavailable'
      : 'unverifiable';
  return isNetworkFailure(error) ? 'unavailable' : undefined;
}

/** As `fetch` tells them, while it asks or while it reads. */
function isNetworkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'TimeoutError' || (error.name === 'TypeError' && 'cause' in error);
}

/** What a log may say of a failure: its kind. The errors themselves carry tokens and claims. */
export function kindOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { failure: 'unknown' };
  const { name, message } = error;
  const code = 'code' in error ? { code: String(error.code) } : {};
  // An OAuth error code, which the provider chose among those of the standards; never its free text.
  const oauth = 'error' in error && /^[\w.-]{1,60}$/.test(String(error.error)) ? String(error.error) : '';
  return { failure: name, message, ...code, ...(oauth === '' ? {} : { oauth }) };
}
