const longest = 2000;

/**
 * Where a person goes on after signing in: a page of this site, never an address elsewhere. What browsers read as
 * another host (`//evil`, `/\evil`, `/⇥/evil`) or what would sign in again and again gives the first page.
 *
 * @param asked what the address said in `suite`.
 * @returns a path that begins with exactly one `/`, in ASCII, with its query.
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > longest || !/^\/(?![/\\])/.test(asked)) return '/';
  const here = 'http://site.invalid';
  if (!URL.canParse(asked, here)) return '/';
  const { origin, pathname, search } = new URL(asked, here);
  if (origin !== here || pathname.startsWith('//') || /^\/(de)?connexion(\/|$)/.test(pathname)) return '/';
  return `${pathname}${search}`;
}
