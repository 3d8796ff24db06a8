import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';

/** What tells this machine's user from those of others who have the same name, and says nothing of them. */
export function userMark(): string {
  const user = attempted(() => userInfo().username) ?? 'inconnu';
  return createHash('sha256').update(`${user}@${hostname()}`).digest('base64url').slice(0, 22);
}

/** Who acts when nobody says: the variable `DELEGATION_USER`, else the session's user. */
export function whoActs(): string {
  if (process.env.DELEGATION_USER) return process.env.DELEGATION_USER;
  return attempted(() => userInfo().username) ?? 'inconnu';
}

/** A container may run under a user that has no name. */
function attempted(name: () => string): string | undefined {
  try {
    return name();
  } catch {
    return undefined;
  }
}
