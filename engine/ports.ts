import { createServer, type Server } from 'node:net';
import { hasCode } from '../contract/system-error.ts';

/** All that this project listens on is for this machine only. */
export const loopback = '127.0.0.1';

/**
 * A loopback port that is free now: the preferred one when it is, else any. Another program may take it before it
 * is used; for a server of our own, {@link listenNear} leaves no such gap.
 *
 * @param preferred TCP port to try first; absent or 0 means any.
 * @param taken ports not to be given, because they are already promised.
 */
export async function freePort(preferred?: number, taken: readonly number[] = []): Promise<number> {
  const wanted = preferred && !taken.includes(preferred) ? preferred : 0;
  const probe = createServer();
  const port = await listenNear(probe, wanted);
  await new Promise((resolve) => probe.close(resolve));
  return taken.includes(port) ? freePort(0, taken) : port;
}

/**
 * Makes a server listen on loopback at the preferred port, or at any free one when that is taken or forbidden.
 *
 * @returns the port it listens on.
 * @throws the system's error when it cannot listen for another cause.
 */
export async function listenNear(server: Server, preferred?: number): Promise<number> {
  try {
    return await listen(server, preferred ?? 0);
  } catch (error) {
    if (!preferred || !hasCode(error, 'EADDRINUSE', 'EACCES')) throw error;
    return listen(server, 0);
  }
}

/**
 * Makes a server listen at an address that nobody else uses.
 * @returns the port it listens on.
 * @throws the system's error when it cannot.
 */
export function listen(server: Server, port: number, host = loopback): Promise<number> {
  return new Promise((resolve, reject) => {
    const onListening = (): void => {
      server.off('error', onError);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    };
    const onError = (error: Error): void => {
      server.off('listening', onListening);
      reject(error);
    };
    server.once('listening', onListening);
    server.once('error', onError);
    server.listen({ host, port, exclusive: true });
  });
}
