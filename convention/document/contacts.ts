import type { Contact, ConventionDocument } from './schema.ts';

/** Every contact of a document with its path; keys that are absent are left out. */
export function allContacts(
  document: Partial<ConventionDocument>,
): { readonly path: readonly PropertyKey[]; readonly contact: Contact }[] {
  const within = (path: readonly PropertyKey[], contacts: readonly Contact[] = []) =>
    contacts.map((contact, index) => ({ path: [...path, 'contacts', index], contact }));
  const each = (key: 'coDelegators' | 'coDelegatees' | 'bodies') =>
    (document[key] ?? []).flatMap(({ contacts }, index) => within([key, index], contacts));
  return [
    ...within(['delegator'], document.delegator?.contacts),
    ...within(['delegatee'], document.delegatee?.contacts),
    ...each('coDelegators'),
    ...each('coDelegatees'),
    ...(document.manager ? [{ path: ['manager'], contact: document.manager }] : []),
    ...each('bodies'),
  ];
}

/** A contact of a document by its id. */
export function contactOf(document: ConventionDocument, id: string): Contact | undefined {
  return allContacts(document).find(({ contact }) => contact.id === id)?.contact;
}

/** The name of a contact; its id, once nobody bears it. */
export function contactName(document: ConventionDocument, id: string): string {
  return contactOf(document, id)?.name ?? id;
}

/** The document with one contact's name and address replaced; its id and roles stay. */
export function withContact(
  document: ConventionDocument,
  id: string,
  replacement: Pick<Contact, 'name' | 'email'>,
): ConventionDocument {
  const replaced = (contact: Contact): Contact => {
    if (contact.id !== id) return contact;
    const { title: _left, ...kept } = contact;
    return { ...kept, ...replacement };
  };
  const within = <Body extends { contacts: Contact[] }>(body: Body): Body => ({
    ...body,
    contacts: body.contacts.map(replaced),
  });
  return {
    ...document,
    delegator: within(document.delegator),
    delegatee: within(document.delegatee),
    coDelegators: document.coDelegators.map(within),
    coDelegatees: document.coDelegatees.map(within),
    manager: replaced(document.manager),
    bodies: document.bodies.map(within),
  };
}
