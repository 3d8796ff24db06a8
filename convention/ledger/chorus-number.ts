import { line } from '../document/fields.ts';

/**
 * A number by which Chorus names something, as it is compared: `1500012345 ` and `1500012345` are one order, and so are
 * `000195567` and `195567`, since a spreadsheet takes the zeros from the head of a number.
 */
export function chorusNumber(given: string): string {
  // Invisible marks come along with what is copied from a page.
  const number = given.replace(/[\s\p{Cf}]+/gu, '');
  return /^\d+$/.test(number) ? number.replace(/^0+(?=\d)/, '') : number;
}

/** An order number (N° EJ), typed or imported: kept as it is compared. */
export const orderNumber = line(40)
  .overwrite(chorusNumber)
  .min(1, 'un numéro d’engagement juridique, de 1 à 40 caractères')
  .describe('Numéro de l’engagement juridique (N° EJ)');
