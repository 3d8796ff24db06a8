import type { Client } from '@temporalio/client';
import type { AdminPost } from './admin-mail.ts';

/** What a watch has in hand. */
export interface WatchMeans {
  readonly client: Client;
  readonly post: AdminPost;
  readonly web?: string;
}
