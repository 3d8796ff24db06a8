import type { ActInput } from '../../acts/acts.ts';

type Lines = ActInput<'importLedger'>['lines'];

/**
 * Lines as a large convention's exports would give them: orders of 100 lines each (their items, what was accepted,
 * what was paid), no two alike.
 * @param total Σ AE, in cents.
 */
export function manyLines(count: number, total: number): Lines {
  const commitments = Math.floor(count / 2);
  const share = Math.floor(total / commitments);
  return Array.from({ length: count }, (_, rank) => {
    const commits = rank < commitments;
    const item = commits ? rank : rank - commitments;
    const order = String(1_500_000_000 + Math.floor(item / 50));
    const at = `${order} ${10 * (1 + (item % 50))}`;
    return {
      key: `${commits ? 'AE' : 'CP'} ${at}`,
      kind: commits ? 'commitment' : 'payment',
      order,
      on: '2020-04-10',
      amount: commits ? share : Math.max(1, (share - 1 - (item % 7)) >> 1),
      supplier: `Fournisseur ${item % 211}`,
      contract: `MARCHE-${item % 37}`,
      reference: `EJ ${order}, poste ${10 * (1 + (item % 50))}, pièce ${7_000_000 + rank * 13}`,
    };
  });
}
