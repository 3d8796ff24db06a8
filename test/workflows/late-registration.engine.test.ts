import { by, eventually, openScene, type Scene } from '../support/scene.ts';

describe('a convention registered six months after its signature', () => {
  let scene: Scene;
  beforeAll(async () => {
    const document = { chorusAccess: { dueWorkingDays: 5 }, reports: { dueWorkingDay: 5 } };
    scene = await openScene({ at: ['2020-09-24', '16:40'], document });
    await eventually(async () => ((await scene.view()).mails.length > 0 ? true : undefined));
  });
  afterAll(() => scene.close());

  test('writes one mail to each person, with what is due and since when, not ten old reminders', async () => {
    const mails = await scene.mails();
    const people = mails.map(({ to }) => to);
    expect(new Set(people).size).toBe(people.length);
    expect(people).toContain('budget@dgefp.example');
    expect(new Set(mails.map(({ on, time }) => `${on} ${time}`))).toEqual(new Set(['2020-09-24 16:40']));
    const chorus = mails.find(({ to }) => to === 'budget@dgefp.example');
    expect(chorus?.subject).toMatch(/retard/);
  });

  test('goes over nobody’s head: no representative is alarmed before the holder was ever written to', async () => {
    const { mails } = await scene.view();
    expect(mails.flatMap(({ about }) => about).filter((identity) => identity.includes('escalation'))).toEqual(
      [],
    );
  });

  test('catches up at once with an effect of long ago: the reports of the months gone by are asked in one mail', async () => {
    const before = new Set((await scene.mails()).map(({ messageId }) => messageId));
    await scene.act('confirmEffect', { by, on: '2020-04-10', reason: 'publiée au printemps' });
    await eventually(async () => ((await scene.view()).mails.length > before.size ? true : undefined));
    const sent = (await scene.mails()).filter(
      ({ to, messageId }) => to === 'budget@dinum.example' && !before.has(messageId),
    );
    expect(sent).toHaveLength(1);
    const { overdue, duties } = await scene.view();
    const late = duties
      .filter(({ id, state }) => id.startsWith('report-') && state === 'overdue')
      .map(({ id }) => id);
    expect(late).toEqual([
      'report-2020-04',
      'report-2020-05',
      'report-2020-06',
      'report-2020-07',
      'report-2020-08',
    ]);
    expect(overdue).toBeGreaterThan(late.length);
  });

  test('then reminds at its usual pace', async () => {
    const before = (await scene.mails()).length;
    await scene.advanceTo('2020-10-02');
    const subjects = (await scene.mails()).slice(before).map(({ on, to }) => `${on} ${to}`);
    expect(subjects).toContain('2020-10-01 budget@dinum.example');
  });
});
