import { connect, createServer, type Socket } from 'node:net';
import { listen, loopback } from '../../engine/ports.ts';

/** One address for the frontends of all nodes: what a TCP load balancer gives. It carries TLS as it comes. */
export interface Balancer {
  readonly address: string;
  close(): Promise<void>;
}

/** Opens one on a port; each connection goes to the next node that takes it. */
export async function openBalancer(port: number, frontends: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const forward = (client: Socket, tries: number) => {
    const target = frontends[turn++ % frontends.length] ?? 0;
    const node = connect(target, loopback);
    let isTaken = false;
    open.add(node);
    node.once('connect', () => {
      isTaken = true;
      client.pipe(node).pipe(client);
    });
    node.on('error', () => {
      if (isTaken || tries === 1) client.destroy();
      else forward(client, tries - 1);
    });
    node.once('close', () => {
      open.delete(node);
      if (isTaken) client.destroy();
    });
    client.once('close', () => node.destroy());
  };
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    client.once('close', () => open.delete(client));
    forward(client, frontends.length);
  });
  await listen(server, port);
  return {
    address: `localhost:${port}`,
    async close() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
