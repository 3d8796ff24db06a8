import type { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';

/** Search attribute names and their types, as `defineSearchAttributeKey` of the SDK has them. */
export type SearchAttributeTypes = Readonly<Record<string, SearchAttributeType>>;

/** A cluster holds a search attribute of the wanted name but of another type, or has no room for one more. */
export class SearchAttributeError extends Error {
  override readonly name = 'SearchAttributeError';
}

/** The type's number in Temporal's API, and its name on the CLI. */
const known: Record<SearchAttributeType, { code: number; name: string }> = {
  TEXT: { code: 1, name: 'Text' },
  KEYWORD: { code: 2, name: 'Keyword' },
  INT: { code: 3, name: 'Int' },
  DOUBLE: { code: 4, name: 'Double' },
  BOOL: { code: 5, name: 'Bool' },
  DATETIME: { code: 6, name: 'Datetime' },
  KEYWORD_LIST: { code: 7, name: 'KeywordList' },
};

/** The `--search-attribute` arguments of `temporal server start-dev`; they only count for a database it creates. */
export function searchAttributeArguments(attributes: SearchAttributeTypes): string[] {
  return Object.entries(attributes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${known[type].name}`,
  ]);
}

/**
 * Registers the search attributes that a namespace lacks, on the embedded server or an existing cluster. Does
 * nothing when all are there. (On Temporal Cloud attributes are created in its console: there, all must exist.)
 *
 * @returns the names that were added.
 * @throws SearchAttributeError when one exists with another type, or when the cluster refuses to add one.
 */
export async function ensureSearchAttributes(
  connection: Connection,
  namespace: string,
  attributes: SearchAttributeTypes,
): Promise<string[]> {
  const listed = await connection.operatorService.listSearchAttributes({ namespace });
  const existing = listed.customAttributes;
  const missing: string[] = [];
  for (const [name, type] of Object.entries(attributes)) {
    const code = existing[name];
    if (code === undefined) missing.push(name);
    else if (code !== known[type].code) {
      throw new SearchAttributeError(
        `L’attribut de recherche « ${name} » existe déjà dans l’espace « ${namespace} » avec le type ` +
          `${nameOf(code)} ; le type attendu est ${known[type].name}.`,
      );
    }
  }
  if (missing.length > 0) await add(connection, namespace, attributes, missing);
  return missing;
}

async function add(
  connection: Connection,
  namespace: string,
  attributes: SearchAttributeTypes,
  missing: readonly string[],
): Promise<void> {
  const searchAttributes: Record<string, number> = {};
  for (const name of missing) {
    const type = attributes[name];
    if (type !== undefined) searchAttributes[name] = known[type].code;
  }
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new SearchAttributeError(
      `Les attributs de recherche ${missing.join(', ')} n’ont pas pu être ajoutés à l’espace « ${namespace} » : ` +
        `${said}. Faites-les créer par l’administrateur du serveur Temporal.`,
      { cause: error },
    );
  }
}

function nameOf(code: number): string {
  return Object.values(known).find((type) => type.code === code)?.name ?? `n° ${code}`;
}
