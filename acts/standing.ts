import type { Contact, ConventionDocument, Party } from '../convention/document/schema.ts';
import type { Duty } from '../convention/duties/duty.ts';
import { type Holder, isAskedOf, membersOf } from '../convention/people/organisations.ts';
import { partiesOf, sideOf } from '../convention/people/parties.ts';
import type { Act } from './act.ts';

/** What a person is to a convention: all that they may see and do there follows from it. */
export interface Standing {
  readonly role: 'admin' | 'manager' | 'delegator' | 'delegatee' | 'body' | 'auditor';
  /** The party they act for; admins and managers act for either. */
  readonly party?: Party;
  /** The contact that they are. */
  readonly contact?: Contact;
}

/** What a contact of a convention is to it. */
export function standingOfContact(document: ConventionDocument, id: string): Standing | undefined {
  return standings(document).find(({ contact }) => contact?.id === id);
}

/**
 * Whether somebody of that standing may do an act: the one check of pages, links and tokens. Whoever runs the command
 * line has the machine, and stands as an admin.
 * @param duty that the act would close, for whom it is asked of: who publishes or controls acts on what is theirs alone.
 */
export function mayDo(
  standing: Standing,
  { parties }: Pick<Act, 'parties'>,
  document: ConventionDocument,
  duty?: Duty,
): boolean {
  const { role, party } = standing;
  if (role === 'admin' || role === 'manager') return true;
  if (role === 'auditor') return false;
  const isTheirs = party !== undefined && parties.includes(sideOf(party));
  // The balance is agreed by turns: whose turn it is, the act says.
  if (!duty || duty.closedBy === 'settle') return isTheirs;
  const isAlone = parties.length === 0 || role === 'body';
  return (isTheirs || isAlone) && answersFor(standing, duty.holder, document);
}

/** Whether a contact of that standing answers for a holder. */
export function answersFor(
  { role, party, contact }: Standing,
  holder: Holder,
  document: ConventionDocument,
): boolean {
  if (role === 'admin' || role === 'manager' || isAskedOf(holder, party)) return true;
  return holder.startsWith('body:') && membersOf(document, holder).some(({ id }) => id === contact?.id);
}

/** Every contact with its standing, the one with most rights first. */
export function standings(document: ConventionDocument): (Standing & { readonly contact: Contact })[] {
  const of = (role: Standing['role'], contacts: readonly Contact[], party?: Party) =>
    contacts.map((contact) => ({ role, contact, ...(party ? { party } : {}) }));
  return [
    ...of('manager', [document.manager]),
    ...partiesOf(document).flatMap(({ party, side, organisation }) => of(side, organisation.contacts, party)),
    ...document.bodies.flatMap(({ contacts }) => of('body', contacts)),
  ];
}
