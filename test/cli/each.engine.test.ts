import { allConventions } from '../../client/on-many.ts';
import { foreseeOnMany, performOnMany, readForMany } from '../../client/shared-act.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { testDocument } from '../support/documents.ts';
import { bookStage, eventually } from '../support/scene.ts';
import { on, run } from './run.ts';

const today = plainDateOf('2020-09-14');
const circular = { year: '2020', commitments: '2020-11-27', payments: '2020-12-10' };
const words = Object.entries(circular).flatMap(([name, value]) => [`--${name}`, value]);
const by = 'Camille';
const count = 4;

describe('one act in many conventions', () => {
  let stage: Stage;
  const ids: string[] = [];

  beforeAll(async () => {
    stage = await bookStage(`each-${process.pid}`);
    const clockOffsetMs = parisInstant(today, '12:00') - Date.now();
    for (let rank = 0; rank < count; rank++) {
      const document = testDocument();
      ids.push(document.id);
      await stage.conventions.start(document, by, { clockOffsetMs });
    }
    const { yearEnd: _none, ...without } = testDocument();
    ids.push(without.id);
    await stage.conventions.start(without, by, { clockOffsetMs });
    await eventually(
      async () => (await allConventions(stage.conventions)).length === ids.length || undefined,
    );
  });
  afterAll(() => stage.close());

  const the = (...given: string[]) => run(['each', ...given], on(stage));
  const told = async (act: string) => {
    const records = await Promise.all(ids.map((id) => stage.conventions.record(id)));
    return records.map(({ journal }) => journal.filter((line) => line.act === act).length);
  };

  test('is shown first: what it does in each, and where it is refused', async () => {
    const { code, stdout } = await the('year-end', ...words);
    expect(code).toBe(0);
    expect(stdout).toContain('Fin de gestion 2020 : AE 27 novembre 2020, CP 10 décembre 2020');
    expect(stdout).toMatch(
      new RegExp(`${ids.at(-1)}\\s+La convention ne prévoit rien de tel \\(fin de gestion\\)`),
    );
    expect(stdout).toMatch(/Rien n’est fait : ajoutez --yes/);
    expect(await told('recordYearEnd')).toEqual(ids.map(() => 0));
  });

  test('killed in the middle, then resumed, is done once in each', async () => {
    const read = readForMany('recordYearEnd', circular, by);
    if (!read.ok) throw new Error(read.faults[0]?.message);
    const sign = () => ({ mark: 'm'.repeat(22) });
    const now = parisInstant(today, '12:00');
    const foreseen = await foreseeOnMany(stage.conventions, ids, read.asked, sign, { now, today });
    const targets = foreseen.filter((one) => 'consequences' in one);
    expect(targets.map(({ id }) => id)).toEqual(ids.slice(0, count));
    const batch = { batch: 'essai', sign };
    let sent = 0;
    // Half of them are done, and nobody is there any more to learn it.
    const killed = {
      record: (id: string) => stage.conventions.record(id),
      async perform(...asked: Parameters<Stage['conventions']['perform']>): Promise<string> {
        sent += 1;
        if (sent <= count / 2) await stage.conventions.perform(...asked);
        throw new Error('killed');
      },
    };
    await expect(performOnMany(killed, targets, read.asked, batch)).rejects.toThrow('killed');
    await eventually(async () => {
      const done = (await told('recordYearEnd')).filter((lines) => lines === 1).length;
      return done === count / 2 || undefined;
    });
    for (let time = 0; time < 2; time++) {
      const again = await performOnMany(stage.conventions, targets, read.asked, batch);
      expect(again.map(({ state }) => state)).toEqual(targets.map(() => 'done'));
    }
    expect(await told('recordYearEnd')).toEqual(ids.map((_id, rank) => (rank < count ? 1 : 0)));
  });

  test('asked again, tells what is done already, and each refusal by its exit code', async () => {
    const { code, stdout, stderr } = await the('year-end', ...words, '--yes');
    expect(stdout).toMatch(/Conventions : déjà ainsi 4, refusées 1\./);
    expect(stderr).toMatch(/Acte impossible à ce stade\. Refusé : 1 sur 5/);
    expect(code).toBe(1);
    expect(await told('recordYearEnd')).toEqual(ids.map((_id, rank) => (rank < count ? 1 : 0)));
  });

  test('replaces somebody who left, wherever they have that address', async () => {
    const former = (await stage.conventions.record(ids[0] ?? '')).document.delegator.contacts[1]?.email ?? '';
    const person = ['--name', 'Marie Martin', '--email', 'marie.martin@dgefp.example', '--reason', 'départ'];
    const { code, stdout } = await the('contact', '--former', former.toUpperCase(), ...person, '--yes');
    expect(stdout).toMatch(/Conventions : faites 5\./);
    expect(code).toBe(0);
    const again = await the('contact', '--former', former, ...person, '--yes', '--json');
    expect(again.code).toBe(0);
    expect(again.json()).toMatchObject({ of: 5, conventions: [], outcomes: [] });
    expect(await told('replaceContact')).toEqual(ids.map(() => 1));
  });

  test('says what is missing by the names of its options', async () => {
    const { code, stderr } = await the('year-end', '--year', '2020');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--commitments : /);
  });
});
