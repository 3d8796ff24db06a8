import { capitalised, enumerated } from '../calendar/french.ts';
import type { ConventionDocument } from '../document/schema.ts';

/**
 * What a convention still asks once its end is near: only what its document names.
 * @param balance how the letter calls the agreement on the balance.
 * @param before what is also owed, before that agreement.
 */
export function stillOwed(
  document: ConventionDocument,
  balance: string,
  ...before: string[]
): readonly string[] {
  return [
    ...(document.reports?.final ? ['le compte rendu final'] : []),
    ...(document.handOver || document.deliverables ? ['la remise des livrables'] : []),
    ...before,
    ...(document.balance ? [balance] : []),
  ];
}

/** A paragraph that names what is owed, or none: `Restent dus : le compte rendu final et l’accord sur le solde.` */
export function listOfOwed(owed: readonly string[]): string[] {
  if (owed.length === 0) return [];
  return [`${owed.length === 1 ? 'Reste dû' : 'Restent dus'} : ${enumerated(owed)}.`];
}

/** The same, as a sentence that ends with its verb. */
export function sentenceOfOwed(owed: readonly string[]): string[] {
  if (owed.length === 0) return [];
  return [`${capitalised(enumerated(owed))} ${owed.length === 1 ? 'reste dû' : 'restent dus'}.`];
}
