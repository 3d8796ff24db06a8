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
export const viewSays: Readonly<Record<View, string>> = {
  mine: 'Ce qui vous est demandé, à votre adresse, dans toutes vos conventions.',
  manager: 'Ce qui est demandé au gestionnaire, dans toutes les conventions.',
  all: 'Ce que les conventions que vous suivez attendent, avec qui doit agir.',
};

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
