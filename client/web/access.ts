import { allContacts } from '../../convention/document/contacts.ts';
import type { Contact, ConventionDocument, Party } from '../../convention/document/schema.ts';
import type { Holder } from '../../convention/organisations.ts';
import type { ActForm } from './acts/form.ts';
import type { Person } from './person.ts';

/** What a person is to a convention: all that they may see and do there follows from it. */
export interface Standing {
  readonly role: 'admin' | 'manager' | 'delegator' | 'delegatee' | 'controller' | 'publisher' | 'auditor';
  /** The party they act for; admins and managers act for either. */
  readonly party?: Party;
  /** The contact that they are. */
  readonly contact?: Contact;
}

/** What a signed-in person is to a convention; undefined when it is none of their business. */
export function standingOf(person: Person, document: ConventionDocument): Standing | undefined {
  if (person.admin) return { role: 'admin' };
  const found = contactWith(person, document);
  if (found) return found;
  return person.auditor ? { role: 'auditor' } : undefined;
}

/** What a contact of a convention is to it. */
export function standingOfContact(document: ConventionDocument, id: string): Standing | undefined {
  return standings(document).find(({ contact }) => contact?.id === id);
}

/** Whether somebody of that standing may do an act. */
export function mayAct({ role, party }: Standing, form: ActForm): boolean {
  if (role === 'admin' || role === 'manager') return true;
  return party !== undefined && form.parties.includes(party);
}

/** Whether a contact of that standing answers for a holder. */
export function answersFor(
  { role, party, contact }: Standing,
  holder: Holder,
  document: ConventionDocument,
): boolean {
  if (role === 'admin' || role === 'manager' || party === holder) return true;
  const [kind, id] = holder.split(':');
  const bodies =
    kind === 'publisher' ? document.publishers : kind === 'controller' ? document.controllers : [];
  return bodies.some((body) => body.id === id && body.contacts.some((one) => one.id === contact?.id));
}

/** The words for a standing: `délégant`. */
export const standingNames: Readonly<Record<Standing['role'], string>> = {
  admin: 'administration',
  manager: 'gestionnaire de la convention',
  delegator: 'délégant',
  delegatee: 'délégataire',
  controller: 'contrôle budgétaire (lecture)',
  publisher: 'service de publication',
  auditor: 'audit (lecture)',
};

function contactWith({ email, siret }: Person, document: ConventionDocument): Standing | undefined {
  if (!email) return undefined;
  return standings(document).find(({ contact, role }) => {
    if (contact?.email.toLowerCase() !== email.toLowerCase()) return false;
    // An address that another organisation vouches for does not speak for the party.
    const known = role === 'delegator' || role === 'delegatee' ? document[role].siret : undefined;
    return known === undefined || siret === undefined || known === siret;
  });
}

/** Every contact with its standing, the one with most rights first. */
function standings(document: ConventionDocument): (Standing & { readonly contact: Contact })[] {
  const of = (role: Standing['role'], contacts: readonly Contact[], party?: Party) =>
    contacts.map((contact) => ({ role, contact, ...(party ? { party } : {}) }));
  return [
    ...of('manager', [document.manager]),
    ...of('delegator', document.delegator.contacts, 'delegator'),
    ...of('delegatee', document.delegatee.contacts, 'delegatee'),
    ...document.controllers.flatMap(({ contacts }) => of('controller', contacts)),
    ...document.publishers.flatMap(({ contacts }) => of('publisher', contacts)),
  ];
}

/** A contact of a document by its id. */
export function contactOf(document: ConventionDocument, id: string): Contact | undefined {
  return allContacts(document).find(({ contact }) => contact.id === id)?.contact;
}
