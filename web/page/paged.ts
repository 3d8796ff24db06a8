/** One page of a long list, by the number that was asked for. */
export function paged<Item>(items: readonly Item[], asked: string | undefined) {
  const size = 50;
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(Math.max(1, Number.parseInt(asked ?? '1', 10) || 1), pages);
  return { shown: items.slice((page - 1) * size, page * size), page, pages };
}

/** Tells the pages of a list from one another. */
export function pageWithin(page: number, pages: number): { within?: string } {
  return pages > 1 ? { within: `page ${page} sur ${pages}` } : {};
}
