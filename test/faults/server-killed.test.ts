import { join } from 'node:path';
import { type Instant, parisDate, parisInstant, parisTime } from '../../convention/calendar/paris.ts';
import type { ConventionView } from '../../convention/view.ts';
import { type RunningServer, startServer } from '../../engine/server.ts';
import { searchAttributeTypes } from '../../workflows/search-attributes.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { by, eventually, openScene, type Scene, type SceneOptions } from '../support/scene.ts';
import { openSink, type Sink, type SunkMail } from '../support/sink.ts';
import { answered } from './support.ts';

/** A server on a file of its own, to be killed. */
async function serverOnFile(): Promise<{ readonly address: string; kill(): Promise<void>; restart(): Promise<void> }> {
  const dbFilename = join(await temporaryFolder(), 'temporal.db');
  const start = (port?: number): Promise<RunningServer> =>
    startServer({
      executable: process.env.DELEGATION_TEST_TEMPORAL ?? '',
      dbFilename,
      searchAttributes: searchAttributeTypes,
      ...(port === undefined ? {} : { port }),
    });
  let server = await start();
  afterwards(() => server.stop());
  const { address } = server;
  return {
    address,
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    async restart() {
      server = await start(Number(address.split(':')[1]));
      expect(server.address).toBe(address);
    },
  };
}

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

/** Waits until every letter written has come, and tells them by day. */
async function told({ sink, stage, id }: Told): Promise<string[]> {
  const { mails } = await answered(() => stage.conventions.view(id));
  await eventually(() => (sink.all().length >= mails.length ? true : undefined));
  return sink.all().map(lineOf).sort();
}

function lineOf({ date, to, subject }: SunkMail): string {
  return `${parisDate(date?.getTime() ?? 0)} ${to} ${subject}`;
}

/** When, in real time, the next letter of a convention is due, its clock having been brought near. */
async function comeNearNextMail(scene: Told, secondsBefore: number): Promise<{ planned: Instant; really: Instant }> {
  const planned = (await scene.view()).nextMails[0]?.at ?? 0;
  const now = await scene.now();
  if (planned - now > 60_000) {
    const near = new Date(planned - secondsBefore * 1000);
    await scene.advanceTo(parisDate(near.getTime()), parisTime(near.getTime()));
  }
  return { planned, really: Date.now() + planned - (await scene.now()) };
}
