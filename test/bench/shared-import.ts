import { setTimeout } from 'node:timers/promises';
import { allConventions } from '../../client/on-many.ts';
import { importShared, planShared } from '../../client/shared-import.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import { infBud53, type OrderRow } from '../chorus/files.ts';
import { type Field, forEach, openField } from './field.ts';

/** How long one export for many conventions keeps whoever imports it waiting. */
export interface SharedImportFigures {
  /** Seconds until it is shown what is whose, each record read. */
  readonly preview: number;
  /** Seconds from the file to the last convention that has its share. */
  readonly whole: number;
  /** Cents of the file, of what ledgers have come to, and of what is nobody's. */
  readonly told: number;
  readonly kept: number;
  readonly nobodys: number;
}

const by = 'bench';
const today = plainDateOf('2020-04-10');
const fundsCentre = '0103-CEFP-C003';

/** Imports one file into conventions on a server and a worker of their own. */
export async function measureSharedImport(
  written: ConventionDocument,
  count: number,
  lines: number,
): Promise<SharedImportFigures> {
  const field = await openField('ours');
  const { conventions } = field;
  try {
    const clockOffsetMs = parisInstant(today, '12:00') - Date.now();
    await forEach(count, 4, async (rank) => {
      const document = coded(written, rank);
      await conventions.start(document, by, { clockOffsetMs });
      await conventions.act(document.id, 'confirmEffect', { by, on: today, reason: 'bench' });
    });
    while ((await allConventions(conventions)).length < count) await setTimeout(100);
    await atRest(field);
    const bytes = infBud53(rowsOf(count, lines), { grandTotal: true });
    const startedAt = performance.now();
    const ids = await allConventions(conventions);
    const plan = await planShared(conventions, ids, bytes, {
      on: today,
      today,
      payments: false,
      file: 'INF-BUD-53.csv',
    });
    const preview = (performance.now() - startedAt) / 1000;
    const outcomes = await importShared(conventions, plan, { by, mark: 'm'.repeat(22) });
    const whole = (performance.now() - startedAt) / 1000;
    const failed = outcomes.find(({ state }) => state !== 'done');
    if (failed) throw new Error(`${failed.id}: ${failed.text}`);
    let kept = 0;
    for (const id of ids) kept += totalsOf((await conventions.record(id)).ledger).committed;
    const nobodys = plan.unclaimed.reduce((sum, { totals }) => sum + totals.commitment, 0);
    return { preview, whole, told: plan.totals.commitment, kept, nobodys };
  } finally {
    await field.close();
  }
}

/** Waits until no letter of their first day is still to leave: it would be counted as the import's. */
export async function atRest({ letters }: Field): Promise<void> {
  let before = -1;
  for (let now = (await letters()).length; now !== before; now = (await letters()).length) {
    before = now;
    await setTimeout(5000);
  }
}

/** One of them, which all have one funds centre, and each a cost centre of its own. */
function coded(written: ConventionDocument, rank: number): ConventionDocument {
  const { budget } = written;
  if (!budget) throw new Error('no budget');
  const codes = { fundsCentre, activities: [], costCentre: `CC-${rank}` };
  return { ...written, id: `${written.id}-${rank}`, budget: { ...budget, codes } };
}

/** Items of orders, one in a hundred charged to what no convention has. */
function rowsOf(count: number, lines: number): OrderRow[] {
  return Array.from({ length: lines }, (_, rank) => ({
    order: String(1_500_000_000 + Math.floor(rank / 10)),
    item: String(10 * (1 + (rank % 10))),
    fundsCentre,
    costCentre: rank % 100 === 99 ? 'CC-AUTRE' : `CC-${Math.floor(rank / 10) % count}`,
    acceptedOn: '10.04.2020',
    engaged: 1501 + (rank % 397),
  }));
}
