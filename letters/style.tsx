import type { CSSProperties } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A style to give to an element: `<p {...paragraph}>`. */
export interface Style {
  readonly 'data-style': number;
}

const mark = ' data-style="';
const attributes: string[] = [];

/**
 * Declares a style. Mail wants it inside each element, where React writes it property by property, each time anew; here
 * it is written once, and put in its place by {@link inlined}.
 */
export function styleOf(css: CSSProperties): Style {
  attributes.push(renderToStaticMarkup(<i style={css} />).slice('<i'.length, -'></i>'.length));
  return { 'data-style': attributes.length - 1 };
}

/** Markup with the styles inside its elements. No text can pass for a mark: React escapes the quotes of texts. */
export function inlined(html: string): string {
  const [start = '', ...parts] = html.split(mark);
  let result = start;
  for (const part of parts) {
    const end = part.indexOf('"');
    result += (attributes[Number(part.slice(0, end))] ?? '') + part.slice(end + 1);
  }
  return result;
}
