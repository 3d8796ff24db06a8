import { workflowIdOf } from '../../contract/workflow-id.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { afterwards } from '../engine/support.ts';
import { inFull } from '../support/runs.ts';
import { by, eventually, openScene, type Scene, type SceneOptions } from '../support/scene.ts';
import { openSink, type Sink, type SunkMail } from '../support/sink.ts';
import { type KillableServer, serverOnFile } from './support.ts';

const waived = { by, duty: 'credits', reason: 'sans objet' };

/** A scene whose letters go to a sink, and are late after a second. */
interface Told extends Scene {
  readonly sink: Sink;
}

async function openTold(options: SceneOptions = {}): Promise<Told> {
  const sink = await openSink({});
  afterwards(() => sink.close());
  const document = { reminders: { lateAfterSeconds: 1 } };
  const scene = await openScene({ document, smtpUrl: sink.url, ...options });
  afterwards(() => scene.close());
  return { ...scene, sink };
}

/** A convention in force on the day of its signature, two months later. */
async function liveTwoMonths(scene: Scene): Promise<void> {
  await eventually(async () => ((await scene.view()).mails.length > 0 ? true : undefined));
  await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
  await scene.advanceTo('2020-05-25');
}

/** Lets time pass until a day, asking again when the server dies meanwhile. */
async function liveOn(scene: Scene, day: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await scene.advanceTo(day);
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}

/** Waits until every letter recorded has come, and tells them; each Message-ID once. */
async function told({ sink, view }: Told): Promise<string[]> {
  const { mails } = await view();
  await eventually(() => (sink.all().length >= mails.length ? true : undefined));
  return [...new Map(sink.all().map((mail) => [mail.messageId, lineOf(mail)])).values()].sort();
}

function lineOf({ date, to, subject }: SunkMail): string {
  return `${parisDate(date?.getTime() ?? 0)} ${to} ${subject}`;
}

function messageIds({ sink }: Told): string[] {
  return sink.all().map(({ messageId }) => messageId);
}

// One life on a server that is killed again and again, and its twin on one that is not: each costs seconds.
test('a server that is killed loses no act and no mail, and a mail sent twice bears one Message-ID', async () => {
  const server = await serverOnFile();
  const [broken, whole] = await Promise.all([openTold({ address: server.address }), openTold()]);
  await Promise.all([liveTwoMonths(broken), liveTwoMonths(whole)]);

  await showsWhatItAcknowledged(server, broken);
  await whole.act('waiveDuty', waived);
  await sendsLateWhatFellDue(server, broken);
  expect(new Set(messageIds(broken)).size).toBe(messageIds(broken).length);

  const until = inFull ? '2020-12-15' : '2020-08-01';
  const first = broken.sink.all().length;
  const living = liveOn(broken, until);
  let last = first;
  for (const more of inFull ? [3, 12, 25] : [3]) {
    await eventually(() => (broken.sink.all().length >= first + more ? true : undefined));
    await server.kill();
    last = broken.sink.all().length;
    await server.restart();
  }
  await Promise.all([living, whole.advanceTo(until)]);
  expect(await told(broken)).toEqual(await told(whole));
  expect(last).toBeLessThan(messageIds(broken).length);
}, 400_000);

/** Killed just after an act was acknowledged, it shows the very convention that it showed before. */
async function showsWhatItAcknowledged(server: KillableServer, scene: Told): Promise<void> {
  await told(scene);
  await scene.act('waiveDuty', waived);
  const before = await scene.view();
  await server.kill();
  await server.restart();
  expect(await scene.view()).toEqual(before);
}

/** A mail that fell due while it was dead goes out once, marked late. */
async function sendsLateWhatFellDue(server: KillableServer, scene: Told): Promise<void> {
  const next = (await scene.view()).nextMails[0];
  if (!next) throw new Error('no mail is due');
  const { stage, id, sink } = scene;
  const skipper = new TimeSkipper({ connection: stage.connection, workflowId: workflowIdOf(id) });
  await skipper.fastForward(next.at - (await scene.now()) - 6000);
  const dueAt = Date.now() + next.at - (await scene.now());
  const before = (await told(scene)).length;
  await server.kill();
  expect(Date.now()).toBeLessThan(dueAt);
  await eventually(() => (Date.now() > dueAt + 2000 ? true : undefined));
  expect(sink.all()).toHaveLength(before);
  await server.restart();

  const [late] = await eventually(() => {
    const came = sink.all().slice(before);
    return came.length > 0 ? came : undefined;
  });
  expect(late?.headers.get('x-delegation-planned-for')).toBe(new Date(next.at).toISOString());
  expect(late?.text).toContain('Il part en retard');
  const entry = await eventually(async () =>
    (await scene.view()).journal.find(({ text }) => text.includes('(en retard)')),
  );
  expect(entry.text).toMatch(/^Courriel remis \(en retard\) : /);
}
