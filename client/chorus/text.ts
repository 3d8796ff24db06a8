import { Refused } from '../../convention/errors.ts';

const mostMegabytes = 20;

/**
 * The text of an exported file, its lines ended by `\n`: UTF-8 with or without a byte order mark, else Windows-1252,
 * in which any bytes can be read.
 * @throws Refused `BAD_DOCUMENT` when it is empty, too large, or no text.
 */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length > mostMegabytes * 1024 * 1024) {
    const given = (bytes.length / 1024 / 1024).toFixed(1).replace('.', ',');
    throw new Refused(
      'BAD_DOCUMENT',
      `Fichier de ${given} Mo refusé ; accepté : un export CSV de ${mostMegabytes} Mo au plus.`,
    );
  }
  // A workbook or an image has null bytes, a CSV file never does.
  if (bytes.includes(0)) {
    throw new Refused(
      'BAD_DOCUMENT',
      'Ce fichier n’est pas un texte ; accepté : un export CSV de Chorus (un classeur s’enregistre d’abord au format CSV).',
    );
  }
  const text = decoded(bytes);
  if (text.trim() === '') {
    throw new Refused('BAD_DOCUMENT', 'Ce fichier est vide ; accepté : un export CSV de Chorus.');
  }
  // One kind of line end, so that the numbers told are those that an editor shows.
  return text.replace(/\r\n?/g, '\n');
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

// The bytes 0x80 to 0x9f. Several releases of Node.js take windows-1252 for Latin-1, which has no letters there.
const letters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009f]/g, (letter) => letters.charAt(letter.charCodeAt(0) - 0x80));
}
