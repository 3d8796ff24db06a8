import { resolve } from 'node:path';
import { codecPath } from '../contract/codec-server.ts';
import type { LocalAddress } from './hidden-address.ts';
import { loopback } from './ports.ts';
import { type SearchAttributeTypes, searchAttributeArguments } from './search-attributes.ts';

/**
 * How much of the last work a power cut may take back. A crash or `kill -9` of a program never takes any.
 * - `normal`: SQLite hands each transaction to the system and only flushes at checkpoints (every 1,000 pages). A
 *   power cut may lose the last transactions that the system had not written yet (Linux: about 30 s at most),
 *   never corrupt the file. Mails of the lost moments are sent again under the same Message-ID.
 * - `full`: each transaction is flushed before it is acknowledged; nothing is lost, and work is slower.
 */
export type Durability = 'normal' | 'full';

/** What a server is started with, once its ports are chosen. */
export interface ServerSettings {
  /** SQLite file; absent = in memory. */
  dbFilename?: string;
  port: number;
  /** Where its web page is; it has none when absent. */
  ui?: LocalAddress;
  durability: Durability;
  searchAttributes: SearchAttributeTypes;
}

/** The arguments of `temporal` for a development server on loopback with time skipping. */
export function serverArguments(settings: ServerSettings): string[] {
  const { dbFilename, port, ui, durability, searchAttributes } = settings;
  const database = dbFilename
    ? [
        '--db-filename',
        resolve(dbFilename),
        '--sqlite-pragma',
        'journal_mode=WAL',
        '--sqlite-pragma',
        `synchronous=${durability.toUpperCase()}`,
      ]
    : [];
  const page = ui
    ? [
        '--ui-ip',
        ui.host,
        '--ui-port',
        String(ui.port),
        '--ui-disable-news-fetch',
        // Of its own site: the door before it reads payloads for who is signed in.
        '--ui-codec-endpoint',
        codecPath,
      ]
    : ['--headless'];
  return [
    'server',
    'start-dev',
    '--ip',
    loopback,
    '--port',
    String(port),
    ...page,
    ...database,
    '--log-level',
    'warn',
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
    ...searchAttributeArguments(searchAttributes),
  ];
}

/** Dynamic configuration of a server whose time is skipped: JSON values. It ignores the keys that it does not know. */
export const dynamicConfig: Readonly<Record<string, string>> = {
  // The first is the spelling of server 1.32, the second that of the later pre-releases.
  'frontend.WorkflowTimeSkippingEnabled': 'true',
  'system.workflowTimeSkippingEnabled': 'true',
  // By default the timer queue looks ahead by a second, which each skip of time would then cost.
  'history.timerProcessorMaxTimeShift': '"10ms"',
  // By default the timer queue is read 20 times a second: past a burst, a skip would wait its turn for 0.2 s.
  'history.timerProcessorMaxPollRPS': '2000',
  'history.timerProcessorMaxPollHostRPS': '2000',
  // A run that continues as new within a second of its start is made to wait for the rest of it. Under time
  // skipping server 1.32 adds the time already skipped to that wait, and jumps over months with their duties.
  'history.workflowIdReuseMinimalInterval': '"0s"',
  // The HTTP API, on a random port, checks neither who asks nor from which page: any web page could act by it. No
  // request can name this host, so that every one is refused.
  'frontend.httpAllowedHosts': '["no host"]',
  // No call home.
  'frontend.enableServerVersionCheck': 'false',
};
