import { createHash } from 'node:crypto';
import type { ActInput } from '../../../acts/acts.ts';
import type { Convention } from '../../../convention/convention.ts';
import { linePositions } from '../../../convention/ledger/budget-lines.ts';
import type { ImportLine } from '../../../convention/ledger/import-line.ts';
import { spanTotals } from '../../../convention/ledger/sums.ts';
import { totalsOf } from '../../../convention/ledger/totals.ts';
import { spansOf } from '../../../convention/term/term.ts';
import { day, inForce } from '../support.ts';
import { lineOf } from './entries.ts';

/** A convention whose budget has two lines: up to 100 000 € and 30 000 €. */
export function twoLines(
  changes: Record<string, unknown> = {},
  budget: Record<string, unknown> = {},
): Convention {
  const p143 = { id: 'p143', name: 'Programme 143', ceiling: 30_000 };
  return inForce({
    budget: { id: 'p103', name: 'Programme 103', otherLines: [p143], ...budget },
    ...changes,
  });
}

/** An act that writes something in the ledger. */
export function entry(kind: string, order: string, amount: number, on: string, budgetLine?: string) {
  const supplier = kind === 'commitment' ? { supplier: 'Exemple' } : {};
  const charged = budgetLine ? { budgetLine } : {};
  const said = kind === 'credits' ? {} : { order };
  const written = { kind, on, amount, reference: order || 'crédits', ...said, ...supplier, ...charged };
  return ['recordEntry', { by: 'Ada', entry: written }] as const;
}

/** An import of lines of Chorus. */
export function importing(...lines: readonly ImportLine[]) {
  const sha256 = createHash('sha256').update(JSON.stringify(lines)).digest('hex');
  const sent: ActInput<'importLedger'> = { by: 'Ada', source: 'export.csv', sha256, lines: [...lines] };
  return ['importLedger', sent] as const;
}

/** A line of Chorus that is charged to a line of the budget. */
export function charged(
  budgetLine: string,
  ...[kind, order, item, euros, on]: Parameters<typeof lineOf>
): ImportLine {
  return { ...lineOf(kind, order, item, euros, on), budgetLine };
}

/** What is committed and paid on each line, in euros, by all entries. */
export function onEach(convention: Convention): Record<string, [committed: number, paid: number]> {
  const lines = linePositions(convention, [], 0);
  return Object.fromEntries(lines.map(({ id, committed, paid }) => [id, [committed / 100, paid / 100]]));
}

/** The lines of a budget come to what the whole does, in each period and in all, today and on any day. */
export function linesComeToTheWhole(convention: Convention, on = '2099-12-31'): void {
  const { ledger } = convention;
  const spans = spansOf(convention);
  const until = day(on);
  const sum = (lines: ReturnType<typeof linePositions>, total: 'available' | 'committed' | 'paid') =>
    lines.reduce((all, line) => all + line[total], 0);
  const whole = totalsOf(ledger);
  const all = linePositions(convention, [], 0);
  expect([sum(all, 'available'), sum(all, 'committed'), sum(all, 'paid')]).toEqual([
    whole.available,
    whole.committed,
    whole.paid,
  ]);
  for (const { rank } of spans) {
    const lines = linePositions(convention, spans, rank, until);
    const { available, committed, paid } = spanTotals(ledger, spans, rank, until);
    expect([sum(lines, 'available'), sum(lines, 'committed'), sum(lines, 'paid')]).toEqual([
      available,
      committed,
      paid,
    ]);
  }
}
