import { present } from '../plain-object.ts';

/**
 * How texts cite articles: `art. 2 et 7`, each once.
 * @param articles those of clauses, in the text's own numbers; undefined or empty when it numbers none.
 * @returns undefined when there is none to cite.
 */
export function cited(...articles: readonly (string | undefined)[]): string | undefined {
  const known = [...new Set(articles.filter(Boolean))];
  return known.length === 0 ? undefined : `art. ${known.join(' et ')}`;
}

/** The same as what a letter or a page says of it: nothing when there is none. */
export function citing(...articles: readonly (string | undefined)[]): { readonly article?: string } {
  return present({ article: cited(...articles) });
}

/** The same at the end of a sentence: ` (art. 7)`. */
export function inBrackets(...articles: readonly (string | undefined)[]): string {
  const article = cited(...articles);
  return article === undefined ? '' : ` (${article})`;
}
