import { quiet } from '../support/money-lives.ts';
import { by, openScene, type Scene } from '../support/scene.ts';

const evidence = 'https://www.data.gouv.fr/convention';

describe('publication and effect', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ document: quiet });
  });
  afterAll(() => scene.close());

  test('takes effect on the last of the publications, in whatever order they are recorded', async () => {
    await scene.advanceTo('2020-04-14');
    await scene.act('recordPublication', { by, publication: 'data-gouv', on: '2020-04-10', evidence });
    expect((await scene.view()).phase).toBe('signed');
    await scene.act('recordPublication', {
      by,
      publication: 'maignon',
      on: '2020-04-02',
      evidence: 'attestation DSAF',
    });
    const { phase, period } = await scene.view();
    expect(phase).toBe('inForce');
    expect(period).toEqual({ effectiveOn: '2020-04-10', lastDay: '2021-04-09', endsOn: '2021-04-09' });
  });

  test('says so of a publication already recorded, and changes nothing', async () => {
    await scene.advanceTo('2020-04-14', '12:10');
    const before = await scene.view();
    const again = scene.act('recordPublication', { by, publication: 'maignon', on: '2020-04-03', evidence });
    await expect(again).rejects.toMatchObject({
      code: 'ALREADY_DONE',
      message: expect.stringContaining('2 avril 2020'),
    });
    expect(await scene.view()).toEqual(before);
  });

  test('moves every date when an admin confirms another effect date, and tells both parties', async () => {
    await scene.act('confirmEffect', { by, on: '2020-04-02', reason: 'première publication retenue' });
    await scene.advanceTo('2020-04-14', '12:30');
    const { period, duties } = await scene.view();
    expect(period?.lastDay).toBe('2021-04-01');
    expect(duties.find(({ id }) => id === 'report-final')?.dueOn).toBe('2021-04-01');
    const told = (await scene.mails()).filter(({ subject }) => subject.includes('date d’effet change'));
    expect(told).toHaveLength(2);
  });
});

describe('an administrative stop', () => {
  test('before effect withdraws the convention, and tells both parties', async () => {
    const scene = await openScene({ document: quiet });
    await scene.act('terminate', { by, reason: 'enregistrée par erreur' });
    expect(await scene.stage.conventions.outcome(scene.id)).toMatchObject({
      phase: 'withdrawn',
      cause: 'administrative',
    });
    const told = (await scene.mails()).filter(({ subject }) => subject.includes('convention retirée'));
    expect(told.map(({ to }) => to).sort()).toEqual([
      'bruno.lucas@dgefp.example',
      'nadi.bou-hanna@dinum.example',
    ]);
    await scene.close();
  });

  test('in force closes it, what was owed lapses, and no act is possible any more', async () => {
    // Nobody is reminded of all that waits in these two months.
    const scene = await openScene({ document: quiet });
    await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
    await scene.advanceTo('2020-05-20');
    await scene.act('terminate', { by, reason: 'service repris par un autre ministère' });
    expect(await scene.stage.conventions.outcome(scene.id)).toMatchObject({
      phase: 'closed',
      cause: 'administrative',
    });
    const { duties, nextMails } = await scene.view();
    expect(duties.find(({ id }) => id === 'report-2020-04')?.state).toBe('lapsed');
    expect(nextMails).toEqual([]);
    const after = scene.act('waiveDuty', { by, duty: 'credits', reason: 'trop tard' });
    await expect(after).rejects.toMatchObject({ code: 'CLOSED' });
    await scene.close();
  });
});
