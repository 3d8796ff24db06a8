import type { Client } from '@temporalio/client';
import { type ListedRun, pagesOfOwn } from '../../contract/listing.ts';
import { searchAttributes } from '../../contract/search-attributes.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { StopKind } from '../../convention/term/stop.ts';
import { readListedMoney } from '../../convention/views/figures.ts';

/** One convention, as its search attributes show it: no workflow is woken. */
export interface ListedConvention {
  readonly id: string;
  readonly shortName: string;
  /** `DGEFP → DINUM`. */
  readonly parties: string;
  /** `inForce`, as in `Phase`. */
  readonly phase: string;
  /** How many duties are late. */
  readonly overdue: number;
  /** How many contacts could not be written to. */
  readonly faults: number;
  /** By how many cents the orders forecast pass the ceiling. */
  readonly forecastOver: number;
  /** End of the day of the next deadline still to meet. */
  readonly nextDeadline?: Instant;
  /** End of the last day in force. */
  readonly lastDay?: Instant;
  /** Set once its workflow has ended. */
  readonly closedAt?: Instant;
  /** Set when it was stopped outside the application. */
  readonly stopped?: StopKind;
}

/** Which conventions: those under way, stopped or not, and also those closed since an instant. */
export interface Wanted {
  readonly taskQueue: string;
  readonly closedSince?: Instant;
}

const pageSize = 1000;

/** Milliseconds by which the clock of the server may be behind that of this worker. */
const clocksApart = 60_000;

/**
 * All the deployment's conventions, in order of their ids. One that goes on in a new run while the list is read is on no
 * page that is left: what has started since the reading began is read again, until nothing is new.
 */
export async function allListed(client: Client, wanted: Wanted): Promise<readonly ListedConvention[]> {
  const known = new Map<string, ListedConvention>();
  let since: Instant | undefined;
  for (;;) {
    const began = Date.now();
    const before = known.size;
    for (const one of await readSince(client, wanted, since)) known.set(one.id, one);
    if (since !== undefined && known.size === before) break;
    since = began - clocksApart;
  }
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those whose last run has started since an instant, all when undefined; each once. */
async function readSince(
  client: Client,
  { taskQueue, closedSince }: Wanted,
  since: Instant | undefined,
): Promise<Iterable<ListedConvention>> {
  const iso = (instant: Instant) => new Date(instant).toISOString();
  const where = [
    closedSince === undefined
      ? `ExecutionStatus != 'Completed'`
      : `(ExecutionStatus != 'Completed' OR CloseTime >= '${iso(closedSince)}')`,
    ...(since === undefined ? [] : [`StartTime >= '${iso(since)}'`]),
  ];
  const found = new Map<string, ListedConvention>();
  for await (const runs of pagesOfOwn(client, { taskQueue, where, size: pageSize })) {
    // The last run of a convention comes first.
    for (const run of runs) if (!found.has(run.id)) found.set(run.id, listedOf(run));
  }
  return found.values();
}

function listedOf({ id, memo, attributes, closedAt, stopped }: ListedRun): ListedConvention {
  const deadline = attributes.get(searchAttributes.nextDeadline)?.getTime();
  const end = attributes.get(searchAttributes.lastDay)?.getTime();
  return {
    id,
    shortName: memo('shortName') ?? '',
    parties: memo('parties') ?? '',
    phase: attributes.get(searchAttributes.phase) ?? '',
    overdue: attributes.get(searchAttributes.overdue) ?? 0,
    faults: attributes.get(searchAttributes.faults) ?? 0,
    forecastOver: readListedMoney(memo('figures') ?? '')?.forecastOver ?? 0,
    ...(deadline === undefined ? {} : { nextDeadline: deadline }),
    ...(end === undefined ? {} : { lastDay: end }),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(stopped === undefined ? {} : { stopped }),
  };
}
