import type { Client } from '@temporalio/client';
import type { WatchActivities } from '../../contract/activities.ts';
import { mailboxOf } from '../../letters/address.ts';
import { openTransport, type TransportSettings } from '../mail/transport.ts';
import type { WatchMeans } from './admin-mail.ts';
import { type ExportsFolder, importExports } from './dropped-exports.ts';
import { reconcileConventions } from './reconcile.ts';
import { sendWeeklySummary } from './summarise.ts';
import { sweepEvery, sweepLetters } from './sweep.ts';

/** What the watch over all conventions needs. */
export interface WatchSettings extends TransportSettings {
  /** Reaches the conventions; of the namespace and data converter of the workers. */
  readonly client: Client;
  /** `Conventions <conventions@dinum.example>`. */
  readonly from: string;
  /** Addresses of the admins; nobody is written to when there are none. */
  readonly admins: readonly string[];
  /** Public address of the web application, without a slash at its end, if there is one. */
  readonly web?: string;
  /** Where exports of Chorus are dropped, if anywhere. */
  readonly exports?: ExportsFolder;
  /** Whether the worker is asked to stop. */
  readonly isStopping: () => boolean;
}

/** The activities that watch over all conventions. */
export function createWatchActivities(settings: WatchSettings): WatchActivities & {
  /** Closes the connections to the mail server once the worker has stopped. */
  close(): void;
} {
  const { client, admins, web, exports, isStopping } = settings;
  const transport = openTransport(settings);
  const post = { from: mailboxOf(settings.from), admins, transport };
  const means: WatchMeans = { client, post, ...(web === undefined ? {} : { web }) };
  return {
    reconcileConventions: (at, from, to) => reconcileConventions(means, at, from, to),
    sendWeeklySummary: (at) => sendWeeklySummary(means, at),
    sweepLetters: (until, from) => sweepLetters(means, { every: sweepEvery, until, isStopping }, from),
    importExports: (until, from) => importExports(means, exports, { until, isStopping }, from),
    close: () => transport.close(),
  };
}
