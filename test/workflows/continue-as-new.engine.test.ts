import { countEvents } from '../../rehearsal/events.ts';
import { takesEffect } from '../support/lives.ts';
import { clears, quiet } from '../support/money-lives.ts';
import { inFull, sharedOut } from '../support/runs.ts';
import { by, inOneRun, openScene, type Scene } from '../support/scene.ts';

/** When one gives notice, and until when it is looked at. */
const [noticeOn, until] = inFull ? ['2020-07-01', '2020-11-15'] : ['2020-04-20', '2020-05-29'];

/** A year in which nobody but the publishers does anything: the longest ladder of reminders. */
async function liveIdly(scene: Scene): Promise<void> {
  await takesEffect(scene);
  await scene.advanceTo(noticeOn, '23:30');
  await scene.act('giveNotice', {
    by,
    from: 'delegator',
    receivedOn: noticeOn,
    reason: 'fin du programme',
  });
  await scene.advanceTo(until);
}

function told(mails: Awaited<ReturnType<Scene['mails']>>): string[] {
  return mails.map(({ on, time, to, subject }) => `${on} ${time} ${to} ${subject}`).sort();
}

// The hour of mail is spread by the convention's id: here the two must leave at the same.
const document = { reminders: { spreadMinutes: 0 } };

test('a life continued as new many times sends the very mails of a life in one run', async () => {
  const [whole, cut] = await Promise.all([
    openScene({ document, start: inOneRun }),
    openScene({ document, start: { historyEvents: inFull ? 100 : 45 } }),
  ]);
  await Promise.all([liveIdly(whole), liveIdly(cut)]);

  expect((await countEvents(whole.stage, whole.id)).runs).toBe(1);
  // The first run, and at least four that continued it.
  expect((await countEvents(cut.stage, cut.id)).runs).toBeGreaterThanOrEqual(5);
  const [expected, found] = [told(await whole.mails()), told(await cut.mails())];
  expect(expected.length).toBeGreaterThan(inFull ? 100 : 40);
  expect(found).toEqual(expected);
  const [wholeView, cutView] = [await whole.view(), await cut.view()];
  const standing = ({ duties }: typeof wholeView) => duties.map(({ id, dueOn, state }) => [id, dueOn, state]);
  expect(standing(cutView)).toEqual(standing(wholeView));
  expect(cutView.nextMails).toEqual(wholeView.nextMails);
  expect(cutView.journal.map(({ text }) => text)).toEqual(wholeView.journal.map(({ text }) => text));
  await Promise.all([whole.close(), cut.close()]);
});

/** Until when it is reminded of its balance. */
const reminded = inFull ? '2020-09-01' : '2020-06-20';

/** Ended, and nothing left but the balance, which nobody proposes for weeks. */
async function livesToTheBalance(scene: Scene): Promise<void> {
  await takesEffect(scene);
  await scene.act('agreeEnd', { by, party: 'delegator', on: '2020-04-30', reason: 'accord' });
  await scene.act('agreeEnd', { by, party: 'delegatee', on: '2020-04-30', reason: 'accord' });
  await scene.advanceTo('2020-05-04');
  await clears(scene);
}

test('a convention that owes its balance only is reminded of it, at whatever event it continues', async () => {
  const owing = { ...quiet, reminders: { ...quiet.reminders, policy: { after: [7], thenEvery: 7 } } };
  const whole = await openScene({ document: owing, start: inOneRun });
  await livesToTheBalance(whole);
  const { events } = await countEvents(whole.stage, whole.id);
  await whole.advanceTo(reminded);
  const expected = told(await whole.mails());
  const about = expected.filter((mail) => mail.includes('solde'));
  expect(about.length).toBeGreaterThan(inFull ? 8 : 3);

  const scenes = await Promise.all(
    sharedOut([1, 2, 3, 4], 2, 4).map((later) =>
      openScene({ document: owing, start: { historyEvents: events + later } }),
    ),
  );
  await Promise.all(
    scenes.map(async (scene) => {
      await livesToTheBalance(scene);
      await scene.advanceTo(reminded);
      expect((await countEvents(scene.stage, scene.id)).runs).toBe(2);
      expect(told(await scene.mails())).toEqual(expected);
    }),
  );
  await Promise.all([whole, ...scenes].map((scene) => scene.close()));
});
