import { isObject } from '../plain-object.ts';

/** The lengths that a text gives in one of two ways: of the second, when it is written, nothing is left to the first. */
const twoWays = [
  ['term', 'months', 'until'],
  ['notice', 'months', 'days'],
] as const;

/** Where a document as it was written gives a length in both ways. */
export function givenTwice(
  written: object,
): { readonly path: readonly string[]; readonly accepted: string }[] {
  return twoWays.flatMap(([section, first, second]) => {
    const given: unknown = Reflect.get(written, section);
    if (!has(given, first) || !has(given, second)) return [];
    return [{ path: [section, second], accepted: `« ${second} » ou « ${first} », pas les deux` }];
  });
}

/** A document without the default of a length that it gives in the other way. */
export function inOneWay<Document extends object>(document: Document): Document {
  return without(document, ([section, first, second]) =>
    has(Reflect.get(document, section), second) ? first : undefined,
  );
}

/** What became of a document by some changes: a length that they give in one way is no more given in the other. */
export function inTheWayOf(changes: object, changed: object): object {
  return without(changed, ([section, first, second]) => {
    const given: unknown = Reflect.get(changes, section);
    if (has(given, first) === has(given, second)) return undefined;
    return has(given, first) ? second : first;
  });
}

function has(section: unknown, key: string): boolean {
  return isObject(section) && section[key] !== undefined && section[key] !== null;
}

/** A document without some keys, one of each length at most. */
function without<Document extends object>(
  document: Document,
  leftOut: (ways: (typeof twoWays)[number]) => string | undefined,
): Document {
  const sections = twoWays.flatMap((ways) => {
    const [section] = ways;
    const key = leftOut(ways);
    const kept = Object.entries(Object(Reflect.get(document, section))).filter(([name]) => name !== key);
    return key === undefined ? [] : [[section, Object.fromEntries(kept)]];
  });
  return { ...document, ...Object.fromEntries(sections) };
}
