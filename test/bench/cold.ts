import { fileURLToPath } from 'node:url';
import { Client, type Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import type { temporal } from '@temporalio/proto';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { dataConverter } from '../../contract/data-converter.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import { openStage, quietly, type Stage, workflowBundle } from '../../rehearsal/stage.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { createBareActivities } from './bare-activities.ts';
import { roundsOf } from './rounds.ts';

type History = temporal.api.history.v1.IHistory;

/** What it costs to wake a convention that no worker holds in memory: its run is replayed. Milliseconds of CPU. */
export interface ColdFigures {
  /** Where a run of the eleventh month is longest, and its events. */
  readonly late: number;
  readonly events: number;
  /** The same of the first week. */
  readonly early: number;
  /** The barest workflow, of as many events. */
  readonly bare: number;
  /** A year lived by our rehearsal, and by the barest workflow with as many timers and activities, in seconds. */
  readonly year: number;
  readonly bareYear: number;
  /** Events of the year's history, all runs together. */
  readonly yearEvents: number;
  readonly runs: number;
}

const day = 24 * 3_600_000;

/** Lives a year of the document, and of the barest workflow, then replays both. */
export async function measureCold(document: ConventionDocument): Promise<ColdFigures> {
  quietly('ERROR');
  const code = await bundleWorkflows(fileURLToPath(new URL('./bare.workflows.js', import.meta.url)));
  const stage = await openStage({ workflowBundle });
  try {
    const life = await rehearse(stage, document, { acting: 'everybody' });
    const runs = await runsOf(stage.connection, workflowIdOf(document.id));
    const begin = beginning(runs[0]);
    const late = longest(
      runs.filter((run) => beginning(run) < begin + 335 * day && ending(run) > begin + 305 * day),
    );
    const early = longest(runs.filter((run) => beginning(run) < begin + 7 * day));
    const { seconds, history } = await livesBare(stage, code, roundsOf(runs));
    const events = lengthOf(late);
    return {
      late: await replayCost(late, workflowBundle),
      events,
      early: await replayCost(early, workflowBundle),
      bare: await replayCost(cutAt(history, events), { code }),
      year: life.seconds,
      bareYear: seconds,
      yearEvents: life.events,
      runs: life.runs,
    };
  } finally {
    await stage.close();
  }
}

/** The histories of the runs of a workflow, oldest first. */
export async function runsOf(connection: Connection, workflowId: string): Promise<History[]> {
  const client = new Client({ connection });
  const runs: { readonly runId: string }[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
    runs.unshift({ runId });
  return Promise.all(runs.map(({ runId }) => client.workflow.getHandle(workflowId, runId).fetchHistory()));
}

/** The barest workflow through as many timers, on the stage's server. */
async function livesBare(
  { connection, mailbox }: Stage,
  code: string,
  rounds: number,
): Promise<{ readonly seconds: number; readonly history: History }> {
  const native = await NativeConnection.connect({ address: connection.options.address });
  const { deliver, close } = createBareActivities(mailbox.smtpUrl);
  const taskQueue = 'bare';
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: { code },
    activities: { deliver },
  });
  const running = worker.run();
  const client = new Client({ connection });
  const startedAt = performance.now();
  const instants = Array.from({ length: rounds }, (_, round) => Date.now() + (round + 1) * 4 * day);
  const handle = await client.workflow.start('bare', { taskQueue, workflowId: 'bare', args: [instants, 1] });
  await new TimeSkipper({ connection, workflowId: 'bare' }).fastForward((rounds + 1) * 4 * day);
  await handle.result();
  const seconds = (performance.now() - startedAt) / 1000;
  const history = await handle.fetchHistory();
  worker.shutdown();
  await running;
  close();
  await native.close();
  return { seconds, history };
}

/** CPU of one more replay in a worker that has made some, in milliseconds; the least of some: what disturbs adds to it. */
export async function replayCost(history: History, bundle: WorkflowBundleOption): Promise<number> {
  await cpuOf(history, bundle, 20);
  const costs: number[] = [];
  for (let run = 0; run < 3; run++) {
    const few = await cpuOf(history, bundle, 5);
    costs.push(((await cpuOf(history, bundle, 45)) - few) / 40);
  }
  return Math.min(...costs);
}

async function cpuOf(history: History, bundle: WorkflowBundleOption, times: number): Promise<number> {
  const before = process.cpuUsage();
  const histories = Array.from({ length: times }, (_, rank) => ({
    workflowId: `convention-${rank}`,
    history,
  }));
  const replays = Worker.runReplayHistories(
    { workflowBundle: bundle, dataConverter: dataConverter([]) },
    histories,
  );
  for await (const { error } of replays) if (error) throw error;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function longest(runs: readonly History[]): History {
  const [first, ...others] = runs;
  if (!first) throw new RangeError('no run of that time');
  return others.reduce((most, run) => (lengthOf(run) > lengthOf(most) ? run : most), first);
}

/** A history as it stood after so many events: at the workflow task that completed next. */
export function cutAt(history: History, events: number): History {
  const all = history.events ?? [];
  const end = all.findIndex((event, index) => index >= events && event.workflowTaskCompletedEventAttributes);
  return { events: all.slice(0, end + 1) };
}

function lengthOf({ events }: History): number {
  return events?.length ?? 0;
}

function beginning(run: History | undefined): number {
  return tsToMs(run?.events?.[0]?.eventTime);
}

function ending(run: History): number {
  return tsToMs(run.events?.at(-1)?.eventTime);
}
