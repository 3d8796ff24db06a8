/** Widest line of a plain text, in UTF-16 units (RFC 5322 §2.1.1 wants 78 at most; two are left to a quoting `> `). */
export const textWidth = 76;

/**
 * Fills lines with the words of a text. No-break spaces hold; a word wider than a line is cut, unless it is an
 * address of the web, which would no longer lead anywhere.
 *
 * @param first what starts the first line; the next ones start with as many spaces.
 */
export function wrap(text: string, first = ''): string[] {
  const room = textWidth - first.length;
  const words = text.replace(/^ +| +$| +(?= )/g, '');
  const lines: string[] = [];
  let start = 0;
  let word: Word | undefined;
  while (words.length - start > room) {
    const space = words.slice(start, start + room + 1).lastIndexOf(' ');
    // A word is looked at once, however many lines it is cut into.
    if (space <= 0 && (word === undefined || word.end <= start)) word = wordAt(words, start);
    const end = space > 0 ? start + space : word?.isAddress ? word.end : cutAt(words, start + room);
    lines.push(words.slice(start, end));
    start = words[end] === ' ' ? end + 1 : end;
  }
  if (start < words.length || lines.length === 0) lines.push(words.slice(start));
  const indent = ' '.repeat(first.length);
  return lines.map((line, rank) => `${rank === 0 ? first : indent}${line}`.trimEnd());
}

interface Word {
  readonly end: number;
  readonly isAddress: boolean;
}

function wordAt(text: string, start: number): Word {
  const next = text.indexOf(' ', start);
  const end = next === -1 ? text.length : next;
  return { end, isAddress: text.slice(start, end).includes('://') };
}

/** No emoji is cut in two. */
function cutAt(text: string, end: number): number {
  return end - (/[\ud800-\udbff]/.test(text.charAt(end - 1)) ? 1 : 0);
}
