import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client, type ConnectionLike, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { Payload, SearchAttributePair, WorkflowIdReusePolicy } from '@temporalio/common';
import { decode } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { type ActInput, type ActName, acts } from '../acts/acts.ts';
import { intentionIn, intentionOf, toldOf, updateIdOf } from '../acts/intention.ts';
import type { Patiently } from '../contract/listing.ts';
import { searchAttributes } from '../contract/search-attributes.ts';
import { workflowIdOf } from '../contract/workflow-id.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { describeFault } from '../convention/document/faults.ts';
import { faultsOf } from '../convention/document/read-document.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { isErrorCode, OutcomeUnknown, Refused } from '../convention/errors.ts';
import { memoOf, partyMarks } from '../convention/people/memo.ts';
import { frenchStopping } from '../convention/term/stop.ts';
import { type ConventionView, stoppedView } from '../convention/views/view.ts';
import { frenchUnknownNamespace, isUnknownNamespace } from '../engine/unknown-namespace.ts';
import type { ActDone, ConventionOutcome, ConventionStart } from '../workflows/messages.ts';
import { connectToEngine, type EngineConnection } from './connection.ts';
import {
  cutShort,
  failureIn,
  grpcErrorIn,
  isCatchingUp,
  isTaskFailing,
  notHandedOver,
  patienceMs,
  saidNo,
  silence,
  unprocessed,
} from './engine-answers.ts';
import { type FoundLetter, findLetter } from './letters.ts';
import {
  everyConvention,
  type ListedConvention,
  type ListFilter,
  type ListPage,
  listConventions,
  listedConvention,
} from './list.ts';
import { startedBy } from './started.ts';
import { isBetweenRuns, isOfStopped, isStartedAlready, notStopped, resumedStart, stopOf } from './stopped.ts';

const askAgainMs = 500;

/** The engine over any connection: a worker has one of its own kind. */
type OpenEngine = Omit<EngineConnection, 'connection'> & { readonly connection: ConnectionLike };

/**
 * People's way to their conventions, typed. Every method throws `Refused` with a code of the table of errors when the
 * answer is no.
 */
export class Conventions {
  readonly #engine: OpenEngine;
  readonly #client: Client;
  /** Queries nothing that was stopped outside the application. */
  readonly #sound: Client;

  /** @param engine the engine to ask; see `connect` for the usual one. */
  constructor(engine: OpenEngine) {
    this.#engine = engine;
    const { connection, namespace, dataConverter } = engine;
    const options = { connection, namespace, dataConverter };
    this.#client = new Client(options);
    this.#sound = new Client({ ...options, workflow: { queryRejectCondition: 'NOT_COMPLETED_CLEANLY' } });
  }

  /**
   * Reaches this deployment's engine.
   * @throws Refused `ENGINE_UNREACHABLE`.
   */
  static async connect(environment?: NodeJS.ProcessEnv): Promise<Conventions> {
    return new Conventions(await connectToEngine(environment));
  }

  /** Lets go of the engine. */
  async close(): Promise<void> {
    await this.#engine.connection.close();
  }

  /**
   * Starts a convention's life. Asked again under the same name, it is told as done.
   * @param intention the name of what is meant to be done once.
   * @throws Refused `ALREADY_DONE` when one of that id was ever started under another.
   */
  async start(
    document: ConventionDocument,
    by: string,
    settings: Pick<
      ConventionStart,
      'historyEvents' | 'clockOffsetMs' | 'signedText' | 'alreadyDone' | 'together'
    > = {},
    intention: string = randomUUID(),
  ): Promise<WorkflowHandle> {
    const { id } = document;
    const { signedText, alreadyDone, together } = settings;
    const updateId = updateIdOf(intention, 'start', { document, by, signedText, alreadyDone, together });
    return this.#sending(id, intention, async () => {
      try {
        return await this.#launch({ document, by, intention: updateId, ...settings }, 'REJECT_DUPLICATE');
      } catch (error) {
        if (!isStartedAlready(error)) throw error;
        const begun = await startedBy(this.#client, workflowIdOf(id));
        if (begun === updateId) return this.handle(id);
        if (begun !== undefined && intentionIn(begun) === intention) {
          throw new Refused(
            'REQUEST_REUSED',
            `« ${intention} » refusé : cette demande a déjà démarré « ${id} », avec un autre document ou au nom de quelqu’un d’autre ; accepté : une demande nouvelle.`,
          );
        }
        throw new Refused(
          'ALREADY_DONE',
          `La convention « ${id} » est déjà démarrée : voyez « delegation show ${id} ».`,
        );
      }
    });
  }

  /**
   * Starts a convention that was stopped outside the application again, from where its last run stood: a letter that
   * had not left leaves, one that had does not leave again. It has no name: asked again, a convention that runs is not
   * resumed twice.
   * @returns what was done, one French sentence.
   * @throws Refused `NOT_NOW` when it runs, `CLOSED` when it went to its end, `OUTCOME_UNKNOWN` when nobody answered.
   */
  async resume(id: string, by: string, mark: string): Promise<string> {
    const start = await this.#asking(id, () => resumedStart(this.#client, id, { by, mark, now: Date.now() }));
    await this.#sending(id, undefined, async () => {
      try {
        await this.#launch(start, 'ALLOW_DUPLICATE_FAILED_ONLY');
      } catch (error) {
        throw isStartedAlready(error) ? notStopped(id, false) : error;
      }
    });
    return start.carried?.course.convention.journal.at(-1)?.text ?? '';
  }

  #launch(start: ConventionStart, workflowIdReusePolicy: WorkflowIdReusePolicy): Promise<WorkflowHandle> {
    const { id, signedOn } = start.document;
    const memo = memoOf(start.document, '');
    const { title, shortName, parties } = memo;
    const attributes: SearchAttributePair[] = [
      { key: searchAttributes.phase, value: 'signed' },
      {
        key: searchAttributes.parties,
        value: partyMarks(start.document),
      },
    ];
    return this.#client.workflow.start('convention', {
      workflowId: workflowIdOf(id),
      taskQueue: this.#engine.taskQueue,
      args: [start],
      workflowIdReusePolicy,
      memo: { ...memo },
      typedSearchAttributes: attributes,
      staticSummary: `${shortName} (${parties})`,
      staticDetails: `${title}, signée le ${frenchDate(signedOn)}`,
    });
  }

  /**
   * Does an act once, however often it is asked for under one name, and says what it did.
   * @param intention the name of what is meant to be done once; whoever gives none cannot ask again.
   * @throws Refused with why not: nothing has changed then.
   * @throws OutcomeUnknown when nobody answered: it may be done, or be done later.
   */
  act<Name extends ActName>(
    id: string,
    name: Name,
    act: ActInput<Name>,
    intention?: string,
  ): Promise<string> {
    return this.perform(id, name, act, intention);
  }

  /** The same for an act read from elsewhere, whose shape only its schema has checked. */
  async perform(id: string, name: ActName, act: unknown, intention: string = randomUUID()): Promise<string> {
    checkShape(name, act);
    const updateId = updateIdOf(intention, name, act);
    const done = await this.#sending(id, intention, () =>
      this.handle(id).executeUpdate<ActDone, [unknown]>(name, { args: [act], updateId }),
    );
    return done.text;
  }

  /**
   * What came of something that was asked for; undefined when the convention knows nothing of it.
   * @throws Refused when it was refused, and the refusal itself was kept.
   */
  async outcomeOf(id: string, intention: string): Promise<string | undefined> {
    const record = await this.record(id);
    const known = intentionOf(record, intention);
    if (known?.refusal) throw new Refused(known.refusal.code, known.refusal.message);
    return known && toldOf(record, known);
  }

  /** The convention as it stands; or as it stood when it was stopped outside the application. */
  view(id: string): Promise<ConventionView> {
    return this.#asking(id, async () => {
      try {
        return await this.#sound.workflow.getHandle(workflowIdOf(id)).query<ConventionView>('view');
      } catch (error) {
        const stopped = isOfStopped(error) ? await stopOf(this.#client, id) : undefined;
        if (!stopped) throw error;
        return stoppedView(await this.handle(id).query<ConventionView>('view'), stopped);
      }
    });
  }

  /** The whole record of a convention. */
  record(id: string): Promise<Convention> {
    return this.#asking(id, () => this.handle(id).query<Convention>('record'));
  }

  /** The namespace where they live. */
  get namespace(): string {
    return this.#engine.namespace;
  }

  /**
   * What payloads of the server's hold, once decrypted.
   * @throws PayloadCodecError when one cannot be read.
   */
  decode(payloads: Payload[]): Promise<Payload[]> {
    return decode(this.#client.options.loadedDataConverter.payloadCodecs, payloads);
  }

  /** A letter that a convention asked for, by its Message-ID; undefined when its history is gone. */
  letter(id: string, messageId: string): Promise<FoundLetter | undefined> {
    return this.#asking(id, () => findLetter(this.#client, workflowIdOf(id), messageId));
  }

  /** The server's own handle on a convention's workflow. */
  handle(id: string): WorkflowHandle {
    return this.#client.workflow.getHandle(workflowIdOf(id));
  }

  /** Waits until the convention is closed, and says how it ended. */
  outcome(id: string): Promise<ConventionOutcome> {
    return this.handle(id).result();
  }

  /** A page of conventions, most recently started first. */
  list(filter: ListFilter = {}): Promise<ListPage> {
    return this.#asking('', () => listConventions(this.#client, this.#engine.taskQueue, filter));
  }

  /** All the conventions that a filter finds, most recently started first. */
  every(filter: Omit<ListFilter, 'limit' | 'page'> = {}): Promise<readonly ListedConvention[]> {
    const patiently: Patiently = (ask) => this.#asking('', ask);
    return everyConvention(this.#client, this.#engine.taskQueue, filter, patiently);
  }

  /** One convention as lists show it, up to the last act that was answered; no worker is needed. */
  listed(id: string): Promise<ListedConvention> {
    return this.#asking(id, () => listedConvention(this.#client, this.#engine.taskQueue, id));
  }

  /** Asks for what changes nothing. */
  async #asking<Answer>(id: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await this.#withPatience(ask);
    } catch (error) {
      throw await this.#explain(id, error);
    }
  }

  /**
   * Asks for something to be done: whoever is not answered does not know whether it is.
   * @param intention its name; undefined for what has none, and is not done twice all the same.
   */
  async #sending<Answer>(
    id: string,
    intention: string | undefined,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await this.#withPatience(ask);
    } catch (error) {
      const grpc = grpcErrorIn(error);
      const isCut = failureIn(error)?.type === cutShort;
      if (!isCut && (!grpc || saidNo.includes(grpc.code))) throw await this.#explain(id, error);
      const why = grpc ? silence(grpc) : 'a fini cette exécution de la convention avant elle';
      const message = `Votre demande est partie, mais le moteur ${why} : elle est peut-être faite, ou le sera. La renvoyer telle quelle dit ce qu’il en est, et ne la fait pas deux fois.`;
      throw intention === undefined
        ? new Refused('OUTCOME_UNKNOWN', message)
        : new OutcomeUnknown(intention, message);
    }
  }

  /** Asks, and asks again while the worker is only coming back: the engine has then taken nothing in. */
  async #withPatience<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        return await this.#engine.connection.withDeadline(deadline, ask);
      } catch (error) {
        const grpc = grpcErrorIn(error);
        const isNotTaken = grpc
          ? isTaskFailing(grpc) || isCatchingUp(grpc)
          : failureIn(error)?.type === unprocessed || isBetweenRuns(error);
        if (!isNotTaken || Date.now() + askAgainMs > deadline) throw error;
      }
      await setTimeout(askAgainMs);
    }
  }

  async #explain(id: string, error: unknown): Promise<unknown> {
    const failure = failureIn(error);
    if (failure?.type === unprocessed) return new Refused('ENGINE_UNREACHABLE', notHandedOver);
    if (failure) return isErrorCode(failure.type) ? new Refused(failure.type, failure.message) : error;
    const grpc = grpcErrorIn(error);
    if (isUnknownNamespace(grpc ?? error)) {
      return new Refused('ENGINE_UNREACHABLE', frenchUnknownNamespace(this.namespace));
    }
    if (error instanceof WorkflowNotFoundError) return this.#missing(id);
    if (!grpc) return error;
    return new Refused(
      'ENGINE_UNREACHABLE',
      `Le moteur ${silence(grpc)}. Un worker est-il en marche ? « npm start » en lance un.`,
    );
  }

  /** A convention that does not answer is either unknown or closed, or nobody is there any more to say which. */
  async #missing(id: string): Promise<unknown> {
    try {
      const stopped = await stopOf(this.#client, id);
      if (stopped) {
        const say = `La convention « ${id} » n’est plus suivie. ${frenchStopping(stopped)}`;
        return new Refused('STOPPED', `${say} « delegation resume ${id} » la reprend.`);
      }
      const { closeTime } = await this.handle(id).describe();
      const when = closeTime ? ` depuis le ${closeTime.toISOString().slice(0, 10)}` : '';
      return new Refused(
        'CLOSED',
        `La convention « ${id} » est close${when} : plus aucun acte n’est possible.`,
      );
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) return this.#explain(id, error);
      return new Refused(
        'UNKNOWN_CONVENTION',
        `« ${id} » n’est pas une convention suivie ici : voyez « delegation list ».`,
      );
    }
  }
}

/**
 * Looks whether an act read from elsewhere has the shape of those of its name.
 * @throws Refused `BAD_ACT` with one line per fault.
 */
export function checkShape(name: ActName, act: unknown): void {
  const read = acts[name].schema.safeParse(act);
  if (!read.success)
    throw new Refused('BAD_ACT', faultsOf(act, [], read.error).map(describeFault).join('\n'));
}
