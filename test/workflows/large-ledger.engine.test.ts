import { totalsOf } from '../../convention/ledger/totals.ts';
import { countEvents } from '../../rehearsal/events.ts';
import { manyLines } from '../support/large-ledger.ts';
import { takesEffect } from '../support/lives.ts';
import { quiet } from '../support/money-lives.ts';
import { inFull } from '../support/runs.ts';
import { by, openScene, type Scene } from '../support/scene.ts';

describe('a convention of ten thousand ledger lines', () => {
  const lines = manyLines(10_000, 9_000_000);
  let scene: Scene;
  beforeAll(async () => {
    // Goes on in a new run every few acts: the ledger is carried over each time.
    scene = await openScene({ document: quiet, start: { historyEvents: 60 } });
    await takesEffect(scene);
    const text = await scene.act('importLedger', {
      by,
      source: 'INF-BUD-53.csv',
      sha256: 'b'.repeat(64),
      lines,
    });
    expect(text).toContain('lignes nouvelles 10\u202f000');
  });
  afterAll(() => scene.close());

  test('holds the very totals of the file', async () => {
    const { ledger } = await scene.stage.conventions.record(scene.id);
    const sum = (kind: string) =>
      lines.reduce((total, line) => total + (line.kind === kind ? line.amount : 0), 0);
    expect(ledger).toHaveLength(10_000);
    expect(totalsOf(ledger)).toMatchObject({ committed: sum('commitment'), paid: sum('payment') });
  });

  test('takes the same file again as nothing new', async () => {
    const again = scene.act('importLedger', { by, source: 'again.csv', sha256: 'b'.repeat(64), lines });
    await expect(again).rejects.toMatchObject({ code: 'ALREADY_DONE' });
  });

  test('goes on in new runs with its whole ledger, and takes acts all along', async () => {
    const last = inFull ? 9 : 6;
    for (let month = 5; month <= last; month++) {
      await scene.advanceTo(`2020-0${month}-10`);
      await scene.act('recordEntry', {
        by,
        entry: {
          kind: 'change',
          order: '1500000000',
          amount: 100,
          on: `2020-0${month}-10`,
          reference: 'modification',
        },
      });
      await scene.act('submitReport', {
        by,
        period: `2020-0${month - 1}`,
        progress: 'Bien',
        forecast: 'Stable',
      });
    }
    expect((await countEvents(scene.stage, scene.id)).runs).toBeGreaterThan(1);
    const { ledger } = await scene.stage.conventions.record(scene.id);
    expect(ledger).toHaveLength(10_000 + last - 4);
    expect((await scene.view()).money.entries).toBe(10_000 + last - 4);
  });
});
