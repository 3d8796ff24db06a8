/** Widest line of a plain text, in characters (RFC 5322 §2.1.1 wants 78 at most; two are left to a quoting `> `). */
export const textWidth = 76;

/**
 * Fills lines with the words of a text. No-break spaces hold; a word wider than a line is cut, unless it is an
 * address of the web, which would no longer lead anywhere.
 *
 * @param first what starts the first line; the next ones start with as many spaces.
 */
export function wrap(text: string, first = ''): string[] {
  const indent = ' '.repeat(lengthOf(first));
  const room = textWidth - indent.length;
  const lines: string[] = [];
  let line = '';
  let width = 0;
  const flush = () => {
    lines.push(`${lines.length === 0 ? first : indent}${line}`.trimEnd());
    line = '';
    width = 0;
  };
  for (const piece of text.split(' ').flatMap((word) => piecesOf(word, room))) {
    const length = lengthOf(piece);
    if (width > 0 && width + 1 + length > room) flush();
    line += width > 0 ? ` ${piece}` : piece;
    width += width > 0 ? 1 + length : length;
  }
  flush();
  return lines;
}

function piecesOf(word: string, room: number): string[] {
  if (word === '') return [];
  if (lengthOf(word) <= room || word.includes('://')) return [word];
  const characters = [...word];
  const pieces: string[] = [];
  for (let start = 0; start < characters.length; start += room) {
    pieces.push(characters.slice(start, start + room).join(''));
  }
  return pieces;
}

/** In characters. Those above U+FFFF are two units, and rare: the others need no counting one by one. */
function lengthOf(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}
