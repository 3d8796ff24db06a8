import { countEvents } from '../../client/rehearsal/events.ts';
import { by, eventually, openScene } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';

test('a refused address is journalled and told to the manager, and the others get theirs', async () => {
  const sink = await openSink({ 'budget@dgefp.example': 550 });
  const scene = await openScene({ smtpUrl: sink.url });
  const view = await eventually(async () => {
    const found = await scene.view();
    return found.faults.length > 0 && sink.received('conventions@dinum.example').length > 1
      ? found
      : undefined;
  });

  expect(view.faults).toMatchObject([{ contact: 'dgefp-budget', reason: expect.stringContaining('550') }]);
  expect(view.journal.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('Courriel refusé pour dgefp-budget'),
  );
  expect(sink.received('budget@dinum.example')).toHaveLength(1);
  expect(sink.received('conventions@dinum.example').at(-1)?.subject).toContain('courriel non remis');
  await scene.close();
  await sink.close();
});

test('a replaced contact is written to at the new address, and the fault is cleared', async () => {
  const sink = await openSink({ 'budget@dgefp.example': 550 });
  const scene = await openScene({ smtpUrl: sink.url });
  await eventually(async () => ((await scene.view()).faults.length > 0 ? true : undefined));
  await scene.act('replaceContact', {
    by,
    contact: 'dgefp-budget',
    name: 'Marie Martin',
    email: 'marie@dgefp.example',
    reason: 'départ',
  });
  expect((await scene.view()).faults).toEqual([]);
  await eventually(() => sink.received('marie@dgefp.example')[0]);
  await scene.advanceTo('2020-03-31');
  expect(sink.received('marie@dgefp.example').length).toBeGreaterThan(1);
  await scene.close();
  await sink.close();
});

test('a server that answers “later” for days holds back its letters, not the clauses, and then gets each once', async () => {
  const answers: Record<string, number> = { 'budget@dinum.example': 451 };
  const sink = await openSink(answers);
  const scene = await openScene({ smtpUrl: sink.url });
  await eventually(() => sink.received('budget@dgefp.example')[0]);
  await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
  await scene.advanceTo('2020-03-27', '18:00');
  expect((await scene.view()).phase).toBe('inForce');
  expect(sink.received('budget@dinum.example')).toEqual([]);

  delete answers['budget@dinum.example'];
  await scene.advanceTo('2020-03-27', '20:00');
  expect(sink.received('budget@dinum.example')).toHaveLength(1);
  expect(sink.received('budget@dgefp.example')).toHaveLength(1);
  await scene.close();
  await sink.close();
});

test('a letter that waits for its server is carried over when the convention continues as new', async () => {
  const answers: Record<string, number> = { 'budget@dinum.example': 451 };
  const sink = await openSink(answers);
  const scene = await openScene({ smtpUrl: sink.url, start: { historyEvents: 40 } });
  await eventually(() => sink.received('budget@dgefp.example')[0]);
  for (const subject of ['avril', 'mai', 'juin', 'juillet']) {
    await scene.act('requestInformation', { by, from: 'delegatee', subject });
    await scene.advanceTo('2020-03-25', '18:00');
  }
  await eventually(async () => ((await countEvents(scene.stage, scene.id)).runs >= 2 ? true : undefined));
  expect(sink.received('budget@dinum.example')).toEqual([]);

  delete answers['budget@dinum.example'];
  await scene.advanceTo('2020-03-26', '06:00');
  const received = sink.received('budget@dinum.example').map(({ messageId }) => messageId);
  expect(received.length).toBeGreaterThan(0);
  expect(new Set(received).size).toBe(received.length);
  // Nobody else got a letter twice for it.
  const all = sink.all().map(({ messageId }) => messageId);
  expect(new Set(all).size).toBe(all.length);
  await scene.close();
  await sink.close();
});

test('reminders of a duty form a thread', async () => {
  const sink = await openSink({});
  const scene = await openScene({ smtpUrl: sink.url });
  await scene.advanceTo('2020-04-16');
  const [first, ...reminders] = sink.received('publication@dsaf.example');
  expect(reminders.length).toBeGreaterThanOrEqual(3);
  for (const reminder of reminders) expect(reminder.references).toContain(first?.messageId);
  expect(new Set(reminders.map(({ messageId }) => messageId)).size).toBe(reminders.length);
  await scene.close();
  await sink.close();
});
