import type { Convention } from './convention.ts';
import type { Contact, Role } from './document/schema.ts';
import { choicesOf, type Holder, holderOf } from './organisations.ts';

type Addressable = Pick<Convention, 'document' | 'faults'>;

/**
 * The contacts of a holder who take care of a matter and can be written to: while the mail of a contact is refused, the
 * next of the same role stands in, else a representative, else whoever is there. When nobody can be reached, those who
 * should be: their address may have been mended meanwhile.
 */
export function reachableContacts(
  { document, faults }: Addressable,
  holder: Holder,
  role?: Role,
): readonly Contact[] {
  const choices = choicesOf(document, holder, role);
  const isReached = ({ id }: Contact) => faults.every(({ contact }) => contact !== id);
  const reached = choices.map((contacts) => contacts.filter(isReached));
  return [...reached, ...choices].find(({ length }) => length > 0) ?? [];
}

/** Who is written to in the place of a contact whose mail is refused; nobody when no one of its holder can be reached. */
export function standInOf(convention: Addressable, contact: string): Contact | undefined {
  const { document, faults } = convention;
  const holder = holderOf(document, contact);
  if (!holder) return undefined;
  const members = choicesOf(document, holder).flat();
  const roles = members.find(({ id }) => id === contact)?.roles ?? [];
  const isReached = ({ id }: Contact) => id !== contact && faults.every((fault) => fault.contact !== id);
  return (
    members.find((one) => isReached(one) && one.roles.some((role) => roles.includes(role))) ??
    reachableContacts(convention, holder).find(isReached)
  );
}
