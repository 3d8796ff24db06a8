import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { quoted } from '../../acts/typed.ts';
import { Refused } from '../../convention/errors.ts';
import { markOf, type Person } from '../person.ts';
import { siteCookie } from '../sign-in/cookie.ts';
import type { Web } from '../web.ts';

// The filters that somebody keeps: in their browser alone, under their own mark, so that whoever else signs in there
// sees none of them.

/** A filter of the list that was given a name. */
export interface SavedFilter {
  readonly name: string;
  /** What the address of the list asks for: `phase=en-vigueur&colonne=parties,fin`. */
  readonly query: string;
}

/** How many there may be, and how long: a cookie has four thousand bytes. */
const most = { filters: 12, name: 60, query: 400, cookie: 3_500 } as const;
const keptForS = 365 * 24 * 3_600;

/** What of an address is kept with a filter; which page of the list is not. */
const kept = ['recherche', 'phase', 'seulement', 'tri', 'ordre', 'colonne'] as const;

const saved = z
  .array(z.object({ name: z.string().min(1).max(most.name), query: z.string() }))
  .max(most.filters);

/** A query of the list as it is kept, or compared with one that is. */
export function filterQuery(asked: Readonly<Record<string, string>>): string {
  const values = kept.flatMap((name): [string, string][] => {
    const value = asked[name];
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams(values).toString();
}

/** The filters that a cookie holds; none where it holds anything else. */
export function filtersIn(cookie: string | undefined): readonly SavedFilter[] {
  if (cookie === undefined || cookie.length > most.cookie) return [];
  try {
    const read = saved.safeParse(JSON.parse(Buffer.from(cookie, 'base64url').toString()));
    // What a browser sends is believed for no more than it may ask for.
    return (read.data ?? []).map(({ name, query }) => ({
      name,
      query: filterQuery(Object.fromEntries(new URLSearchParams(query))),
    }));
  } catch {
    return [];
  }
}

/** The same as a cookie. */
export function cookieOf(filters: readonly SavedFilter[]): string {
  return Buffer.from(JSON.stringify(filters)).toString('base64url');
}

/**
 * The filters with one more, in the place of that which had its name.
 * @throws Refused `BAD_ACT` when it has no name, or there is no room for it.
 */
export function withFilter(filters: readonly SavedFilter[], one: SavedFilter): readonly SavedFilter[] {
  const name = one.name.replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > most.name || /\p{Cc}/u.test(name)) {
    throw new Refused(
      'BAD_ACT',
      `${quoted(name)} n’est pas un nom de filtre ; accepté : un texte de 1 à ${most.name} caractères.`,
    );
  }
  const { query } = one;
  const others = filters.filter((other) => other.name !== name);
  const all = [...others, { name, query }];
  if (query.length > most.query || all.length > most.filters || cookieOf(all).length > most.cookie) {
    throw new Refused(
      'BAD_ACT',
      `${quoted(name)} n’a pas été gardé : il n’y a plus de place ; retirez un filtre (${most.filters} au plus, de mots peu nombreux).`,
    );
  }
  return all;
}

/** The filters that somebody keeps in the browser of a request. */
export function filtersOf(web: Pick<Web, 'baseUrl'>, request: FastifyRequest, person: Person) {
  return filtersIn(request.cookies[cookieFor(web, person).name]);
}

/** Keeps them there. */
export function keepFilters(
  web: Pick<Web, 'baseUrl'>,
  reply: FastifyReply,
  person: Person,
  filters: readonly SavedFilter[],
): void {
  const { name, options } = cookieFor(web, person);
  if (filters.length === 0) reply.clearCookie(name, options);
  else reply.setCookie(name, cookieOf(filters), { ...options, maxAge: keptForS });
}

function cookieFor({ baseUrl }: Pick<Web, 'baseUrl'>, person: Person) {
  return siteCookie(`filtres-${markOf(person)}`, baseUrl);
}
