import { enumerated } from '../calendar/french.ts';
import type { Contact, ConventionDocument, Party, Role, Side } from '../document/schema.ts';
import { isParty, ofParty, partiesOf, partyName, sideOf } from './parties.ts';

/** Who a duty belongs to or a letter goes to: a side, one party of it, the manager, or another body (`body:cbcm-pm`). */
export type Holder = Party | 'manager' | `body:${string}`;

/** The holder that a document names: `delegatee` (all that side), `manager`, or the id of a party or a body. */
export function holderNamed(document: ConventionDocument, word: string): Holder {
  if (word === 'delegator' || word === 'delegatee' || word === 'manager') return word;
  const named = partiesOf(document).find(({ organisation }) => organisation.id === word);
  return named ? named.party : `body:${word}`;
}

/** Who does what a clause asks of a side: the party that it names, or all of them together. */
export function holderOn(
  document: ConventionDocument,
  side: Side,
  clause: { readonly holder?: string | undefined },
): Party {
  const named = ofParty(document, side).find(({ organisation }) => organisation.id === clause.holder);
  return clause.holder === undefined ? side : (named?.party ?? side);
}

/** How French texts name a holder: `DGEFP`. */
export function holderName(document: ConventionDocument, holder: Holder): string {
  if (isParty(holder)) return partyName(document, holder);
  if (holder === 'manager') return document.manager.name;
  const body = bodyOf(document, holder);
  return body?.shortName ?? body?.name ?? holder;
}

/** Whether what is asked of a holder is asked of a party: of itself, or of its whole side. */
export function isAskedOf(holder: Holder, party: Party | undefined): boolean {
  return party !== undefined && (holder === party || holder === sideOf(party));
}

/** The full name of each body, as texts list them: `A, B et C`. */
export function bodyNames({ bodies }: ConventionDocument, ids: readonly string[]): string {
  return enumerated(ids.map((id) => bodies.find((one) => one.id === id)?.name ?? id));
}

/**
 * The contacts of a holder who take care of a matter: those of the role, else the representatives, else everybody
 * there; of each party, when it is asked of a side.
 */
export function contactsOf(document: ConventionDocument, holder: Holder, role?: Role): readonly Contact[] {
  return eachOf(document, holder).flatMap(
    (one) => choicesOf(document, one, role).find(({ length }) => length > 0) ?? [],
  );
}

/** The holders that one stands for: the parties of a side, or itself. */
export function eachOf(document: ConventionDocument, holder: Holder): readonly Holder[] {
  return isParty(holder) ? ofParty(document, holder).map(({ party }) => party) : [holder];
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
    ...partiesOf(document).map(({ party }) => party),
    'manager',
    ...document.bodies.map(({ id }) => `body:${id}` as const),
  ];
  return holders.find((holder) => membersOf(document, holder).some(({ id }) => id === contact));
}

/** The bodies that receive a copy of the convention, and are told of what becomes of it. */
export function copiedBodies(document: ConventionDocument): Holder[] {
  return (document.copies?.to ?? []).map((id) => holderNamed(document, id));
}

/** The contacts of a holder, whatever their roles. */
export function membersOf(document: ConventionDocument, holder: Holder): readonly Contact[] {
  if (isParty(holder)) return ofParty(document, holder).flatMap(({ organisation }) => organisation.contacts);
  if (holder === 'manager') return [document.manager];
  return bodyOf(document, holder)?.contacts ?? [];
}

function bodyOf({ bodies }: ConventionDocument, holder: `body:${string}`) {
  return bodies.find(({ id }) => holder === `body:${id}`);
}
