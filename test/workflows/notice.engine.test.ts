import { sharedOut } from '../support/runs.ts';
import { by, openScene, type Scene } from '../support/scene.ts';

const reason = 'fin du programme';

// Only what a notice brings is looked at: nobody acts here, and reminders of all that is late would fill the year.
const document = {
  reminders: { policy: { before: [], onDeadline: false, after: [], thenEvery: null, escalateAfter: null } },
};

describe.each(sharedOut(['delegator', 'delegatee'] as const, 0, 2))('notice given by the %s', (from) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ document });
    await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée le jour même' });
  });
  afterAll(() => scene.close());

  test('ends the convention three months after its receipt, date to date', async () => {
    await scene.advanceTo('2020-11-30', '22:15');
    await scene.act('giveNotice', { by, from, receivedOn: '2020-11-30', reason });
    const { phase, period } = await scene.view();
    expect(phase).toBe('underNotice');
    expect(period).toEqual({ effectiveOn: '2020-03-25', lastDay: '2021-03-24', endsOn: '2021-02-28' });
  });

  test('tells both parties and both controllers at once, whatever the hour', async () => {
    await scene.advanceTo('2020-11-30', '22:20');
    const told = (await scene.mails()).filter(({ subject }) => subject.includes('préavis de résiliation'));
    expect(told.map(({ on, time, to }) => `${on} ${time} ${to}`).sort()).toEqual([
      '2020-11-30 22:15 bruno.lucas@dgefp.example',
      '2020-11-30 22:15 cbcm@mef.example',
      '2020-11-30 22:15 cbcm@spm.example',
      '2020-11-30 22:15 nadi.bou-hanna@dinum.example',
    ]);
  });

  test('refuses a second notice, and another by the other party', async () => {
    const second = scene.act('giveNotice', { by, from: 'delegatee', receivedOn: '2020-11-30', reason });
    await expect(second).rejects.toMatchObject({
      code: 'ALREADY_DONE',
      message: expect.stringContaining('28 février 2021'),
    });
  });

  test('then only the settlement is left: reports, hand-over, services, balance', async () => {
    await scene.advanceTo('2021-03-01', '12:00');
    const { phase, endCause, duties } = await scene.view();
    expect([phase, endCause]).toEqual(['ended', 'notice']);
    const open = duties
      .filter(({ state, dueOn }) => state === 'open' && dueOn >= '2021-03-01')
      .map(({ id, dueOn }) => `${id} ${dueOn}`);
    // The final report is due at the term, a Sunday: the next working day (CPC art. 642).
    expect(open).toEqual([
      'report-final 2021-03-01',
      'report-2021-02 2021-03-05',
      'services-closed 2021-03-05',
      'balance 2021-03-29',
    ]);
  });
});

describe('a notice withdrawn by both parties before it ends', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ document });
    await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
    await scene.advanceTo('2020-06-02');
    await scene.act('giveNotice', { by, from: 'delegator', receivedOn: '2020-06-01', reason });
  });
  afterAll(() => scene.close());

  test('still runs when one party alone agrees', async () => {
    await scene.act('withdrawNotice', { by, party: 'delegator', reason: 'le programme continue' });
    expect((await scene.view()).period?.endsOn).toBe('2020-09-01');
    const again = scene.act('withdrawNotice', { by, party: 'delegator', reason: 'le programme continue' });
    await expect(again).rejects.toMatchObject({ code: 'ALREADY_DONE' });
  });

  test('is over when both do: the convention goes on to its term', async () => {
    await scene.act('withdrawNotice', { by, party: 'delegatee', reason: 'd’accord' });
    const { phase, period } = await scene.view();
    expect([phase, period?.endsOn]).toEqual(['inForce', '2021-03-24']);
  });

  test('sends no reminder of the end that does not come', async () => {
    await scene.advanceTo('2020-09-15');
    const subjects = (await scene.mails()).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes('Fin de la convention par préavis'))).toEqual([]);
    expect((await scene.view()).phase).toBe('inForce');
  });
});

describe('a notice near the term', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ document: { ...document, term: { months: 4 }, yearEnd: { dates: [] } } });
    await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
  });
  afterAll(() => scene.close());

  test('received the day before the term leaves the convention end at its term', async () => {
    await scene.advanceTo('2020-07-23');
    const text = await scene.act('giveNotice', { by, from: 'delegatee', receivedOn: '2020-07-23', reason });
    expect(text).toContain('la convention prend fin à son terme, le 24 juillet 2020');
    await scene.advanceTo('2020-07-25');
    const { phase, endCause, period } = await scene.view();
    expect([phase, endCause, period?.endsOn]).toEqual(['ended', 'term', '2020-07-24']);
  });

  test('is refused once the convention has ended', async () => {
    const late = scene.act('giveNotice', { by, from: 'delegator', receivedOn: '2020-07-25', reason });
    await expect(late).rejects.toMatchObject({
      code: 'NOT_NOW',
      message: expect.stringContaining('24 juillet 2020'),
    });
  });
});

describe('a notice before any effect', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ document });
    await scene.act('giveNotice', { by, from: 'delegatee', receivedOn: '2020-03-25', reason });
  });
  afterAll(() => scene.close());

  test('withdraws the convention when it runs out with nothing published', async () => {
    await scene.playOut();
    expect(await scene.stage.conventions.outcome(scene.id)).toEqual({
      id: scene.id,
      phase: 'withdrawn',
      cause: 'notice',
      endedOn: '2020-06-26',
      archive: { file: `${scene.id}.zip`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const told = (await scene.mails()).filter(({ subject }) => subject.includes('convention retirée'));
    expect(new Set(told.map(({ on, time }) => `${on} ${time.slice(0, 2)}h`))).toEqual(
      new Set(['2020-06-26 09h']),
    );
  });
});
