import type { Contact, ConventionDocument, Party, Role } from '../document/schema.ts';

/**
 * Who a duty belongs to or a letter goes to: a party, the manager, or a controller or publisher by its id
 * (`controller:cbcm-pm`, `publisher:dsaf`).
 */
export type Holder = 'delegator' | 'delegatee' | 'manager' | `controller:${string}` | `publisher:${string}`;

/** How French texts name a holder: `DGEFP`. */
export function holderName(document: ConventionDocument, holder: Holder): string {
  if (holder === 'delegator' || holder === 'delegatee') return document[holder].shortName;
  if (holder === 'manager') return document.manager.name;
  const [kind, id] = holder.split(':');
  if (kind === 'publisher') return document.publishers.find((one) => one.id === id)?.shortName ?? holder;
  return document.controllers.find((one) => one.id === id)?.name ?? holder;
}

/**
 * The contacts of a holder who take care of a matter: those of the role, else the representatives,
 * else everybody there.
 */
export function contactsOf(document: ConventionDocument, holder: Holder, role?: Role): readonly Contact[] {
  return choicesOf(document, holder, role).find(({ length }) => length > 0) ?? [];
}

/** Those a holder's matter may go to, by preference: of the role, then the representatives, then everybody there. */
export function choicesOf(
  document: ConventionDocument,
  holder: Holder,
  role?: Role,
): readonly (readonly Contact[])[] {
  const everybody = membersOf(document, holder);
  const having = (wanted: Role) => everybody.filter(({ roles }) => roles.includes(wanted));
  return [...(role ? [having(role)] : []), having('representative'), everybody];
}

/** Whom a contact belongs to. */
export function holderOf(document: ConventionDocument, contact: string): Holder | undefined {
  const holders: readonly Holder[] = [
    'delegator',
    'delegatee',
    'manager',
    ...controllersOf(document),
    ...document.publishers.map(({ id }) => publisherOf(id)),
  ];
  return holders.find((holder) => membersOf(document, holder).some(({ id }) => id === contact));
}

/** The parties' two controllers, for copies. */
export function controllersOf(document: ConventionDocument): Holder[] {
  return document.controllers.map(({ id }) => `controller:${id}` as const);
}

/** The holder that a document names as publisher of a publication. */
export function publisherOf(publisher: string): Holder {
  return publisher === 'delegator' || publisher === 'delegatee' ? publisher : `publisher:${publisher}`;
}

function membersOf(document: ConventionDocument, holder: Holder): readonly Contact[] {
  if (holder === 'delegator' || holder === 'delegatee') return document[holder].contacts;
  if (holder === 'manager') return [document.manager];
  const [kind, id] = holder.split(':');
  const bodies: readonly { id: string; contacts: Contact[] }[] =
    kind === 'publisher' ? document.publishers : document.controllers;
  return bodies.find((body) => body.id === id)?.contacts ?? [];
}

/** The other party. */
export function otherParty(party: Party): Party {
  return party === 'delegator' ? 'delegatee' : 'delegator';
}
