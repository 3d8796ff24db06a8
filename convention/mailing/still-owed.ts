import { capitalised, enumerated } from '../calendar/french.ts';
import type { Convention } from '../convention.ts';
import { dutiesOf, outcomeOf } from '../duties/duties.ts';
import type { DutyKind } from '../duties/duty.ts';

/**
 * What a convention still asks once its end is near, and nobody has done: what its document names, or an amendment has left owed.
 * @param balance how the letter calls the agreement on the balance.
 * @param before what is also owed, before that agreement.
 */
export function stillOwed(convention: Convention, balance: string, ...before: string[]): readonly string[] {
  const { document } = convention;
  const [handOver] = toDo(convention, 'hand-over');
  const isDelivered = toDo(convention, 'deliverable').length === 0;
  return [
    ...(toDo(convention, 'final-report').length > 0 ? ['le compte rendu final'] : []),
    ...(isDelivered ? [] : ['la remise des livrables']),
    ...(isDelivered && handOver ? [`« ${handOver} »`] : []),
    ...before,
    ...(document.balance ? [balance] : []),
  ];
}

/** The reports still to be handed over but the final one, by their titles. */
export function reportsToDo(convention: Convention): readonly string[] {
  return toDo(convention, 'monthly-report').map((title) => `« ${title} »`);
}

function toDo(convention: Convention, kind: DutyKind): string[] {
  return dutiesOf(convention).flatMap((duty) =>
    duty.kind === kind && !outcomeOf(convention, duty) ? [duty.title] : [],
  );
}

/** A paragraph that names what is owed, or none: `Reste à faire : le compte rendu final et l’accord sur le solde.` */
export function listOfOwed(owed: readonly string[]): string[] {
  return owed.length === 0 ? [] : [`Reste à faire : ${enumerated(owed)}.`];
}

/** The same, as a sentence that ends with its verb. */
export function sentenceOfOwed(owed: readonly string[]): string[] {
  if (owed.length === 0) return [];
  return [`${capitalised(enumerated(owed))} ${owed.length === 1 ? 'reste' : 'restent'} à faire.`];
}
