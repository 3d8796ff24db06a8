import { type Standing, standingOfContact } from '../../acts/standing.ts';
import { addressMark, type LinkClaims, linkMark, readLink } from '../../contract/signed-links.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { Convention, JournalEntry } from '../../convention/convention.ts';
import { contactOf } from '../../convention/document/contacts.ts';
import type { Contact } from '../../convention/document/schema.ts';
import { Refused } from '../../convention/errors.ts';
import { addresseeOf } from '../../convention/mailing/addressee.ts';
import type { Person } from '../../convention/mailing/letter.ts';
import { servedBy } from '../../convention/proof/signatory.ts';
import type { Signature } from '../person.ts';
import type { Web } from '../web.ts';

/** A link of a mail that serves: whose it is, and about what. */
export interface Followed {
  readonly token: string;
  readonly claims: LinkClaims;
  readonly record: Convention;
  /** What was done by it: it serves once. */
  readonly served?: JournalEntry;
  readonly contact: Contact;
  /** Who has it: the contact, or whoever it was sent to while the contact is away. */
  readonly person: Person;
  readonly standing: Standing;
}

/** Whether the link is that of whoever stands in for a contact who is away. */
export function isOfStandIn({ contact, person }: Pick<Followed, 'contact' | 'person'>): boolean {
  return person.email !== contact.email;
}

/** A link that serves no more, and of which its person may ask for a new one. */
export interface Outdated {
  readonly state: 'expired' | 'amended';
  readonly claims: LinkClaims;
  readonly record: Convention;
  readonly person: Person;
}

/** A link that does not serve any more, or never did. */
export type Unusable = { readonly state: 'forged' | 'replaced' } | Outdated;

/**
 * Reads the token of a link, and looks whether it still is its person's. A link to a calendar serves for that alone,
 * and no other link does.
 */
export async function followLink(
  web: Pick<Web, 'linkKeys' | 'conventions' | 'now'>,
  token: string,
  wanted?: 'calendar',
): Promise<Followed | Unusable> {
  const read = readLink(web.linkKeys, token, web.now());
  if (read.state === 'forged') return { state: 'forged' };
  const { claims } = read;
  if ((claims.about === 'calendar') !== (wanted === 'calendar')) return { state: 'forged' };
  const record = await web.conventions.record(claims.convention).catch((error: unknown) => {
    if (error instanceof Refused && error.code === 'UNKNOWN_CONVENTION') return undefined;
    throw error;
  });
  const contact = record && contactOf(record.document, claims.contact);
  const standing = record && standingOfContact(record.document, claims.contact);
  if (!record || !contact || !standing) return { state: 'forged' };
  const today = parisDate(web.now());
  const person = [contact, addresseeOf(record, contact, today)].find(
    ({ email }) => addressMark(email) === claims.address,
  );
  if (!person) return { state: 'replaced' };
  if (read.state === 'expired') return { state: 'expired', claims, record, person };
  const isOfAnyVersion = ['calendar', 'follow', 'preferences'].includes(claims.about);
  if (claims.version !== record.version && !isOfAnyVersion)
    return { state: 'amended', claims, record, person };
  const served = servedBy(record, linkMark(token));
  return { token, claims, record, contact, person, standing, ...(served ? { served } : {}) };
}

/** What an act says of the link by which it is done: whose address it was sent to, and which it is. */
export function signatureOf({ token, claims }: Followed): Signature {
  return { mark: claims.address, link: linkMark(token), as: claims.contact };
}
