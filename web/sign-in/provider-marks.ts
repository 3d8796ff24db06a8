import { createHash } from 'node:crypto';
import type { EndedAtProvider } from './logout-token.ts';
import { type Account, accountMark } from './pins.ts';
import type { ProviderMarks } from './session.ts';

/**
 * By what a session here is known to be one of the provider's.
 * @param sid how the provider calls its session, when it says.
 */
export function providerMarks(account: Account, sid: string | undefined): ProviderMarks {
  return {
    account: accountMark(account),
    ...(sid === undefined ? {} : { session: sessionMark(account.issuer, sid) }),
  };
}

/** Whether a session was opened with what the provider now says is over: that very session, or all of its account. */
export function endsAt(
  provider: ProviderMarks | undefined,
  { issuer, subject, sid }: EndedAtProvider,
): boolean {
  if (provider === undefined) return false;
  return (
    (sid === undefined || provider.session === sessionMark(issuer, sid)) &&
    (subject === undefined || provider.account === accountMark({ issuer, subject }))
  );
}

function sessionMark(issuer: string, sid: string): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, 'sid', sid]))
    .digest('base64url')
    .slice(0, 22);
}
