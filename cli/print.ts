/** Writes an answer: the JSON of a value, or its lines for people. */
export function print(json: boolean | undefined, value: unknown, lines: () => readonly string[]): void {
  const text = json ? harmlessJson(value) : harmless(lines().join('\n'));
  process.stdout.write(`${text}\n`);
}

/** What moves the cursor of a terminal, colours it or gives it orders, and what turns the reading around (UAX 9). */
const orders = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/** A text that others may have written, as a terminal shows it: nothing in it is an order. */
export function harmless(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(orders, '·');
}

/** The JSON of a value, which says the same and gives a terminal no order either. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    orders,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** How wide tables are, in columns of a terminal. */
export const tableWidth = 118;

/** A table: columns aligned, two spaces between them, its heading first; the last column is cut to fit. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const last = heading.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === last
          ? cut(cell, Math.max(12, tableWidth - before))
          : cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** A text cut at so many columns. */
export function cut(text: string, length: number): string {
  if (widthOf(text) <= length) return text;
  let end = 0;
  let width = 0;
  for (const { segment, index } of letters.segment(text)) {
    width += columnsOf(segment);
    if (width >= length) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

const letters = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** Columns a text takes: an accent typed apart takes none, an emoji two. */
function widthOf(text: string): number {
  if (/^[ -\u017f]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of letters.segment(text)) width += columnsOf(segment);
  return width;
}

function columnsOf(letter: string): number {
  return /\p{Emoji_Presentation}/u.test(letter) ? 2 : 1;
}
