import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a process listens. */
export interface Listener {
  readonly host: string;
  readonly port: number;
}

/** All that some processes of this machine listen on, over TCP and IPv4, as Linux tells it. */
export async function listenersOf(pids: readonly number[]): Promise<Listener[]> {
  const sockets = await Promise.all(
    pids.map(async (pid) => {
      const folder = `/proc/${pid}/fd`;
      const links = (await readdir(folder)).map((name) => readlink(join(folder, name)).catch(() => ''));
      return Promise.all(links);
    }),
  );
  const theirs = new Set(sockets.flat());
  const [, ...lines] = (await readFile('/proc/net/tcp', 'utf8')).trim().split('\n');
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    if (state !== '0A' || !theirs.has(`socket:[${inode}]`)) return [];
    const [host = '', port = ''] = local.split(':');
    const octets = [6, 4, 2, 0].map((at) => Number.parseInt(host.slice(at, at + 2), 16));
    return [{ host: octets.join('.'), port: Number.parseInt(port, 16) }];
  });
}
