import type { Contact, Role } from '../../convention/document/schema.ts';

/** What the people of a convention do in it. */
const roleNames: Readonly<Record<Role, string>> = {
  representative: 'signature',
  budget: 'budget',
  product: 'produit',
  chair: 'présidence du comité',
  programme: 'programme',
};

/** What somebody does in a convention: `signature, budget`; empty when they have no role of their own. */
export function rolesOf({ roles }: Contact): string {
  return roles.map((role) => roleNames[role]).join(', ');
}
