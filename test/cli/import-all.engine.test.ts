import { importShared, planShared } from '../../client/shared-import.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { OutcomeUnknown } from '../../convention/errors.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { infBud53, type OrderRow } from '../chorus/files.ts';
import { testDocument } from '../support/documents.ts';
import { bookStage, eventually } from '../support/scene.ts';
import { filesOf, on, run } from './run.ts';

const places = ['PARIS', 'LYON', 'NICE'] as const;
const row = (costCentre: string, order: string, engaged: number): OrderRow => ({
  costCentre,
  order,
  engaged,
  acceptedOn: '10.04.2020',
});
const rows = [
  row('CC-PARIS', '1500000001', 10_000),
  row('CC-PARIS', '1500000002', 2_345),
  row('CC-LYON', '1500000003', 7_001),
  // More than the ceiling.
  row('CC-NICE', '1500000004', 900_000_000),
  row('CC-BREST', '1500000005', 55),
];
const bytes = infBud53(rows);
const file = filesOf({ 'export.csv': bytes });

describe('one export of Chorus for all conventions', () => {
  let stage: Stage;
  const ids: string[] = [];

  beforeAll(async () => {
    stage = await bookStage(`import-all-${process.pid}`);
    const clockOffsetMs = parisInstant(plainDateOf('2020-04-10'), '12:00') - Date.now();
    for (const place of places) {
      const codes = { fundsCentre: '0103-CEFP-C003', costCentre: `CC-${place}` };
      const document = testDocument({ budget: { codes } });
      ids.push(document.id);
      await stage.conventions.start(document, 'Camille', { clockOffsetMs });
      const effect = { by: 'Camille', on: '2020-04-10', reason: 'publiée' };
      await stage.conventions.act(document.id, 'confirmEffect', effect);
    }
    await eventually(async () =>
      (await stage.conventions.list()).conventions.length === places.length ? true : undefined,
    );
  });
  afterAll(() => stage.close());

  const the = (...given: string[]) =>
    run(['import-all', file('export.csv'), '--on', '2020-04-10', ...given], on(stage));
  const committed = async () =>
    Promise.all(ids.map(async (id) => totalsOf((await stage.conventions.record(id)).ledger).committed));
  const imports = async (id = '') =>
    (await stage.conventions.record(id)).journal.filter(({ act }) => act === 'importLedger').length;

  test('is shown first: what is whose, and what is nobody’s', async () => {
    const { code, stdout } = await the();
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`${ids[0]}\\s+2\\s+123,45\\s€\\s+0,00\\s€\\s+nouvelles 2`));
    expect(stdout).toMatch(/Lignes qui ne reviennent à aucune convention : 1/);
    expect(stdout).toMatch(/imputation inconnue/);
    expect(stdout).toMatch(/Rien n’est enregistré : ajoutez --yes/);
    expect(await committed()).toEqual([0, 0, 0]);
  });

  test('cut off after what one convention was sent, then resumed, is done once for each', async () => {
    const today = plainDateOf('2020-04-10');
    const options = { on: today, today, payments: false, file: 'export.csv' };
    const plan = await planShared(stage.conventions, ids.slice(0, 2), bytes, options);
    const cut = {
      act: async (...asked: Parameters<Stage['conventions']['act']>) => {
        await stage.conventions.act(...asked);
        throw new OutcomeUnknown(String(asked[3]), 'coupé');
      },
    } as Pick<Stage['conventions'], 'act'>;
    const who = { by: 'Camille', mark: 'm'.repeat(22) };
    const outcomes = await importShared(cut, plan, who);
    expect(outcomes.map(({ state }) => state)).toContain('unanswered');
    // As whoever has not learnt what came of it asks again, before it has read anything anew.
    const again = await importShared(stage.conventions, plan, who);
    expect(again.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await Promise.all(ids.map(imports))).toEqual([1, 1, 0]);
    expect(await committed()).toEqual([12_345, 7_001, 0]);
  });

  test('tells what is done already and each refusal, and leaves what is there', async () => {
    const first = await the('--yes', '--json');
    expect(first.code).toBe(1);
    const answer = Object(first.json());
    expect(answer).toMatchObject({
      totals: { commitment: 900_019_401 },
      shares: [...ids].sort().map((id) => ({ id, state: id === ids[2] ? 'refused' : 'known' })),
      unclaimed: [{ line: 9, between: [], totals: { commitment: 55 } }],
    });
    expect(Object((await the('--yes', '--json')).json()).shares).toEqual(answer.shares);
    const { code, stderr } = await the('--yes');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^Crédits insuffisants\\. Refusé : 1 sur 3, et d’abord « ${ids[2]} » : `, 'm'),
    );
    expect((await stage.conventions.record(ids[2] ?? '')).shortfalls).toHaveLength(1);
    expect(await imports(ids[2])).toBe(1);
    expect(await committed()).toEqual([12_345, 7_001, 0]);
  });
});
