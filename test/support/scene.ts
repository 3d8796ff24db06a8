import type { ActInput, ActName } from '../../acts/acts.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { type Instant, parisDate, parisInstant, parisTime } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import type { ConventionView } from '../../convention/views/view.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { readMails } from '../../rehearsal/mails.ts';
import { seenAct } from '../../rehearsal/seen.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import type { ConventionStart } from '../../workflows/messages.ts';
import { type AskedStage, book } from './backstage.ts';
import { testDocument } from './documents.ts';

/** Who acts in tests. */
export const by = 'Camille';

/** One convention on a stage, its clock in our hands. */
export interface Scene {
  readonly stage: Stage;
  readonly document: ConventionDocument;
  readonly id: string;
  /** Does an act, what it agrees to before one's eyes; returns what it did. */
  act<Name extends ActName>(name: Name, input: ActInput<Name>): Promise<string>;
  /** Lets time pass until a day of Paris, at an hour (noon by default). */
  advanceTo(day: string, time?: string): Promise<void>;
  /** Lets time pass until the workflow has completed. */
  playOut(): Promise<void>;
  view(): Promise<ConventionView>;
  now(): Promise<Instant>;
  /** Waits until as many mails have come as letters were recorded, then tells them: `2020-05-04 09:12 budget@dinum.example subject`. */
  mails(): Promise<SceneMail[]>;
  close(): Promise<void>;
}

export interface SceneMail {
  readonly on: string;
  readonly time: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
}

/** A life whose history is one run, however long: it never continues as new. */
export const inOneRun = { historyEvents: 100_000 } as const;

/** How a scene begins. */
export interface SceneOptions
  extends Partial<Pick<AskedStage['stage'], 'address' | 'smtpUrl' | 'payloadKeys'>> {
  readonly document?: Record<string, unknown>;
  /** When it is registered; the morning of its signature by default. */
  readonly at?: readonly [day: string, time: string];
  readonly start?: Pick<ConventionStart, 'historyEvents'>;
}

/** A stage on the shared server, but for what the options say. */
export async function bookStage(
  taskQueue: string,
  options: Partial<Pick<AskedStage['stage'], 'address' | 'smtpUrl' | 'payloadKeys'>> = {},
): Promise<Stage> {
  const workflowBundle = { codePath: testBundle() };
  const { stage } = await book({ stage: { address: testAddress(), workflowBundle, taskQueue, ...options } });
  return stage;
}

/** Starts the real convention, changed at will, on the shared server. */
export async function openScene({
  at,
  start,
  document: changes,
  ...options
}: SceneOptions = {}): Promise<Scene> {
  const document = testDocument(changes);
  const stage = await bookStage(document.id, options);
  const { id } = document;
  const { conventions, connection } = stage;
  const [day, time] = at ?? [document.signedOn, '08:00'];
  const clockOffsetMs = parisInstant(plainDateOf(day), time) - Date.now();
  await conventions.start(document, 'Camille', { clockOffsetMs, ...start });
  const skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(id) });
  const now = async () => (await skipper.currentTime()).getTime() + clockOffsetMs;
  return {
    stage,
    document,
    id,
    now,
    async act(name, input) {
      return conventions.perform(id, name, await seenAct(conventions, id, name, input));
    },
    async advanceTo(on, at = '12:00') {
      await skipper.fastForward(Math.max(1, parisInstant(plainDateOf(on), at) - (await now())));
    },
    async playOut() {
      await skipper.fastForward(10 * 366 * 24 * 3_600_000);
    },
    view: () => conventions.view(id),
    async mails() {
      const { mails } = await conventions.view(id);
      const received = await readMails(stage.mailbox);
      if (received.length < mails.length)
        throw new Error(`${mails.length} letters left, ${received.length} came`);
      return received.map(({ at: leftAt, ...mail }) => {
        const at = Date.parse(leftAt);
        return { on: parisDate(at), time: parisTime(at), ...mail };
      });
    },
    close: () => stage.close(),
  };
}

/** Address of the server of the whole run. */
export function testAddress(): string {
  return process.env.DELEGATION_TEST_ADDRESS ?? '';
}

/** The workflows' bundle of the whole run. */
export function testBundle(): string {
  return process.env.DELEGATION_TEST_BUNDLE ?? '';
}

/**
 * Waits until something is so, asking again and again.
 * @throws Error when it is not within half a minute, or so many seconds, so that a failing test ends.
 */
export async function eventually<Value>(
  ask: () => Promise<Value | undefined> | Value | undefined,
  seconds = 30,
): Promise<Value> {
  const deadline = performance.now() + seconds * 1000;
  // Less and less often: to ask is work too, for the machine that is waited for.
  for (let pause = 20; performance.now() < deadline; pause = Math.min(pause * 1.5, 300)) {
    const value = await ask();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`what was waited for did not come within ${seconds} s`);
}
