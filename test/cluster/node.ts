import { connect } from 'node:net';
import { loopback } from '../../engine/ports.ts';
import type { NodePlace } from './node-config.ts';
import { type Running, runUntil } from './running.ts';

/** A server of a cluster, all four services in one process. */
export interface Node {
  readonly metrics: string;
  /** Where its services answer: the frontend, which is for clients, then those that are for the nodes alone. */
  readonly ports: readonly number[];
  pid(): number;
  log(): string;
  /** Resolves when its process has ended, however. */
  ended(): Promise<void>;
  start(): Promise<void>;
  /** What an administrator does before it is replaced. */
  stop(): Promise<void>;
  /** What `kill -9` does. */
  kill(): Promise<void>;
}

/**
 * One that is not started yet.
 * @param program what it is started with, whenever it is.
 */
export function nodeOf(
  program: () => string,
  config: string,
  { frontend, others, metrics }: NodePlace,
): Node {
  let running: Running | undefined;
  return {
    ports: [frontend, ...others.slice(0, 3)],
    metrics: `http://${loopback}:${metrics}/metrics`,
    pid: () => running?.pid ?? 0,
    log: () => running?.log() ?? '',
    ended: () => running?.exited ?? Promise.resolve(),
    async start() {
      running = await runUntil(
        program(),
        ['--config-file', config, '--allow-no-auth', 'start'],
        { env: { PATH: process.env.PATH } },
        () => isOpen(frontend),
      );
    },
    stop: () => running?.end('SIGTERM') ?? Promise.resolve(),
    kill: () => running?.end('SIGKILL') ?? Promise.resolve(),
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((told) => {
    const socket = connect(port, loopback);
    socket.once('connect', () => {
      socket.destroy();
      told(true);
    });
    socket.once('error', () => told(false));
  });
}
