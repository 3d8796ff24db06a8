import { createConnection } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import { dataConverter } from '../../contract/data-converter.ts';
import { channelArgsTo } from '../../contract/loopback.ts';
import { noPayloadKeys, readPayloadKeys } from '../../contract/payload-keys.ts';
import type { Stage, StageOptions } from '../../rehearsal/stage.ts';
import type { HostOptions, HostReturns } from '../../worker/host.ts';
import type { ProviderSettings } from './openid-provider.ts';

/** What a test asks of the theatre: a stage, a worker, an OpenID provider, or to replay histories. */
export type Asked =
  | AskedStage
  | { readonly worker: AskedWorker }
  | { readonly provider: ProviderSettings }
  | {
      /** Recorded histories, as files of JSON, compressed. */
      readonly replay: readonly string[];
      readonly bundle: string;
    };

/** A worker, as JSON says it: its keys as `DELEGATION_LINK_KEYS` has them, and what it keeps by its folders. */
export interface AskedWorker extends Omit<HostOptions, 'returns' | 'archives' | 'evidence'> {
  readonly archives: string;
  readonly evidence: string;
  readonly returns?: Omit<HostReturns, 'keys'> & { readonly keys: string };
}

/** A stage, and a web application on it when it is to have one. */
export interface AskedStage {
  readonly stage: Omit<StageOptions, 'links' | 'payloadKeys'> & {
    readonly address: string;
    readonly taskQueue: string;
    /** Keys and address of the links of its letters, as `DELEGATION_LINK_KEYS` and `DELEGATION_WEB_URL` have them. */
    readonly linkKeys?: string;
    readonly linkBase?: string;
    /** As `DELEGATION_PAYLOAD_KEYS` has them; none when absent. */
    readonly payloadKeys?: string;
  };
  /** The environment of the web application. */
  readonly web?: NodeJS.ProcessEnv;
}

/** What it answers. */
export type Given =
  | GivenStage
  | { readonly opened: true }
  /** Why each of the histories is refused, null when its replay gives the same commands; in their order. */
  | { readonly replayed: readonly (string | null)[] }
  | { readonly failed: string };

/** Where a stage is reached. */
export interface GivenStage {
  readonly mailbox: Stage['mailbox'];
  readonly archives: string;
  readonly signIn?: string;
}

/** A stage in the theatre's process, reached from the test's. */
export interface Booked {
  readonly stage: Stage;
  /** The sign-in link that `npm start` would show. */
  readonly signIn: string;
  /** What the web application has logged. */
  log(): string;
}

/** Socket of the theatre of a jest worker, in the folder of the whole run. */
export function theatreDoor(folder: string, worker: string): string {
  return join(folder, `theatre-${worker}.sock`);
}

/**
 * Opens a stage, and a web application when one is asked for; the stage's `close` closes both.
 * @throws Error that says what failed there.
 */
export async function book(asked: AskedStage): Promise<Booked> {
  const { address, taskQueue, payloadKeys = noPayloadKeys } = asked.stage;
  const { given, leave, log } = await askTheatre(asked);
  if (!('mailbox' in given)) throw new Error('the theatre gave no stage');
  const connection = await Connection.connect({ address, channelArgs: channelArgsTo(address) });
  const { mailbox, archives, signIn = '' } = given;
  return {
    stage: {
      conventions: new Conventions({
        connection,
        namespace: 'default',
        taskQueue,
        dataConverter: dataConverter(readPayloadKeys(payloadKeys)),
      }),
      connection,
      mailbox,
      taskQueue,
      archives,
      async close() {
        await leave();
        await connection.close();
      },
    },
    signIn,
    log,
  };
}

/**
 * Asks the theatre of this jest worker for something, which is there until one leaves.
 * @throws Error that says what failed there.
 */
export async function askTheatre(asked: Asked): Promise<{
  readonly given: Exclude<Given, { failed: string }>;
  readonly leave: () => Promise<void>;
  /** What has been logged there since. */
  readonly log: () => string;
}> {
  const socket = createConnection(
    theatreDoor(process.env.DELEGATION_TEST_FOLDER ?? '', process.env.JEST_WORKER_ID ?? '1'),
  );
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const leave = async () => {
    socket.end();
    await closed;
  };
  let said = '';
  const answered = new Promise<string>((answer, refuse) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\n');
      if (end >= 0) answer(said.slice(0, end));
    });
    socket.once('error', refuse).once('close', () => refuse(new Error('the theatre has closed')));
  });
  socket.write(`${JSON.stringify(asked)}\n`);
  const given: Given = JSON.parse(await answered);
  if ('failed' in given) {
    await leave();
    throw new Error(given.failed);
  }
  return { given, leave, log: () => said.slice(said.indexOf('\n') + 1) };
}

/** Replays recorded histories; tells why each is refused, null when it gives the same commands. */
export async function replay(files: readonly string[], bundle: string): Promise<readonly (string | null)[]> {
  const { given, leave } = await askTheatre({ replay: files, bundle });
  await leave();
  return 'replayed' in given ? given.replayed : [];
}
