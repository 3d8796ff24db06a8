import { theatreDoor } from '../support/backstage.ts';
import { compiled, startChild } from '../support/child-process.ts';
import { providerSettings } from '../support/cluster.ts';
import { type RoundRobin, roundRobin } from '../support/round-robin.ts';
import { startProvider } from '../web/sign-in/support.ts';
import { steadyPorts } from './ports.ts';

/** The one address of a deployment's web processes, and the provider at which people sign in. */
export interface Front {
  readonly proxy: RoundRobin;
  /** Where each web process is. */
  readonly ports: readonly number[];
  /** What they are told of the provider. */
  readonly signIn: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Opens one; the web processes may be started later. */
export async function openFront(folder: string): Promise<Front> {
  const [providerPort = 0, ...ports] = await steadyPorts(3);
  const proxy = await roundRobin(ports);
  // The provider lives in a theatre, which the other tests of this kind have from jest.
  process.env.DELEGATION_TEST_FOLDER = folder;
  const theatre = await startChild(compiled('test', 'support', 'theatre.js'), {
    args: [theatreDoor(folder, process.env.JEST_WORKER_ID ?? '1')],
  });
  await startProvider({
    port: providerPort,
    redirectUri: `${proxy.url}/connexion/retour`,
    signedOutUri: `${proxy.url}/`,
  });
  return {
    proxy,
    ports,
    signIn: providerSettings(providerPort),
    async close() {
      await theatre.end();
      await proxy.close();
    },
  };
}
