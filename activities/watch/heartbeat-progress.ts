import { Context } from '@temporalio/activity';
import { mailLimits } from '../../contract/mail-limits.ts';
import type { ListedConvention, Page } from './listed-conventions.ts';

/** How far an activity over all conventions is: what its heartbeats keep. */
export interface Progress<Found> {
  readonly found: Found;
  /** Where the next page begins; absent before the first. */
  readonly next?: string;
  /** Every page was read. */
  readonly read: boolean;
  /** Message-IDs of the letters to admins that have left. */
  readonly told: readonly string[];
}

/**
 * Reads all pages, and keeps in heartbeats what was found up to the last whole one: an attempt that follows a
 * worker's death goes on from there.
 *
 * @param read reads a page.
 * @param take what is found once a page is read.
 * @param then what is done with all that was found; given what has left, and how to keep what leaves.
 */
export async function overPages<Found, Result>(
  empty: Found,
  read: (from: string | undefined) => Promise<Page>,
  take: (found: Found, listed: readonly ListedConvention[]) => Promise<Found>,
  then: (found: Found, told: readonly string[], tell: (messageId: string) => void) => Promise<Result>,
): Promise<Result> {
  const context = Context.current();
  let progress: Progress<Found> = progressIn<Found>(context.info.heartbeatDetails) ?? {
    found: empty,
    read: false,
    told: [],
  };
  const keep = (now: Progress<Found>) => {
    progress = now;
    context.heartbeat(now);
  };
  keep(progress);
  const beating = setInterval(() => context.heartbeat(progress), mailLimits.beat);
  try {
    while (!progress.read) {
      const { conventions, next } = await read(progress.next);
      const found = await take(progress.found, conventions);
      keep({ ...progress, found, read: next === undefined, ...(next === undefined ? {} : { next }) });
      context.cancellationSignal.throwIfAborted();
    }
    return await then(progress.found, progress.told, (messageId) =>
      keep({ ...progress, told: [...progress.told, messageId] }),
    );
  } finally {
    clearInterval(beating);
  }
}

/** What an earlier attempt of this activity kept, if it did: our own words, read back. */
function progressIn<Found>(details: unknown): Progress<Found> | undefined {
  const isOurs =
    typeof details === 'object' &&
    details !== null &&
    'found' in details &&
    'read' in details &&
    'told' in details;
  return isOurs ? (details as Progress<Found>) : undefined;
}
