import type { Contact, ConventionDocument, Role } from '../convention/document/schema.ts';
import { partiesOf } from '../convention/people/parties.ts';
import type { Options } from './form.ts';

const roles: Record<Role, string> = {
  representative: 'représentant',
  budget: 'budget',
  product: 'équipe du service',
  chair: 'présidence du comité',
  programme: 'équipe du programme',
};

/** Every contact of a document, by name and organisation. */
export function contactOptions(document: ConventionDocument): Options {
  const { manager, bodies } = document;
  const of = (organisation: string, contacts: readonly Contact[]) =>
    contacts.map(({ id, name, roles: held }) => {
      const what = held.map((role) => roles[role]).join(', ');
      return [id, `${name} – ${organisation}${what ? ` (${what})` : ''}`] as const;
    });
  return [
    ...partiesOf(document).flatMap(({ organisation }) => of(organisation.shortName, organisation.contacts)),
    ...of('gestion de la convention', [manager]),
    ...bodies.flatMap(({ name, shortName, contacts }) => of(shortName ?? name, contacts)),
  ];
}
