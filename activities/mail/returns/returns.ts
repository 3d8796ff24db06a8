import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { ReturnActivities, ReturnsRead } from '../../../contract/activities.ts';
import type { LinkKeys } from '../../../contract/link-keys.ts';
import type { Instant } from '../../../convention/calendar/paris.ts';
import { watchLong } from '../../watch/long-watch.ts';
import { readMailbox } from './read-mailbox.ts';
import { tellReturn } from './tell-return.ts';

/** How what comes back is read. */
export interface ReturnReading {
  /** Reaches the conventions; of the namespace and data converter of the workers. */
  readonly client: Client;
  /** What sealed the letters. */
  readonly keys: LinkKeys;
  /** Address of the sender; its domain is that of every Message-ID. */
  readonly from: string;
  /** `imaps://user:password@host/INBOX`; nothing is read without it. */
  readonly imapUrl?: string;
  /** Whether the worker is asked to stop. */
  readonly isStopping: () => boolean;
}

/** Milliseconds between two readings of the mailbox. */
const every = 60_000;
/** Milliseconds before a password that was refused is tried again: servers lock who tries one too often. */
const afterRefusal = 30 * 60_000;

/** The activity that reads what comes back. */
export function createReturnActivities(reading: ReturnReading): ReturnActivities {
  return { readReturns: (until) => readReturns(reading, until) };
}

async function readReturns(
  { client, keys, from, imapUrl, isStopping }: ReturnReading,
  until: Instant,
): Promise<ReturnsRead> {
  const nothing: ReturnsRead = { told: 0, aside: 0, kinds: {} };
  if (imapUrl === undefined) return nothing;
  const { log, info } = Context.current();
  const means = { client, taskQueue: info.taskQueue, keys, from, log };
  return watchLong(nothing, { every, until, isStopping }, async (before) => {
    let read = before;
    try {
      await readMailbox(
        imapUrl,
        async (raw) => {
          const fated = await tellReturn(means, raw);
          const { kind, fate } = fated;
          if (fate !== 'later') read = counted(read, kind, fate);
          return fated;
        },
        isStopping,
        (error) => log.warn('A returned message could not be read', { error }),
      );
    } catch (error) {
      throw unreadable(error);
    }
    return read;
  });
}

function counted({ told, aside, kinds }: ReturnsRead, kind: string, fate: string): ReturnsRead {
  return {
    told: told + (fate === 'told' ? 1 : 0),
    aside: aside + (fate === 'aside' ? 1 : 0),
    kinds: { ...kinds, [kind]: (kinds[kind] ?? 0) + 1 },
  };
}

/** Why a mailbox cannot be read, without what the server or the address says of its user. */
function unreadable(error: unknown): ApplicationFailure {
  const isRefused = typeof error === 'object' && error !== null && 'authenticationFailed' in error;
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? ` (${String(error.code)})` : '';
  return ApplicationFailure.create({
    type: 'ReturnsUnreadable',
    message: isRefused
      ? 'La boîte des retours refuse l’identifiant ou le mot de passe. Vérifier IMAP_URL, puis relancer le service.'
      : `La boîte des retours ne peut être lue${code} : elle le sera de nouveau. Si cela dure, vérifier IMAP_URL (serveur, dossier).`,
    ...(isRefused ? { nextRetryDelay: afterRefusal } : {}),
  });
}
