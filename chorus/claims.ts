import { enumerated } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { linesOf } from '../convention/ledger/budget-lines.ts';
import { chorusNumber } from '../convention/ledger/chorus-number.ts';
import type { ImportLine } from '../convention/ledger/import-line.ts';
import { accountsOf } from '../convention/ledger/totals.ts';
import { shown } from './cells.ts';
import type { ReadRow } from './row.ts';
import { asCompared, type ChorusScope, chargedColumns, scopeOf } from './scope.ts';

/** Whose a row of a shared export is, or why nobody's, in French. */
export type Claim =
  | { readonly of: string }
  | {
      readonly reason: string;
      /** Those between which nothing decides. */
      readonly between: readonly string[];
    };

type Column = (typeof chargedColumns)[number][0];
/** The codes of a row, as they are compared; empty where it says none. */
type RowCodes = ReadonlyMap<Column, string>;
/** Those of a line of a budget. */
type Codes = readonly (readonly [Column, ReadonlySet<string>])[];

interface Claimant {
  readonly id: string;
  /** The codes that each line of its budget has, as they are compared. */
  readonly lines: readonly Codes[];
  readonly orders: ReadonlySet<string>;
  readonly holds: (line: ImportLine) => boolean;
}

/** A convention that may have a row, and in which columns its codes are those of the row. */
interface Possible {
  readonly claimant: Claimant;
  readonly agreed: ReadonlySet<Column>;
}

/**
 * Tells whose the rows of a shared export are, among conventions. A row is that of a convention whose codes it has, or
 * whose ledger has its order, and none of whose codes it contradicts. Of several, it is that whose ledger has the order,
 * else that whose life holds its day, else that which says all that the others say of it, and more. Where that leaves
 * more than one, it is nobody's: money that may be of two conventions is counted in neither.
 *
 * @param holds whether a line is within the life of a convention.
 */
export function claimsAmong(
  conventions: readonly Convention[],
  holds: (convention: Convention, line: ImportLine) => boolean,
): (row: ReadRow, movements: readonly ImportLine[]) => Claim {
  const claimants = conventions.map(
    (convention): Claimant => ({
      id: convention.document.id,
      lines: linesOf(convention.document.budget).map((line) => codesOf(scopeOf(line))),
      orders: new Set(accountsOf(convention.ledger).keys()),
      holds: (line) => holds(convention, line),
    }),
  );
  const byCode = indexed(claimants, ({ lines }) =>
    lines.flat().flatMap(([column, codes]) => [...codes].map((code) => `${column} ${code}`)),
  );
  const byOrder = indexed(claimants, ({ orders }) => orders);
  // A file has few codes for many rows, and many conventions may share one of them.
  const known = new Map<string, readonly Possible[]>();
  const withCodes = (codes: RowCodes): readonly Possible[] => {
    const named = [...codes].map(([column, code]) => `${column} ${code}`);
    const key = named.join('\n');
    const before = known.get(key);
    if (before) return before;
    const concerned = new Set(named.flatMap((name) => byCode.get(name) ?? []));
    const found = [...concerned].flatMap((claimant) => possibleOf(claimant, codes));
    known.set(key, found);
    return found;
  };
  return (row, movements) => {
    const order = chorusNumber(row.text('order').slice(0, 70));
    const codes: RowCodes = new Map(chargedColumns.map(([column]) => [column, asCompared(row.code(column))]));
    const byCodes = withCodes(codes).filter(({ agreed }) => agreed.size > 0);
    const byTheirOrder = (byOrder.get(order) ?? []).flatMap((claimant) => possibleOf(claimant, codes));
    const others = byTheirOrder.filter(({ claimant }) => !byCodes.some((one) => one.claimant === claimant));
    const possible = [...byCodes, ...others];
    if (possible.length === 0) return { reason: unknownCodes(row), between: [] };
    const [one, ...rivals] = moreLikely(possible, order, movements);
    if (one && rivals.length === 0) return { of: one.claimant.id };
    const between = [one, ...rivals].flatMap((each) => each?.claimant.id ?? []).sort();
    return { reason: `peut être de ${enumerated(between.map((id) => `« ${id} »`))}`, between };
  };
}

function indexed(
  claimants: readonly Claimant[],
  keysOf: (claimant: Claimant) => Iterable<string>,
): ReadonlyMap<string, readonly Claimant[]> {
  const index = new Map<string, Claimant[]>();
  for (const claimant of claimants) {
    for (const key of new Set(keysOf(claimant))) {
      const those = index.get(key);
      if (those) those.push(claimant);
      else index.set(key, [claimant]);
    }
  }
  return index;
}

/** A convention that no code of a row contradicts. */
function possibleOf(claimant: Claimant, codes: RowCodes): Possible[] {
  const agreed = agreedBy(claimant, codes);
  return agreed ? [{ claimant, agreed }] : [];
}

function codesOf(scope: ChorusScope): Codes {
  return chargedColumns.flatMap(([column, , codes]) => {
    const own = codes(scope).filter(Boolean).map(asCompared);
    return own.length > 0 ? [[column, new Set(own)] as const] : [];
  });
}

/** In which columns a row has the codes of a convention, by the line of its budget that it is most like; `undefined` when it contradicts them all. */
function agreedBy({ lines }: Claimant, codes: RowCodes): ReadonlySet<Column> | undefined {
  let most: Set<Column> | undefined;
  for (const line of lines) {
    const compared = line.filter(([column]) => codes.get(column) !== '');
    if (!compared.every(([column, own]) => own.has(codes.get(column) ?? ''))) continue;
    if (!most || compared.length > most.size) most = new Set(compared.map(([column]) => column));
  }
  return most;
}

/** Those of several that are left once one is known by its ledger, its life or its codes. */
function moreLikely(
  possible: readonly Possible[],
  order: string,
  movements: readonly ImportLine[],
): readonly Possible[] {
  const [known, ...alsoKnown] = possible.filter(({ claimant }) => claimant.orders.has(order));
  if (known && alsoKnown.length === 0) return [known];
  const alive = possible.filter(({ claimant }) => movements.some((line) => claimant.holds(line)));
  const left = alive.length > 0 ? alive : possible;
  return left.filter(({ agreed }) => !left.some((other) => saysMore(other.agreed, agreed)));
}

/** Whether one says all that another says, and more. */
function saysMore(one: ReadonlySet<Column>, other: ReadonlySet<Column>): boolean {
  return one.size > other.size && [...other].every((column) => one.has(column));
}

/** What a row that is nobody's is charged to. */
function unknownCodes(row: ReadRow): string {
  const said = chargedColumns.flatMap(([column, name]) => {
    const code = row.code(column);
    return code === '' ? [] : [`${name} « ${shown(code)} »`];
  });
  return said.length === 0 ? 'aucune imputation' : `imputation inconnue : ${said.join(', ')}`;
}
