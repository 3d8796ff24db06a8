import { parisDate } from '../calendar/paris.ts';
import { addMonths, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { Contact, Role } from '../document/schema.ts';
import { choicesOf, eachOf, type Holder, holderOf } from '../people/organisations.ts';
import { absenceOn } from './addressee.ts';

type Addressable = Pick<Convention, 'document' | 'faults' | 'absences'>;

/**
 * Whether the address that a contact is written to on a day is passed over: for a month, then a letter tries it again, a
 * mailbox may have been made. While it is away its own is not written to; once it is back, that of who stood in is not.
 */
export function isPassedOver(convention: Addressable, contact: string, today: PlainDate): boolean {
  const standIn = absenceOn(convention, contact, today)?.email;
  return convention.faults.some(
    (fault) =>
      fault.contact === contact &&
      fault.standInEmail === standIn &&
      today < addMonths(parisDate(fault.at), 1),
  );
}

/**
 * The contacts of a holder who take care of a matter and can be written to: while the mail of a contact is refused, the
 * next of the same role stands in, else a representative, else whoever is there. When nobody can be reached, those who
 * should be: their address may have been mended meanwhile.
 */
export function reachableContacts(
  convention: Addressable,
  today: PlainDate,
  holder: Holder,
  role?: Role,
): readonly Contact[] {
  const isReached = ({ id }: Contact) => !isPassedOver(convention, id, today);
  return eachOf(convention.document, holder).flatMap((one) => {
    const choices = choicesOf(convention.document, one, role);
    const reached = choices.map((contacts) => contacts.filter(isReached));
    return [...reached, ...choices].find(({ length }) => length > 0) ?? [];
  });
}

/** Who is written to in the place of a contact whose mail is refused; nobody when no one of its holder can be reached. */
export function standInOf(convention: Addressable, contact: string, today: PlainDate): Contact | undefined {
  const { document } = convention;
  const holder = holderOf(document, contact);
  if (!holder) return undefined;
  const members = choicesOf(document, holder).flat();
  const roles = members.find(({ id }) => id === contact)?.roles ?? [];
  const isReached = ({ id }: Contact) => id !== contact && !isPassedOver(convention, id, today);
  return (
    members.find((one) => isReached(one) && one.roles.some((role) => roles.includes(role))) ??
    reachableContacts(convention, today, holder).find(isReached)
  );
}
