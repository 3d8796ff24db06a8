/** The named entities that French texts are written with, and their characters. */
const named: ReadonlyMap<string, string> = new Map(
  [
    "nbsp=\u00a0 deg=° amp=& lt=< gt=> apos=' laquo=« raquo=» euro=€ ordm=º sup2=² middot=·",
    'agrave=à acirc=â auml=ä ccedil=ç egrave=è eacute=é ecirc=ê euml=ë icirc=î iuml=ï ocirc=ô ouml=ö',
    'ugrave=ù ucirc=û uuml=ü yuml=ÿ oelig=œ aelig=æ',
    'Agrave=À Acirc=Â Auml=Ä Ccedil=Ç Egrave=È Eacute=É Ecirc=Ê Euml=Ë Icirc=Î Iuml=Ï Ocirc=Ô Ouml=Ö',
    'Ugrave=Ù Ucirc=Û Uuml=Ü OElig=Œ AElig=Æ',
    'rsquo=’ lsquo=‘ ldquo=“ rdquo=” ndash=– mdash=— hellip=… quot=”',
  ]
    .join(' ')
    .split(' ')
    .map((one) => {
      const at = one.indexOf('=');
      return [one.slice(0, at), one.slice(at + 1)];
    }),
);

/**
 * A text of which some cells were taken from a page: `Montant engag&eacute;` is `Montant engagé`. To be done before it is
 * cut in cells, for entities have semicolons; those that would cut it otherwise, and unknown ones, are left.
 */
export function withoutEntities(text: string): string {
  return text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}\d?));/gi, (entity, ten, sixteen, name) =>
        name === undefined ? (characterOf(ten, sixteen) ?? entity) : (named.get(name) ?? entity),
      )
    : text;
}

function characterOf(ten: string | undefined, sixteen: string | undefined): string | undefined {
  const code = ten === undefined ? Number.parseInt(sixteen ?? '', 16) : Number(ten);
  if (code === 0x22) return named.get('quot');
  if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const character = String.fromCodePoint(code);
  return /[;,\t"\p{Cc}]/u.test(character) ? undefined : character;
}
