/** A text of a package, as a fault quotes it: on one line, not too long, with nothing that moves a terminal's cursor. */
export function shown(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, '·');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
