/** HTML that is ready to be sent: everything that came from outside has been escaped. */
export interface SafeHtml {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, HTML is taken as it is, lists are joined, nothing gives nothing. */
export type HtmlPart = string | number | SafeHtml | undefined | readonly HtmlPart[];

/**
 * Writes HTML in which all text is escaped, without having to think of it.
 *
 * @example
 * html`<h1>${subject}</h1>`
 */
export function html(literals: TemplateStringsArray, ...parts: HtmlPart[]): SafeHtml {
  return {
    markup: literals.reduce((before, literal, index) => before + markupOf(parts[index - 1]) + literal),
  };
}

function markupOf(part: HtmlPart): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
