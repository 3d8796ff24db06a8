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
  while (words.length - start > room) {
    const end = endOfLine(words, start, room);
    lines.push(words.slice(start, end));
    start = words[end] === ' ' ? end + 1 : end;
  }
  if (start < words.length || lines.length === 0) lines.push(words.slice(start));
  const indent = ' '.repeat(first.length);
  return lines.map((line, rank) => `${rank === 0 ? first : indent}${line}`.trimEnd());
}

function endOfLine(text: string, start: number, room: number): number {
  const space = text.lastIndexOf(' ', start + room);
  if (space > start) return space;
  const next = text.indexOf(' ', start);
  const wordEnd = next === -1 ? text.length : next;
  if (text.slice(start, wordEnd).includes('://')) return wordEnd;
  // No emoji is cut in two.
  return start + room - (/[\ud800-\udbff]/.test(text.charAt(start + room - 1)) ? 1 : 0);
}
