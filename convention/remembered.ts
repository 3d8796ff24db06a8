/**
 * A pure function of something that never changes but is replaced, a ledger or a document: it answers once for each, as
 * long as that is held. The same wherever it runs.
 */
export function remembered<Given extends object, Found>(
  find: (given: Given) => Found,
): (given: Given) => Found {
  const known = new WeakMap<Given, { readonly found: Found }>();
  return (given) => {
    const before = known.get(given);
    if (before) return before.found;
    const found = find(given);
    known.set(given, { found });
    return found;
  };
}
