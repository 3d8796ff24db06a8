/** Line ends, other control characters, and the marks that reorder the text around them (Unicode UAX #9). */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** A text on one line, without what could break a header, end a calendar property or disguise a name. */
export function oneLine(text: string): string {
  return text.replace(unprintable, ' ').replace(/ {2,}/g, ' ').trim();
}

const french = new Intl.Segmenter('fr');

/** The text when it fits, else its beginning and an ellipsis: at most `length` characters, no emoji cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  // A hostile text may be megabytes long: only what could be kept is looked at.
  for (const { segment } of french.segment(text.slice(0, length * 2))) {
    if (kept.length + segment.length > length - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
