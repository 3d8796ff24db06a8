import { Buffer } from 'node:buffer';
import type { Client } from '@temporalio/client';
import { listOwn } from '../../contract/listing.ts';
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

/** A page of conventions, and where the next begins. */
export interface Page {
  readonly conventions: readonly ListedConvention[];
  /** Absent at the end; a text, so that a heartbeat holds it. */
  readonly next?: string;
}

/** Which conventions: those under way, stopped or not, and also those closed since an instant. */
export interface Wanted {
  readonly taskQueue: string;
  readonly closedSince?: Instant;
  readonly size: number;
}

/** Reads one page of the deployment's conventions. */
export async function readPage(
  client: Client,
  { taskQueue, closedSince, size }: Wanted,
  from?: string,
): Promise<Page> {
  const since = closedSince === undefined ? undefined : new Date(closedSince).toISOString();
  const { runs, next } = await listOwn(client, {
    taskQueue,
    where: [
      since === undefined
        ? `ExecutionStatus != 'Completed'`
        : `(ExecutionStatus != 'Completed' OR CloseTime >= '${since}')`,
    ],
    size,
    ...(from === undefined ? {} : { from: Buffer.from(from, 'base64') }),
  });
  const conventions = runs.map(({ id, memo, attributes, closedAt, stopped }): ListedConvention => {
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
  });
  return { conventions, ...(next ? { next: Buffer.from(next).toString('base64') } : {}) };
}
