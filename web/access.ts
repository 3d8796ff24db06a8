import { type Standing, standings } from '../acts/standing.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { ofParty } from '../convention/people/parties.ts';
import type { Person } from './person.ts';

/** What a signed-in person is to a convention; undefined when it is none of their business. */
export function standingOf(person: Person, document: ConventionDocument): Standing | undefined {
  if (person.admin) return { role: 'admin' };
  const found = contactWith(person, document);
  if (found) return found;
  return person.auditor ? { role: 'auditor' } : undefined;
}

/** The words for a standing: `délégant`. */
export const standingNames: Readonly<Record<Standing['role'], string>> = {
  admin: 'administration',
  manager: 'gestionnaire de la convention',
  delegator: 'délégant',
  delegatee: 'délégataire',
  body: 'service informé',
  auditor: 'audit (lecture)',
};

function contactWith({ email, siret }: Person, document: ConventionDocument): Standing | undefined {
  if (!email) return undefined;
  return standings(document).find(({ contact, party }) => {
    if (contact?.email.toLowerCase() !== email.toLowerCase()) return false;
    // An address that another organisation vouches for does not speak for the party.
    const [organisation] = party ? ofParty(document, party) : [];
    const known = organisation?.organisation.siret;
    return known === undefined || siret === undefined || known === siret;
  });
}
