import { Context } from '@temporalio/activity';
import { mailLimits } from '../../contract/mail-limits.ts';
import type { ListedConvention } from './listed-conventions.ts';

/** How far an activity over all conventions is: what its heartbeats keep. */
export interface Progress<Found> {
  readonly found: Found;
  /** Id of the last one that was taken; absent before the first. */
  readonly after?: string;
  /** All were. */
  readonly read: boolean;
  /** Message-IDs of the letters to admins that have left. */
  readonly told: readonly string[];
}

/**
 * Takes all conventions, some at a time, and keeps in heartbeats what was found up to the last of them: an attempt that
 * follows a worker's death goes on from there.
 *
 * @param list all of them, in order of their ids.
 * @param size how many are taken at a time.
 * @param take what is found once some are taken.
 * @param then what is done with all that was found; given what has left, and how to keep what leaves.
 */
export async function overAll<Found, Result>(
  empty: Found,
  list: () => Promise<readonly ListedConvention[]>,
  size: number,
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
    if (!progress.read) {
      const { after = '' } = progress;
      const left = (await list()).filter(({ id }) => id > after);
      for (let from = 0; from < left.length; from += size) {
        const some = left.slice(from, from + size);
        const found = await take(progress.found, some);
        keep({ ...progress, found, after: some.at(-1)?.id ?? after });
        context.cancellationSignal.throwIfAborted();
      }
      keep({ ...progress, read: true });
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
