import type { Person } from '../person.ts';

/** Whose duties a week shows: one's own, those of who manages conventions, or everybody's. */
export type View = 'mine' | 'manager' | 'all';

/** What the links between them are called; in an address, their slugs. */
export const viewLabels: Readonly<Record<View, string>> = {
  mine: 'Ce qui m’est demandé',
  manager: 'Ce qui est demandé au gestionnaire',
  all: 'Tout ce qui est attendu',
};

/** In an address. */
export const viewSlugs: Readonly<Record<View, string>> = {
  mine: 'moi',
  manager: 'gestionnaire',
  all: 'tout',
};

/** What a view shows, in a sentence of its page. */
export function viewSays(view: View, { email }: Person): string {
  if (view === 'mine')
    return 'Ce qui vous est demandé dans toutes vos conventions, et ce qui reste sans suite chez ceux que vous représentez.';
  if (view === 'manager') return 'Ce qui est demandé au gestionnaire, dans toutes les conventions.';
  const all = 'Ce que toutes les conventions que vous suivez attendent, avec qui doit agir.';
  return email === undefined
    ? `${all} Vous êtes ici sans adresse : rien ne vous est demandé en propre.`
    : all;
}

/**
 * The views of somebody, the first by default. Whoever administers the service without an address is asked nothing by
 * any convention: they see what all of them wait for, and from whom.
 */
export function viewsOf({ email, admin }: Person): readonly View[] {
  const own: readonly View[] = email === undefined ? ['all'] : ['mine', 'all'];
  return admin ? [...own, 'manager'] : own;
}

/** The view that an address names, if it is one of theirs. */
export function viewFor(person: Person, asked: string): View {
  const views = viewsOf(person);
  return views.find((view) => viewSlugs[view] === asked) ?? views[0] ?? 'mine';
}
