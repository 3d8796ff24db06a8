import { whyTooMuch } from '../../convention/document/json-text.ts';

/** The file of a convention, as a person who has to choose it knows it. */
export const conventionFile = 'un fichier « .json », comme ceux que ce service fait télécharger';

/** The object that a file of JSON holds, or why it holds none, in French. */
export function objectInFile(
  content: Uint8Array,
): { readonly object: Record<string, unknown> } | { readonly why: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    const tooMuch = whyTooMuch(text);
    if (tooMuch) return { why: `Ce fichier n’est pas lu : ${tooMuch}.` };
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { object: { ...json } };
  } catch {
    // Said below, as of what holds something else.
  }
  return { why: `Ce fichier n’est pas celui d’une convention ; accepté : ${conventionFile}.` };
}
