import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { hasCode } from '../contract/system-error.ts';
import { listen, loopback } from './ports.ts';

/** Where something listens on this machine. */
export interface LocalAddress {
  readonly host: string;
  readonly port: number;
}

/** "Bad ports" of the Fetch standard (§ Port blocking) that need no privilege: no page makes a browser connect there. */
const blockedPorts = [
  1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080,
];

/**
 * A free address of this machine that no web page can reach, for what guards itself against none: a port that browsers
 * refuse, of an address among 16 million of 127.0.0.0/8 that none can guess. Where the system has only 127.0.0.1
 * (macOS), the port alone is what hides it.
 *
 * @returns undefined when every such port is taken.
 */
export async function hiddenAddress(): Promise<LocalAddress | undefined> {
  const random = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const from = randomInt(blockedPorts.length);
  const ports = [...blockedPorts.slice(from), ...blockedPorts.slice(0, from)];
  for (const host of [random, loopback]) {
    for (const port of ports) {
      if (await isFree({ host, port })) return { host, port };
    }
  }
  return undefined;
}

async function isFree({ host, port }: LocalAddress): Promise<boolean> {
  const probe = createServer();
  try {
    await listen(probe, port, host);
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES')) return false;
    throw error;
  }
  await new Promise((closed) => probe.close(closed));
  return true;
}
