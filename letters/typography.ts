import { frenchNumber } from '../convention/french-number.ts';
import { oneLine } from './one-line.ts';

const months = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const beforeMonth = new RegExp(`(?<=\\b(?:\\d{1,2}|1er)) (?=(?:${months}) )`, 'g');
const afterMonth = new RegExp(`(?<=\u00a0(?:${months})) (?=\\d{4}\\b)`, 'g');

/**
 * A French text as it is printed, on one line: typographic apostrophes, and no-break spaces before high punctuation,
 * inside guillemets, in amounts and dates (Lexique des règles typographiques en usage à l’Imprimerie nationale).
 * A space is made unbreakable, never added: `09:12` and `https://` stay as they are.
 */
export function typeset(text: string): string {
  const known = printed.get(text);
  if (known !== undefined) return known;
  const result = printedOf(text);
  // What is said of one convention is said again to each of its contacts, and much of it of every convention.
  if (text.length <= longestKept) {
    if (printed.size >= mostKept) printed.clear();
    printed.set(text, result);
  }
  return result;
}

const printed = new Map<string, string>();
const mostKept = 5000;
const longestKept = 500;

function printedOf(text: string): string {
  return oneLine(text)
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/ (?=[:;?!»€%])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/(?<=\bart\.) (?=\d)/g, '\u00a0')
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u202f')
    .replace(/(?<=\d) (?=jours?\b)/g, '\u00a0')
    .replace(beforeMonth, '\u00a0')
    .replace(afterMonth, '\u00a0');
}

/** `1 jour`, `3 jours`: a count and its noun, which takes an `s` from two on. */
export function counted(count: number, noun: string): string {
  return `${frenchNumber(count)} ${noun}${count > 1 ? 's' : ''}`;
}
