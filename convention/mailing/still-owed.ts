import { capitalised, enumerated } from '../calendar/french.ts';
import type { Convention } from '../convention.ts';
import { stillOwedUnder } from '../duties/left-owed.ts';

/**
 * What a convention still asks once its end is near: what its document names, or an amendment has left owed.
 * @param balance how the letter calls the agreement on the balance.
 * @param before what is also owed, before that agreement.
 */
export function stillOwed(convention: Convention, balance: string, ...before: string[]): readonly string[] {
  const { document } = convention;
  const [reports = [], ...handedOver] = (['reports', 'handOver', 'deliverables'] as const).map((clause) =>
    stillOwedUnder(convention, clause),
  );
  const isReported = document.reports?.final || reports.some(({ kind }) => kind === 'final-report');
  const isHandedOver = document.handOver || document.deliverables || handedOver.flat().length > 0;
  return [
    ...(isReported ? ['le compte rendu final'] : []),
    ...(isHandedOver ? ['la remise des livrables'] : []),
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
