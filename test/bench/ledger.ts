import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActInput, ActName } from '../../acts/acts.ts';
import { readChorus } from '../../chorus/read-chorus.ts';
import { scopeOf } from '../../chorus/scope.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { linesOf } from '../../convention/ledger/budget-lines.ts';
import { openStage, quietly, type Stage, workflowBundle } from '../../rehearsal/stage.ts';
import { infBud53, type OrderRow } from '../chorus/files.ts';

/** How long a convention of ten thousand ledger lines keeps people waiting, in seconds. */
export interface LedgerFigures {
  /** Reads a file of 10,000 lines and brings it into the ledger. */
  readonly importing: number;
  /** The slowest of some acts afterwards. */
  readonly act: number;
  /** Where the convention stands, asked afterwards. */
  readonly view: number;
}

const by = 'bench';

/** Lives a convention with a large ledger on a stage of its own, and measures. */
export async function measureLedger(document: ConventionDocument): Promise<LedgerFigures> {
  quietly('ERROR');
  const folder = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
  const stage = await openStage({ workflowBundle });
  try {
    const file = join(folder, 'INF-BUD-53.csv');
    const bytes = infBud53(orders());
    await writeFile(file, bytes);
    await begins(stage, document);
    const importing = await seconds(async () => {
      const { lines } = readChorus(bytes, linesOf(document.budget).map(scopeOf), {
        on: plainDateOf('2020-04-10'),
      });
      const sha256 = 'c'.repeat(64);
      await stage.conventions.act(document.id, 'importLedger', {
        by,
        source: 'INF-BUD-53.csv',
        sha256,
        lines: [...lines],
      });
    });
    const entry = (amount: number) => ({
      by,
      entry: { kind: 'change', order: '1500000000', amount, on: '2020-04-10', reference: 'bench' } as const,
    });
    const acts = [
      await timed(stage, document.id, 'recordEntry', entry(10)),
      await timed(stage, document.id, 'requestInformation', { by, from: 'delegatee', subject: 'prévision' }),
      await timed(stage, document.id, 'recordEntry', entry(-10)),
      await timed(stage, document.id, 'markDone', {
        by,
        duties: [{ duty: 'chorus-access', evidence: 'ticket' }],
      }),
    ];
    const view = await seconds(() => stage.conventions.view(document.id));
    return { importing, act: Math.max(...acts), view };
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function timed<Name extends ActName>(stage: Stage, id: string, name: Name, input: ActInput<Name>) {
  return seconds(() => stage.conventions.act(id, name, input));
}

async function begins({ conventions }: Stage, document: ConventionDocument): Promise<void> {
  const clockOffsetMs = parisInstant(plainDateOf('2020-04-10'), '12:00') - Date.now();
  await conventions.start(document, by, { clockOffsetMs });
  await conventions.act(document.id, 'confirmEffect', { by, on: '2020-04-10', reason: 'bench' });
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return (performance.now() - startedAt) / 1000;
}

/** 5,000 items of orders, each with what was accepted of it: 10,000 lines. */
function orders(): OrderRow[] {
  return Array.from({ length: 5000 }, (_, rank) => ({
    order: String(1_500_000_000 + Math.floor(rank / 20)),
    item: String(10 * (1 + (rank % 20))),
    supplier: `Fournisseur ${rank % 211}`,
    contract: `MARCHE-${rank % 37}`,
    acceptedOn: '10.04.2020',
    engaged: 1500 + (rank % 400),
    certified: 700 + (rank % 300),
  }));
}
