import { reconcile } from '../../audit/reconciliation.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { afterwards } from '../engine/support.ts';
import { by, eventually, openScene } from '../support/scene.ts';

const contact = 'dgefp-budget';

test('over weeks, what may wait for whoever has chosen Mondays is one letter on the first working day of each', async () => {
  const scene = await openScene({ document: { reminders: { spreadMinutes: 0 } } });
  afterwards(() => scene.close());
  const record = () => scene.stage.conventions.record(scene.id);
  const ask = (subject: string) => scene.act('requestInformation', { by, from: 'delegatee', subject });
  /** The days on which it was told of requests for the first time, with which. */
  const asked = async () => {
    const { mails } = await record();
    const known = new Set<string>();
    return mails.flatMap(({ at, about, contact: to }): [Instant, string[]][] => {
      const duties = to === contact ? about.flatMap((one) => /^request-\d+/.exec(one) ?? []) : [];
      const fresh = duties.filter((duty) => !known.has(duty));
      for (const duty of fresh) known.add(duty);
      return fresh.length > 0 ? [[at, fresh.sort()]] : [];
    });
  };
  const days = async (count: number) => {
    const found = await eventually(async () => {
      const all = await asked();
      return all.length >= count ? all : undefined;
    });
    return found.map(([at, duties]) => [parisDate(at), ...duties]);
  };

  await scene.advanceTo('2020-04-10');
  for (const publication of ['maignon', 'data-gouv'])
    await scene.act('recordPublication', { by, publication, on: '2020-04-10', evidence: 'attestation' });
  await scene.advanceTo('2020-05-04');
  await scene.act('chooseRhythm', { by, contact, mails: 'mondays' });
  await scene.advanceTo('2020-05-05');
  await ask('Prévisions');
  await scene.advanceTo('2020-05-07');
  await ask('Commandes');
  await scene.advanceTo('2020-05-10');
  expect(await asked()).toEqual([]);
  await scene.advanceTo('2020-05-12');
  expect(await days(1)).toEqual([['2020-05-11', 'request-1', 'request-2']]);

  // Whit Monday is off.
  await scene.advanceTo('2020-05-26');
  await ask('Clôture');
  await scene.advanceTo('2020-06-03');
  expect((await days(2)).at(-1)).toEqual(['2020-06-02', 'request-3']);

  // Each morning again, from the next on.
  await scene.advanceTo('2020-06-09');
  await ask('Reports');
  await scene.advanceTo('2020-06-09', '15:00');
  await scene.act('chooseRhythm', { by, contact, mails: 'daily' });
  await scene.advanceTo('2020-06-11');
  expect((await days(3)).at(-1)).toEqual(['2020-06-10', 'request-4']);

  const { due, sent, late, missing } = reconcile(
    await record(),
    plainDateOf('2020-05-05'),
    plainDateOf('2020-06-10'),
  );
  expect(due).toBeGreaterThan(10);
  expect([sent, late, missing]).toEqual([due, 0, []]);
});
