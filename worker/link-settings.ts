import type { LinkKeys } from '../contract/link-keys.ts';
import { addressMark, signLink } from '../contract/signed-links.ts';
import type { LinkSettings } from '../letters/links.ts';

/** The web application that letters lead to. */
export interface HostLinks {
  /** Its public address, without a slash at its end. */
  readonly base: string;
  readonly keys: LinkKeys;
  /** Days that a link lasts; the feed of deadlines has no end. */
  readonly days: number;
}

/** Links as the mail makes them, signed with our keys. */
export function linkSettings({ base, keys, days }: HostLinks): LinkSettings {
  return {
    base,
    signer({ email, ...holder }, issuedAt) {
      const address = addressMark(email);
      return (about, mark) => {
        const claims = { ...holder, about, address, ...(mark === undefined ? {} : { mark }) };
        return signLink(keys, claims, issuedAt, about === 'calendar' ? undefined : days);
      };
    },
  };
}
