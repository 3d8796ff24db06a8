import { basename } from 'node:path';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { linesOf, linesOfOrders } from '../convention/ledger/budget-lines.ts';
import type { ImportLine } from '../convention/ledger/import-line.ts';
import { committedBy, type ImportPlan, planFor } from '../convention/ledger/import-plan.ts';
import type { Cents } from '../convention/ledger/money.ts';
import { accountsOf } from '../convention/ledger/totals.ts';
import { periodOf } from '../convention/term/term.ts';
import { cut } from './cells.ts';
import type { ChorusFault } from './chorus-fault.ts';
import { asKnown } from './known.ts';
import { type ChorusReading, readChorus } from './read-chorus.ts';
import { type ChorusScope, hasCodes, scopeOf } from './scope.ts';

/** How an export is brought into a ledger. */
export interface ImportOptions {
  /** The day of lines that the file does not date. */
  readonly on: PlainDate;
  readonly today: PlainDate;
  /** Whether payments are read from INF-BUD-53. */
  readonly payments: boolean;
  /** The year of INF-BUD-53, when the file does not say it. */
  readonly year?: number;
  /** Path of the file. */
  readonly file: string;
}

/** What an export would change in a ledger, before it does. */
export interface Import {
  readonly source: string;
  readonly reading: ChorusReading;
  /** Lines that are the convention's. */
  readonly lines: readonly ImportLine[];
  readonly ignored: ChorusReading['ignored'];
  /** Lines left out for their date or their order, by reason. */
  readonly outside: readonly { readonly key: string; readonly reason: string }[];
  readonly plan: ImportPlan;
  /** What it adds to Σ AE, in cents. */
  readonly committed: Cents;
  /** Whether the whole file is taken, since the text gives no code. */
  readonly isWhole: boolean;
}

/**
 * Reads an export of Chorus against a convention: which lines are its own, and what they would change.
 * @throws Refused `BAD_DOCUMENT` with every fault of the file, its line and the value given.
 */
export function readImport(convention: Convention, bytes: Uint8Array, options: ImportOptions): Import {
  const { on, payments, year, file } = options;
  const { budget } = convention.document;
  if (!budget) throw new Refused('NOT_NOW', 'La convention ne délègue pas de crédits : rien ne s’importe.');
  const { scopes, lineOfOrder } = chargingOf(convention);
  const reading = readChorus(bytes, scopes, {
    on,
    payments,
    lineOfOrder,
    ...(year === undefined ? {} : { year }),
  });
  refuseFaults(file, reading.faults);
  return importOf(convention, reading, options);
}

/** By what the rows of an export are told to be on each line of a convention's budget. */
export function chargingOf({ document, ledger }: Pick<Convention, 'document' | 'ledger'>): {
  readonly scopes: readonly ChorusScope[];
  /** The only line that an order is charged to already. */
  readonly lineOfOrder: (order: string) => string | undefined;
} {
  const charged = linesOfOrders(document, ledger);
  return {
    scopes: linesOf(document.budget).map(scopeOf),
    lineOfOrder: (order) => onlyOne(charged.get(order)),
  };
}

/**
 * An export that has faults is refused, whosever they are.
 * @throws Refused `BAD_DOCUMENT` with the first fifty, the line of each and the value given.
 */
export function refuseFaults(file: string, faults: readonly ChorusFault[]): void {
  if (faults.length === 0) return;
  const shown = faults.slice(0, 50).map((fault) => `  ${describe(fault)}`);
  const more = faults.length > 50 ? [`  … et ${faults.length - 50} autres`] : [];
  const count = faults.length > 1 ? `${faults.length} défauts` : 'un défaut';
  throw new Refused(
    'BAD_DOCUMENT',
    [`« ${basename(file)} » a ${count} : rien n’est importé.`, ...shown, ...more].join('\n'),
  );
}

/**
 * What the rows of a convention would change in its ledger.
 * @throws Refused `BAD_DOCUMENT` when one may be several things of the ledger.
 */
export function importOf(
  convention: Convention,
  reading: ChorusReading,
  { on, today, file }: Pick<ImportOptions, 'on' | 'today' | 'file'>,
): Import {
  const source = cut(basename(file), 100) || 'export';
  const standing = new Set(convention.ledger.flatMap(({ key }) => key ?? []));
  const told = asKnown([...reading.lines, ...reading.nil], convention.ledger);
  const orders = accountsOf(convention.ledger);
  // What comes to nothing only says something of what is there, by its key or typed by hand.
  const telling = told.filter(
    ({ key, kind, order, amount }) =>
      amount !== 0 || standing.has(key) || (kind === 'commitment' && orders.has(order)),
  );
  const dated = datedByUse(telling, on);
  const outside = dated.flatMap((line) => {
    const reason = outsideReason(convention, line, today);
    return reason === undefined ? [] : [{ key: line.key, reason }];
  });
  const left = new Set(outside.map(({ key }) => key));
  const lines = dated.filter(({ key }) => !left.has(key));
  const plan = planFor(convention, lines, source, today);
  const isWhole = !linesOf(convention.document.budget).some((line) => hasCodes(scopeOf(line)));
  const { ignored } = reading;
  return { source, reading, lines, ignored, outside, plan, committed: committedBy(plan), isWhole };
}

function onlyOne(lines: readonly string[] = []): string | undefined {
  return lines.length === 1 ? lines[0] : undefined;
}

function describe({ line, column, given, accepted }: ChorusFault): string {
  return `ligne ${line}, ${column} : « ${given} » refusé ; accepté : ${accepted}`;
}

/** Why lines of a file are left out, the most frequent reason first, with how many lines it leaves out. */
export function leftOut({
  ignored,
  outside,
}: Pick<Import, 'ignored' | 'outside'>): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { reason } of [...ignored, ...outside]) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** An order that the export does not date counts at the latest from what was first accepted or paid of it. */
function datedByUse(lines: readonly ImportLine[], on: PlainDate): readonly ImportLine[] {
  const first = new Map<string, PlainDate>();
  for (const line of lines) {
    const known = first.get(line.order);
    if (line.kind !== 'commitment' && (known === undefined || line.on < known))
      first.set(line.order, line.on);
  }
  return lines.map((line) => {
    const used = first.get(line.order);
    return line.kind === 'commitment' && line.on === on && used !== undefined && used < on
      ? { ...line, on: used }
      : line;
  });
}

/** Why a line on our own codes is not of this convention: another one, before or after, may use them too. */
export function outsideReason(
  convention: Convention,
  line: ImportLine,
  today: PlainDate,
): string | undefined {
  if (accountsOf(convention.ledger).has(line.order)) return undefined;
  const period = periodOf(convention);
  if (!period || period.effectiveOn > today) return undefined;
  if (line.on < period.effectiveOn) return `avant la prise d’effet, le ${period.effectiveOn}`;
  if (line.kind === 'commitment' && line.on > period.endsOn)
    return `après la fin de la convention, le ${period.endsOn}`;
  return undefined;
}
