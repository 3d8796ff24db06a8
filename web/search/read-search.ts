import type { ListedConvention } from '../../client/list.ts';
import { isFoundIn, type Sought, soughtIn } from '../../client/matching.ts';
import type { Passage } from '../../client/passages.ts';
import { standingOf } from '../access.ts';
import type { Person } from '../person.ts';
import { type PortfolioQuery, readQuery } from '../portfolio/query.ts';
import { type ReadOf, readMany } from '../read-many.ts';
import type { Web } from '../web.ts';

/** Where one searches all that conventions hold. */
export const searchPath = '/recherche';

/** What somebody looks for, and in which conventions. */
export interface SearchQuery {
  /** As it was typed. */
  readonly text: string;
  readonly sought: Sought;
  readonly among: PortfolioQuery;
}

/** A passage that was found. */
export interface FoundPassage {
  readonly convention: Pick<ListedConvention, 'id' | 'shortName'>;
  readonly passage: Passage;
}

/** What was found in the conventions that somebody may read. */
export interface ReadSearch extends ReadOf {
  /** In the order of the list, then of each convention. */
  readonly found: readonly FoundPassage[];
  /** In how many conventions. */
  readonly within: number;
}

/** Reads what the address of a search asks for. */
export function readSearchQuery(asked: Readonly<Record<string, string>>): SearchQuery {
  const { search: text = '' } = readQuery(asked);
  return { text, sought: soughtIn(text), among: readQuery({ ...asked, recherche: asked.parmi ?? '' }) };
}

/**
 * Searches what conventions hold.
 * @param waits how long for those that do not answer at once, in milliseconds.
 * @throws Refused `ENGINE_UNREACHABLE` when nothing can be read.
 */
export async function readSearch(
  web: Pick<Web, 'portfolio' | 'passages'>,
  person: Person,
  { sought, among }: SearchQuery,
  waits?: number,
): Promise<ReadSearch> {
  if (sought.length === 0) return { found: [], within: 0, conventions: 0, left: 0, silent: 0 };
  const mine = await web.portfolio.find(person, among);
  const { answered, ...read } = await readMany(
    mine,
    async ({ id }) => {
      const { document, passages } = await web.passages.of(id);
      // The list may be some minutes behind a contact who was replaced.
      if (standingOf(person, document) === undefined) return [];
      return passages.filter(({ compared }) => isFoundIn(compared, sought));
    },
    waits,
  );
  return {
    ...read,
    found: answered.flatMap(({ one: { id, shortName }, answer }) =>
      answer.map((passage) => ({ convention: { id, shortName }, passage })),
    ),
    within: answered.filter(({ answer }) => answer.length > 0).length,
  };
}
