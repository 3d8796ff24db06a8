// The bytes 0x80 to 0x9f. Several releases of Node.js take windows-1252 for Latin-1, which has no letters there.
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** A text in Windows-1252, in which any bytes can be read. */
export function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\u0080-\u009f]/g, (letter) => windows.charAt(letter.charCodeAt(0) - 0x80));
}

/** An encoding of another time, which no byte tells from Windows-1252: only what the text then says does. */
export interface OldEncoding {
  readonly name: string;
  /** The characters of the bytes 0x80 to 0xff. */
  readonly letters: string;
}

/** The encodings that files of other times and machines still come in. */
export const oldEncodings: readonly OldEncoding[] = [
  {
    name: 'CP850 (MS-DOS)',
    letters:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  },
  {
    name: 'Mac OS Roman',
    letters:
      'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
  },
];

/** A text in an encoding of another time. */
export function decodedFrom({ letters }: OldEncoding, bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\u0080-\u00ff]/g, (letter) => letters.charAt(letter.charCodeAt(0) - 0x80));
}

/**
 * A text in UTF-16, as a spreadsheet saves « texte Unicode »: known by its mark, or by the null byte that every other byte
 * is; `undefined` when it is not.
 */
export function utf16(bytes: Uint8Array): string | undefined {
  const isBig = (bytes[0] === 0xfe && bytes[1] === 0xff) || hasNulls(bytes, 0);
  const isLittle = (bytes[0] === 0xff && bytes[1] === 0xfe) || hasNulls(bytes, 1);
  if (isBig === isLittle || bytes.length % 2 === 1) return undefined;
  try {
    // Not every build of Node.js decodes the other order.
    return new TextDecoder('utf-16le', { fatal: true }).decode(isBig ? Buffer.from(bytes).swap16() : bytes);
  } catch {
    return undefined;
  }
}

/** A text in UTF-8, with or without a byte order mark; `undefined` when it is not. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether most of the first bytes of even rank, or of odd rank, are null, and none of the others. */
function hasNulls(bytes: Uint8Array, rank: 0 | 1): boolean {
  let [nulls, others] = [0, 0];
  const length = Math.min(bytes.length, 4096);
  for (let index = 0; index < length; index++) {
    if (bytes[index] === 0 && index % 2 === rank) nulls++;
    else if (bytes[index] === 0) others++;
  }
  return others === 0 && nulls * 4 > length;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
