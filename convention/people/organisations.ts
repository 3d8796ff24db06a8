import type { Contact, ConventionDocument, Party, Role } from '../document/schema.ts';

/** Who a duty belongs to or a letter goes to: a party, the manager, or another body by its id (`body:cbcm-pm`). */
export type Holder = 'delegator' | 'delegatee' | 'manager' | `body:${string}`;

/** The holder that a document names: `delegatee`, `manager`, or the id of a body. */
export function holderNamed(word: string): Holder {
  return word === 'delegator' || word === 'delegatee' || word === 'manager' ? word : `body:${word}`;
}

/** How French texts name a holder: `DGEFP`. */
export function holderName(document: ConventionDocument, holder: Holder): string {
  if (holder === 'delegator' || holder === 'delegatee') return document[holder].shortName;
  if (holder === 'manager') return document.manager.name;
  const body = bodyOf(document, holder);
  return body?.shortName ?? body?.name ?? holder;
}

/** The full name of each body, as texts list them: `A et B`. */
export function bodyNames({ bodies }: ConventionDocument, ids: readonly string[]): string {
  return ids.map((id) => bodies.find((one) => one.id === id)?.name ?? id).join(' et ');
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
    ...document.bodies.map(({ id }) => holderNamed(id)),
  ];
  return holders.find((holder) => membersOf(document, holder).some(({ id }) => id === contact));
}

/** The bodies that receive a copy of the convention, and are told of what becomes of it. */
export function copiedBodies({ copies }: ConventionDocument): Holder[] {
  return (copies?.to ?? []).map(holderNamed);
}

/** The contacts of a holder, whatever their roles. */
export function membersOf(document: ConventionDocument, holder: Holder): readonly Contact[] {
  if (holder === 'delegator' || holder === 'delegatee') return document[holder].contacts;
  if (holder === 'manager') return [document.manager];
  return bodyOf(document, holder)?.contacts ?? [];
}

/** The other party. */
export function otherParty(party: Party): Party {
  return party === 'delegator' ? 'delegatee' : 'delegator';
}

function bodyOf({ bodies }: ConventionDocument, holder: `body:${string}`) {
  return bodies.find(({ id }) => holder === `body:${id}`);
}
