import type { Client } from '@temporalio/client';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { DailyReconciliation, WeeklySummary } from '../../convention/watch.ts';
import { mailboxOf } from '../mail/address.ts';
import { openTransport, type TransportSettings } from '../mail/transport.ts';
import type { AdminPost } from './admin-mail.ts';
import { reconcileConventions } from './reconcile.ts';
import { sendWeeklySummary } from './summarise.ts';

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
}

/** What a watch has in hand. */
export interface WatchMeans {
  readonly client: Client;
  readonly post: AdminPost;
  readonly web?: string;
}

/** What a workflow may ask of the watch. Each goes on where a worker that died left it, page by page. */
export interface WatchActivities {
  /**
   * Proves of every running convention that each letter due from one day to another was sent, withdrawn or failed,
   * and alerts the admins when one is not.
   * @throws ApplicationFailure as `deliver` does, when an alert cannot leave yet.
   */
  reconcileConventions(at: Instant, from: PlainDate, to: PlainDate): Promise<DailyReconciliation>;
  /**
   * Sends the admins one mail about all conventions.
   * @throws ApplicationFailure as `deliver` does, when it cannot leave yet.
   */
  sendWeeklySummary(at: Instant): Promise<WeeklySummary>;
}

/** The activities that watch over all conventions. */
export function createWatchActivities(settings: WatchSettings): WatchActivities & {
  /** Closes the connections to the mail server once the worker has stopped. */
  close(): void;
} {
  const { client, admins, web } = settings;
  const transport = openTransport(settings);
  const post = { from: mailboxOf(settings.from), admins, transport };
  const means: WatchMeans = { client, post, ...(web === undefined ? {} : { web }) };
  return {
    reconcileConventions: (at, from, to) => reconcileConventions(means, at, from, to),
    sendWeeklySummary: (at) => sendWeeklySummary(means, at),
    close: () => transport.close(),
  };
}
