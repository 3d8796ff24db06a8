import { chorusNumber } from '../convention/ledger/chorus-number.ts';
import { shown } from './cells.ts';
import type { ReadRow } from './row.ts';

/** What a line of the budget is charged to in Chorus (its `codes`). */
export interface ChorusScope {
  readonly id: string;
  readonly fundsCentre: string;
  readonly costCentre: string;
  readonly activities: readonly string[];
  readonly functionalDomain: string;
}

/** The line of the budget that a row is charged to: the first that nothing in it contradicts; or why none is, in French. */
export function chargedTo(
  row: ReadRow,
  scopes: readonly ChorusScope[],
): { readonly line: string | undefined } | { readonly reason: string } {
  const reasons = scopes.map((scope) => ({ scope, reason: elsewhere(row, scope) }));
  const ours = reasons.find(({ reason }) => reason === undefined);
  if (ours) return { line: scopes.length > 1 ? ours.scope.id : undefined };
  return { reason: reasons[0]?.reason ?? 'aucune ligne de budget' };
}

function elsewhere(row: ReadRow, scope: ChorusScope): string | undefined {
  const { fundsCentre, costCentre, activities, functionalDomain } = scope;
  const checks = [
    ['autre centre financier', row.code('fundsCentre'), [fundsCentre]],
    ['autre centre de coût', row.code('costCentre'), [costCentre]],
    ['autre activité', row.code('activity'), activities],
    ['autre domaine fonctionnel', row.code('functionalDomain'), [functionalDomain]],
  ] as const;
  for (const [reason, code, ours] of checks) {
    if (code !== '' && !ours.some((one) => compared(one) === compared(code)))
      return `${reason} : « ${shown(code)} »`;
  }
  return undefined;
}

/** A code as it is compared: a spreadsheet may have taken the zeros from its head. */
function compared(code: string): string {
  return chorusNumber(code).toUpperCase();
}
