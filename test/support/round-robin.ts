import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address before several processes: each request goes to the next of them. */
export interface RoundRobin {
  readonly url: string;
  /** How many requests each has taken. */
  readonly handed: readonly number[];
  /** Has all that follows go to one of them, by its rank; to each in turn again when undefined. */
  only(rank: number | undefined): void;
  close(): Promise<void>;
}

/**
 * Opens the address. Whoever is not there is passed over, unless all goes to that one.
 * @param ports of this machine, which may not be listened to yet.
 */
export async function roundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const handed = ports.map(() => 0);
  let chosen: number | undefined;
  let turn = 0;
  const hand = (asked: IncomingMessage, reply: ServerResponse, tries: number) => {
    const rank = chosen ?? turn++ % ports.length;
    const { method, url: path, headers } = asked;
    // Its name goes along: behind such an address, processes know themselves by it.
    const to = { host: '127.0.0.1', port: ports[rank], method, path, headers, agent: false };
    const onward = request(to, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    let isTaken = false;
    onward.once('socket', (socket) =>
      socket.once('connect', () => {
        isTaken = true;
        handed[rank] = (handed[rank] ?? 0) + 1;
        asked.pipe(onward);
      }),
    );
    onward.once('error', () => {
      if (isTaken || chosen !== undefined || tries === 1) reply.destroy();
      else hand(asked, reply, tries - 1);
    });
  };
  const server = createServer((asked, reply) => hand(asked, reply, ports.length));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    handed,
    only(rank) {
      chosen = rank;
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
