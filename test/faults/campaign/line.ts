import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '../../../engine/ports.ts';

/** How a line is cut: nobody listens, nothing passes, or each connection is reset. */
export type Cut = 'refused' | 'silent' | 'reset';

/** A line between two parts, which can be cut. */
export class Line {
  /** Where whoever is at this end of it connects. */
  readonly port: number;
  readonly #target: () => number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #cut: Cut | undefined;
  #waiting: Socket[] = [];

  private constructor(server: Server, port: number, target: () => number) {
    this.port = port;
    this.#target = target;
    this.#serve(server);
  }

  /** @param target the port at the other end, asked at each connection. */
  static async open(target: () => number): Promise<Line> {
    const server = createServer({ noDelay: true });
    return new Line(server, await listen(server, 0), target);
  }

  /** Cuts it. */
  cut(how: Cut): void {
    this.#cut = how;
    if (how === 'silent') {
      for (const socket of this.#sockets) socket.pause();
      return;
    }
    if (how === 'refused') this.#stopServing();
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Mends it: what was on its way when it went silent goes on. */
  async mend(): Promise<void> {
    this.#cut = undefined;
    while (!this.#server) await this.#serveAgain();
    for (const socket of this.#sockets) socket.resume();
    for (const socket of this.#waiting.splice(0)) this.#pass(socket);
  }

  close(): void {
    this.#stopServing();
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(server: Server): void {
    this.#server = server;
    server.on('connection', (near) => {
      this.#keep(near);
      if (this.#cut === 'reset') near.resetAndDestroy();
      else if (this.#cut === 'silent') this.#waiting.push(near);
      else this.#pass(near);
    });
  }

  async #serveAgain(): Promise<void> {
    const server = createServer({ noDelay: true });
    try {
      await listen(server, this.port);
      this.#serve(server);
    } catch {
      // Another program has taken the port for a moment.
      await pause(50);
    }
  }

  #stopServing(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  #pass(near: Socket): void {
    const far = connect({ port: this.#target(), host: '127.0.0.1', noDelay: true });
    this.#keep(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (some: Buffer) => to.write(some));
      from.on('end', () => to.end());
      from.on('error', () => to.resetAndDestroy());
      from.on('close', () => to.destroySoon());
    }
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
