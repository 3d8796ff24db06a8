import { enumerated } from '../convention/calendar/french.ts';
import type { BudgetLine } from '../convention/ledger/budget-lines.ts';
import { chorusNumber } from '../convention/ledger/chorus-number.ts';
import { shown } from './cells.ts';
import type { ReadRow } from './row.ts';

/** What a line of the budget is charged to in Chorus (its `codes`); empty where the text does not say it. */
export interface ChorusScope {
  readonly id: string;
  readonly name?: string;
  readonly fundsCentre: string;
  readonly costCentre: string;
  readonly activities: readonly string[];
  readonly functionalDomain: string;
}

/** What a line of the budget is charged to, by the codes that its text gives. */
export function scopeOf({ id, name, codes = {} }: BudgetLine): ChorusScope {
  const { fundsCentre = '', costCentre = '', activities = [], functionalDomain = '' } = codes;
  return { id, name, fundsCentre, costCentre, activities, functionalDomain };
}

/** What is said before an import where the text gives no code at all: nothing tells whose rows these are. */
export const wholeFile =
  'Le document ne donne aucune imputation : rien ne dit quelles lignes du fichier sont de cette convention, toutes sont retenues.';

/** Whether a row that says to what it is charged may be told from another's. */
export function hasCodes({ fundsCentre, costCentre, activities, functionalDomain }: ChorusScope): boolean {
  return [fundsCentre, costCentre, functionalDomain, ...activities].some((code) => code !== '');
}

/** The line of the budget that a row is charged to; `undefined` when there is but one. */
type Charged = { readonly line: string | undefined } | { readonly reason: string };

/**
 * The line of the budget that a row is charged to, or why none is, in French. An only line has whatever its codes do not
 * contradict; of several, that line whose codes are most of the row's, else that of its order.
 */
export function chargedTo(
  row: ReadRow,
  scopes: readonly ChorusScope[],
  lineOfOrder?: (order: string) => string | undefined,
): Charged {
  const compared = scopes.map((scope) => ({ scope, ...comparedWith(row, scope) }));
  const possible = compared.filter(({ contradicted }) => contradicted === undefined);
  if (possible.length === 0) return { reason: compared[0]?.contradicted ?? 'aucune ligne de budget' };
  if (scopes.length === 1) return { line: undefined };
  const most = Math.max(...possible.map(({ agreed }) => agreed));
  const [ours, ...others] = most === 0 ? [] : possible.filter(({ agreed }) => agreed === most);
  if (ours && others.length === 0) return { line: ours.scope.id };
  const known = lineOfOrder?.(chorusNumber(row.text('order').slice(0, 70)));
  if (known !== undefined && possible.some(({ scope }) => scope.id === known)) return { line: known };
  return {
    reason: undecided(
      row,
      possible.map(({ scope }) => scope),
    ),
  };
}

/** The codes that tell to what something is charged: their column, what they are called, and those of a line of the budget. */
export const chargedColumns = [
  ['fundsCentre', 'centre financier', ({ fundsCentre }: ChorusScope) => [fundsCentre]],
  ['costCentre', 'centre de coût', ({ costCentre }: ChorusScope) => [costCentre]],
  ['activity', 'activité', ({ activities }: ChorusScope) => activities],
  ['functionalDomain', 'domaine fonctionnel', ({ functionalDomain }: ChorusScope) => [functionalDomain]],
] as const;

/** How many codes of a row are those of a line, and the first that is another. */
function comparedWith(
  row: ReadRow,
  scope: ChorusScope,
): { readonly agreed: number; readonly contradicted: string | undefined } {
  let agreed = 0;
  for (const [column, name, codesOf] of chargedColumns) {
    const code = row.code(column);
    const ours = codesOf(scope).filter(Boolean);
    if (code === '' || ours.length === 0) continue;
    if (!ours.some((one) => asCompared(one) === asCompared(code)))
      return { agreed, contradicted: `autre ${name} : « ${shown(code)} »` };
    agreed += 1;
  }
  return { agreed, contradicted: undefined };
}

/** Which codes would tell the line of a row: where it has some, the document gives them to no line apart. */
function undecided(row: ReadRow, scopes: readonly ChorusScope[]): string {
  const said = chargedColumns.filter(([column]) => row.code(column) !== '').map(([, name]) => name);
  const lines = enumerated(scopes.map(({ id, name = id }) => `« ${name} »`));
  return said.length === 0
    ? `ligne du budget inconnue : il faudrait à l’export un code de ${lines} (${chargedColumns.map(([, name]) => name).join(', ')})`
    : `ligne du budget inconnue : il faudrait au document des codes propres à ${lines} (${said.join(', ')})`;
}

/** A code as it is compared: a spreadsheet may have taken the zeros from its head. */
export function asCompared(code: string): string {
  return chorusNumber(code).toUpperCase();
}
