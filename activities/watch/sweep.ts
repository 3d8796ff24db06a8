import { Context } from '@temporalio/activity';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { Swept } from '../../contract/activities.ts';
import { type ListedRun, listOwn } from '../../contract/listing.ts';
import { searchAttributes } from '../../contract/search-attributes.ts';
import { ownConventions } from '../../contract/workflow-id.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import { sendToAdmins, type WatchMeans } from './admin-mail.ts';
import { type Rhythm, watchLong } from './long-watch.ts';
import { type SweptConvention, type SweptConventions, sweepContent } from './sweep-content.ts';

/** Milliseconds between two sweeps. */
export const sweepEvery = 15 * 60_000;

/** What is as young is left to the next sweep, in milliseconds: lists lag behind, and clocks differ. */
const settling = 2 * 60_000;

/** How many conventions a mail names, and how many that do not advance are known from one sweep to the next. */
const named = 20;
const known = 200;

/** See `WatchActivities`. */
export function sweepLetters(means: WatchMeans, rhythm: Rhythm, from: Swept | undefined): Promise<Swept> {
  const nothing: Swept = { loggedUpTo: 0, toldUpTo: 0, stuck: [], stuckTold: [], mailed: [] };
  return watchLong(from ?? nothing, rhythm, (before) => sweepOnce(means, before));
}

/**
 * Says what did not leave within the hour: letters are held once they have been tried for one, and a convention that
 * does not advance writes none. Each is said once, in the log and by mail; a mail that cannot leave yet says it later.
 */
export async function sweepOnce({ client, post, web }: WatchMeans, before: Swept): Promise<Swept> {
  const { info, log } = Context.current();
  const { taskQueue } = info;
  const upTo = Date.now() - settling;
  const stuck = await stuckNow(client, taskQueue);
  const ids = stuck.map(({ id }) => id);
  const isNewIn = (told: readonly string[]) => stuck.filter(({ id }) => !told.includes(id));
  const logged = await heldBetween(client, taskQueue, before.loggedUpTo, upTo);
  if (logged.count > 0) log.error('Letters did not leave within an hour', { conventions: logged.count });
  const stuckLogged = isNewIn(before.stuck);
  if (stuckLogged.length > 0)
    log.error('Conventions do not advance', { conventions: stuckLogged.slice(0, named).map(({ id }) => id) });
  const after = { ...before, loggedUpTo: upTo, stuck: ids };
  const held = await heldBetween(client, taskQueue, before.toldUpTo, upTo);
  const halted = isNewIn(before.stuckTold);
  const all = { ...after, toldUpTo: upTo, stuckTold: ids, mailed: [] };
  if (post.admins.length === 0 || held.count + halted.length === 0) return all;
  const mailed = [...before.mailed];
  try {
    const content = sweepContent({
      held,
      stuck: { count: halted.length, shown: halted.slice(0, named) },
      ...(web === undefined ? {} : { web }),
    });
    // Until it has left to each admin, it is the same message.
    const mail = {
      identity: `sweep/${before.toldUpTo}/${before.stuckTold.join()}`,
      writtenAt: upTo,
      content,
    };
    await sendToAdmins(post, mail, mailed, (messageId) => mailed.push(messageId));
    return all;
  } catch (error) {
    log.warn('Admins could not be told of letters that wait', { error });
    return { ...after, mailed };
  }
}

/** The conventions whose letters were found to wait after an instant, up to another. */
async function heldBetween(
  client: Client,
  taskQueue: string,
  after: Instant,
  upTo: Instant,
): Promise<SweptConventions> {
  const { name } = searchAttributes.heldAt;
  const where = [`${name} > ${after}`, `${name} <= ${upTo}`, `ExecutionStatus = 'Running'`];
  const { runs, next } = await listOwn(client, { taskQueue, where, size: named });
  const count = next ? (await client.workflow.count(queryOf(taskQueue, where))).count : runs.length;
  return { count, shown: runs.map(shownOf) };
}

function queryOf(taskQueue: string, where: readonly string[]): string {
  return [ownConventions(taskQueue), ...where].join(' AND ');
}

/** The conventions whose turn fails again and again: their letters are not written. The server notes it by itself. */
async function stuckNow(client: Client, taskQueue: string): Promise<readonly SweptConvention[]> {
  const where = [`TemporalReportedProblems IN (${problems})`, `ExecutionStatus = 'Running'`];
  try {
    const { runs } = await listOwn(client, { taskQueue, where, size: known });
    return runs.map(shownOf);
  } catch (error) {
    // An older server has no such attribute.
    if (isGrpcServiceError(error) && error.code === invalidArgument) return [];
    throw error;
  }
}

/** Code of gRPC. */
const invalidArgument = 3;

const problems = ['WorkflowTaskFailed', 'WorkflowTaskTimedOut'].map((one) => `'category=${one}'`).join(', ');

function shownOf(run: ListedRun): SweptConvention {
  return { id: run.id, shortName: run.memo('shortName') ?? '' };
}
