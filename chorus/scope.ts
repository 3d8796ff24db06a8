import { chorusNumber } from '../convention/ledger/chorus-number.ts';
import { shown } from './cells.ts';
import type { ReadRow } from './row.ts';

/** What the convention is charged to in Chorus (`document.budget.codes`). */
export interface ChorusScope {
  readonly fundsCentre: string;
  readonly costCentre: string;
  readonly activities: readonly string[];
  readonly functionalDomain: string;
}

/** Why a row is charged to something else than the convention, in French; `undefined` when nothing in it says so. */
export function elsewhere(row: ReadRow, scope: ChorusScope): string | undefined {
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
