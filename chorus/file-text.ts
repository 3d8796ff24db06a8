import { Refused } from '../convention/errors.ts';
import { decodedFrom, oldEncodings, utf8, utf16, windows1252 } from './encodings.ts';
import { withoutEntities } from './entities.ts';

const mostMegabytes = 20;

/**
 * The text of an exported file, its lines ended by `\n`: UTF-8 with or without a byte order mark, UTF-16, else
 * Windows-1252, in which any bytes can be read.
 * @param isExport whether a text is an export of Chorus, by its beginning: it tells the encodings of other times.
 * @throws Refused `BAD_DOCUMENT` when it is empty, too large, no text, or in an encoding of another time, named.
 */
export function textOf(bytes: Uint8Array, isExport: (text: string) => boolean): string {
  if (bytes.length > mostMegabytes * 1024 * 1024) {
    const given = (bytes.length / 1024 / 1024).toFixed(1).replace('.', ',');
    throw new Refused(
      'BAD_DOCUMENT',
      `Fichier de ${given} Mo refusé ; accepté : un export CSV de ${mostMegabytes} Mo au plus.`,
    );
  }
  const text = tidied(decoded(bytes, isExport));
  if (text.trim() === '') {
    throw new Refused('BAD_DOCUMENT', 'Ce fichier est vide ; accepté : un export CSV de Chorus.');
  }
  return text;
}

function decoded(bytes: Uint8Array, isExport: (text: string) => boolean): string {
  const wide = utf16(bytes);
  if (wide !== undefined) return wide;
  // A workbook or an image has null bytes, a CSV file never does.
  if (bytes.includes(0)) {
    throw new Refused(
      'BAD_DOCUMENT',
      'Ce fichier n’est pas un texte ; accepté : un export CSV de Chorus (un classeur s’enregistre d’abord au format CSV).',
    );
  }
  const text = utf8(bytes);
  if (text !== undefined) return text;
  refuseOld(bytes, isExport);
  return windows1252(bytes);
}

/** In an encoding of another time the headings are there, and are not in Windows-1252. */
function refuseOld(bytes: Uint8Array, isExport: (text: string) => boolean): void {
  const head = bytes.subarray(0, 1_000_000);
  if (isExport(tidied(windows1252(head)))) return;
  const encoding = oldEncodings.find((one) => isExport(tidied(decodedFrom(one, head))));
  if (!encoding) return;
  throw new Refused(
    'BAD_DOCUMENT',
    `Ce fichier est écrit en « ${encoding.name} » : refusé, ses accents seraient perdus ; accepté : UTF-8, UTF-16 ou Windows-1252 (dans un tableur : enregistrer sous « CSV UTF-8 »).`,
  );
}

/** One kind of line end, so that the numbers told are those that an editor shows. */
function tidied(text: string): string {
  return withoutEntities(text).replace(/\r\n?/g, '\n');
}
