import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { SignInRefused } from './refusals.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** Whose sessions a provider has ended: one of them, or all of the account's. */
export interface EndedAtProvider {
  readonly issuer: string;
  readonly subject?: string;
  readonly sid?: string;
}

const claims = z.object({
  events: z.object({ [event]: z.object({}) }),
  nonce: z.never().optional(),
  jti: z.string().min(1),
  sub: z.string().min(1).optional(),
  sid: z.string().min(1).optional(),
});

/**
 * Reads a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6).
 * @throws SignInRefused, or the error of jose that says what cannot be believed.
 */
export async function readLogoutToken(
  token: string,
  keys: JWTVerifyGetKey,
  trusted: { readonly issuer: string; readonly audience: string; readonly algorithms: string[] },
  now: number,
): Promise<EndedAtProvider> {
  const { payload }: { payload: JWTPayload } = await jwtVerify(token, keys, {
    ...trusted,
    clockTolerance: 30,
    // One that was kept for later ends no session of tomorrow's.
    maxTokenAge: 600,
    currentDate: new Date(now),
  });
  const read = claims.safeParse(payload);
  if (!read.success || (read.data.sub === undefined && read.data.sid === undefined))
    throw new SignInRefused('unverifiable', 'not a logout token');
  const { sub, sid } = read.data;
  return {
    issuer: trusted.issuer,
    ...(sub === undefined ? {} : { subject: sub }),
    ...(sid === undefined ? {} : { sid }),
  };
}
