/**
 * One page of a long list, by the number that was asked for.
 * @param isWanted what is on the page, where no number was asked for.
 */
export function paged<Item>(
  items: readonly Item[],
  asked: string | undefined,
  isWanted: (item: Item) => boolean = () => false,
) {
  const size = 50;
  const pages = Math.max(1, Math.ceil(items.length / size));
  const rank = asked === undefined ? Math.max(0, items.findIndex(isWanted)) : 0;
  const first = Math.floor(rank / size) + 1;
  const page = Math.min(Math.max(1, Number.parseInt(asked ?? String(first), 10) || 1), pages);
  return { shown: items.slice((page - 1) * size, page * size), page, pages };
}

/** Tells the pages of a list from one another. */
export function pageWithin(page: number, pages: number): { within?: string } {
  return pages > 1 ? { within: `page ${page} sur ${pages}` } : {};
}
