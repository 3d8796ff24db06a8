import { whyTooMuch } from '../../convention/document/json-text.ts';

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
    return { why: 'Ce fichier contient autre chose qu’un objet JSON { "id": …, "title": …, … }.' };
  } catch {
    return { why: 'Ce fichier n’est pas du JSON en UTF-8.' };
  }
}
