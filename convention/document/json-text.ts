/** Bounds of a text that becomes a document: many times those of the longest convention. */
const most = { characters: 2_000_000, depth: 30, values: 50_000 };

/**
 * Why a text is not read as JSON, before it is: what reads it calls itself for each level, and tells each key that it
 * does not know. Undefined when it is within bounds; whether it is JSON is another matter.
 * @returns a French sentence's end: `il dépasse…`.
 */
export function whyTooMuch(text: string): string | undefined {
  if (text.length > most.characters)
    return `il dépasse ${most.characters / 1_000_000} millions de caractères`;
  let depth = 0;
  let values = 1;
  let isWithin = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (isWithin) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isWithin = false;
    } else if (sign === '"') isWithin = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    else if (sign === ',') values += 1;
    if (depth > most.depth) return `il a plus de ${most.depth} niveaux`;
    if (values > most.values) return `il a plus de ${most.values} valeurs`;
  }
  return undefined;
}
