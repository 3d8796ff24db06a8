import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { temporal } from '@temporalio/proto';
import { reconcile } from '../../audit/reconciliation.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { temporaryFolder } from '../engine/support.ts';
import { replay } from '../support/backstage.ts';
import { inFull } from '../support/runs.ts';
import { deploy } from './deployment.ts';
import type { LongLife } from './life.ts';

/** In full, ten versions over ten years of a hundred conventions; a rollback in the middle. */
const [versions, conventions] = inFull ? [10, 100] : [3, 3];
const rolledBack = Math.floor(versions / 2);

test(
  'conventions go from version to version, and back, without a turn that fails nor a letter that is lost',
  async () => {
    const deployment = await deploy(versions, conventions);
    const { client, builds, lives, sink } = deployment;
    const [first] = builds;
    if (!first) throw new RangeError('no version');
    await deployment.starts(first);
    await deployment.uses(first);
    await each(lives, (life) => life.begins());

    let former = first;
    for (const [rank, next] of builds.slice(1).entries()) {
      // Deployed while letters leave and acts are done, and again for those that were then at it.
      await deployment.starts(next);
      await Promise.all([each(lives, (life) => life.livesHalfAYear()), deployment.uses(next)]);
      const isGood = rank + 1 !== rolledBack;
      await Promise.all([
        each(lives, (life) => life.livesHalfAYear()),
        ...(isGood ? [] : [deployment.uses(former)]),
      ]);
      const [kept, left] = isGood ? [next, former] : [former, next];
      await deployment.uses(kept);
      expect(await deployment.under(left)).toBe(0);
      await deployment.stops(left);
      former = kept;
      if (rank + 1 === rolledBack)
        await Promise.all(lives.slice(0, Math.ceil(conventions / 20)).map((life) => life.ends()));
    }

    // All are on the last version, and can be read by it, those too that were closed on one that is gone.
    const [last] = builds.slice(-1);
    expect(await deployment.under(last ?? first)).toBe(lives.filter(({ isOver }) => !isOver).length);
    let due = 0;
    await each(lives, async (life) => {
      const record = await life.record();
      expect(record.closed !== undefined).toBe(life.isOver);
      const until = addDays(parisDate(await life.now()), -7);
      const reconciled = reconcile(record, record.document.signedOn, until);
      expect({ id: life.id, missing: reconciled.missing, failed: reconciled.failed }).toEqual({
        id: life.id,
        missing: [],
        failed: [],
      });
      due += reconciled.sent;
    });
    expect(due).toBeGreaterThan(conventions * (versions - 1) * 2);
    const letters = sink.all().map(({ messageId, to }) => `${messageId} ${to}`);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.length).toBeGreaterThanOrEqual(due);

    // No turn failed but by what came while it was taken; and had they not kept to their version, turns would have.
    const { runs, failed, longest } = await histories(client, lives);
    expect(failed).toEqual([]);
    const refused: string[] = [];
    for (const [rank, { build, bundle }] of builds.entries()) {
      const files = await filed(longest.get(build) ?? []);
      expect(files.length).toBeGreaterThan(0);
      expect(await replay(files, bundle)).toEqual(files.map(() => null));
      const after = builds[rank + 1];
      if (!after) continue;
      const otherwise = (await replay(files, after.bundle)).filter((why) => why !== null);
      expect(otherwise).toContainEqual(expect.stringMatching(/determinis/i));
      refused.push(`${otherwise.length}/${files.length}`);
    }
    const said = `${conventions} conventions, ${versions} versions, ${runs} runs, ${letters.length} letters, ${due} of them due and sent; turns that failed: ${failed.length}; runs that the next version would have refused: ${refused.join(' ')}`;
    if (inFull) process.stdout.write(`${said}\n`);
  },
  inFull ? 7_200_000 : 180_000,
);

/** WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND of Temporal's API: something came while the turn was taken, which is taken again. */
const unhandledCommand = 1;

/** Does something for each, some at the same time. */
async function each<Item>(all: readonly Item[], work: (one: Item) => Promise<void>): Promise<void> {
  const left = [...all];
  const next = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 10 }, next));
}

interface Run {
  readonly events: number;
  readonly history: temporal.api.history.v1.IHistory;
}

/** Reads all runs of all conventions: the turns of theirs that failed, and the longest runs of each version. */
async function histories(client: Client, lives: readonly LongLife[]) {
  const failed: string[] = [];
  const longest = new Map<string, readonly Run[]>();
  let runs = 0;
  await each(lives, async ({ id }) => {
    const workflowId = workflowIdOf(id);
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      runs++;
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const events = history.events ?? [];
      let build = '';
      for (const {
        workflowTaskFailedEventAttributes: failure,
        workflowTaskCompletedEventAttributes: done,
      } of events) {
        build = done?.deploymentVersion?.buildId ?? build;
        if (failure && failure.cause !== unhandledCommand)
          failed.push(`${id} ${failure.cause} ${failure.failure?.message}`);
      }
      const all = [...(longest.get(build) ?? []), { events: events.length, history }];
      longest.set(build, all.sort((one, other) => other.events - one.events).slice(0, inFull ? 10 : 3));
    }
  });
  return { runs, failed, longest };
}

/** Writes the histories of some runs as recorded ones are. */
async function filed(runs: readonly Run[]): Promise<string[]> {
  const folder = await temporaryFolder();
  return Promise.all(
    runs.map(async ({ history }, rank) => {
      const file = join(folder, `${rank}.json.gz`);
      await writeFile(file, gzipSync(historyToJSON(history)));
      return file;
    }),
  );
}
