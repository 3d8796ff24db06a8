import { randomUUID } from 'node:crypto';
import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';

/** The clock of a workflow could not be moved as asked: another fast-forward took its place, or skips ran out. */
export class TimeSkippingError extends Error {
  override readonly name = 'TimeSkippingError';
}

/** Which workflow's clock a {@link TimeSkipper} moves. */
export interface TimeSkipperOptions {
  connection: Connection;
  /** `default` when absent. */
  namespace?: string;
  /** The workflow, through all its runs: a continued-as-new run inherits the clock and a pending fast-forward. */
  workflowId: string;
  /** How many skips one fast-forward may take before the server refuses more; 100,000 by default. */
  maxSkips?: number;
}

/** Milliseconds of one wait: the server does not tell who waits that the skips have run out. */
const pollMs = 3000;

const grpcCode = { cancelled: 1, deadlineExceeded: 4, notFound: 5 };

type Outcome = 'completed' | 'ended' | 'held' | 'disabled' | 'replaced';

/**
 * Moves the virtual clock of one workflow, on a server whose time skipping is on (`startServer`). Each workflow has
 * its own clock; it jumps from one timer to the next, and stands still while a workflow task or an activity runs.
 * Outside a fast-forward time goes at its usual pace, so signals and updates land at the virtual date.
 *
 * To be thrown away when the TypeScript SDK has its own: this has the shape of Python's
 * `temporalio.testing.TimeSkipper`, over the raw and experimental calls of server 1.32.
 *
 * @example
 * const skipper = new TimeSkipper({ connection, workflowId: 'convention-1' });
 * await skipper.fastForward(365 * 24 * 3600 * 1000);
 * await skipper.currentTime(); // a year from now
 */
export class TimeSkipper {
  readonly #options: Required<TimeSkipperOptions>;
  /** Pending while {@link withTimeSkippingDisabled} runs. */
  #enabledAgain: Promise<void> | undefined;
  /** Aborted when time skipping is disabled here: the server does not wake who waits for a fast-forward then. */
  #waiting = new AbortController();

  constructor(options: TimeSkipperOptions) {
    this.#options = { namespace: 'default', maxSkips: 100_000, ...options };
  }

  /**
   * Moves the clock forward, and resolves when it got there and all that fell due on the way has been done, but for
   * what falls due at that very instant.
   *
   * @param durationMs virtual milliseconds from the workflow's present; from calendar arithmetic, never `'1 year'`.
   * @param signal gives up waiting, for instance when the worker is stuck; the fast-forward itself goes on.
   * @returns true when the clock got there, false when the workflow ended before.
   * @throws TimeSkippingError when a later fast-forward took its place or when {@link TimeSkipperOptions.maxSkips}
   * is reached; the SDK's ServiceError when there is no such workflow or no server.
   */
  async fastForward(durationMs: number, signal?: AbortSignal): Promise<boolean> {
    const target = (await this.#describe()).now + durationMs;
    for (;;) {
      await this.#enabledAgain;
      const { now, isRunning } = await this.#describe();
      if (now >= target) return true;
      if (!isRunning) return false;
      const id = randomUUID();
      const isSet = await this.#configure({ enabled: true, fastForward: { id, durationMs: target - now } });
      const outcome = isSet ? await this.#waitFor(id, signal) : 'ended';
      if (outcome === 'completed') return true;
      if (outcome === 'ended') return false;
      // A run that continued as new at the target does not know the fast-forward that its predecessor finished.
      if (outcome === 'replaced' && (await this.#describe()).now >= target) return true;
      if (outcome === 'held' || this.#enabledAgain) continue;
      throw new TimeSkippingError(
        outcome === 'disabled'
          ? `Le temps de « ${this.#options.workflowId} » n’avance plus : ${this.#options.maxSkips} sauts au plus.`
          : `Une autre avance du temps de « ${this.#options.workflowId} » a remplacé celle-ci.`,
      );
    }
  }

  /** The workflow's virtual present; the real one when its clock has never been moved. */
  async currentTime(): Promise<Date> {
    return new Date((await this.#describe()).now);
  }

  /**
   * Runs something with the clock at its usual pace. A fast-forward under way is suspended meanwhile, and then goes
   * on to where it was to end.
   */
  async withTimeSkippingDisabled<T>(work: () => Promise<T>): Promise<T> {
    await this.#enabledAgain;
    let enable = (): void => {};
    this.#enabledAgain = new Promise((resolve) => {
      enable = resolve;
    });
    try {
      await this.#configure({ enabled: false });
      this.#waiting.abort();
      this.#waiting = new AbortController();
      return await work();
    } finally {
      this.#enabledAgain = undefined;
      enable();
    }
  }

  async #describe(): Promise<{ now: number; isRunning: boolean }> {
    const { connection, namespace, workflowId } = this.#options;
    const description = await connection.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    });
    const virtual = description.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
    return {
      now: virtual ? tsToMs(virtual) : Date.now(),
      // 1 is RUNNING in Temporal's API.
      isRunning: description.workflowExecutionInfo?.status === 1,
    };
  }

  /** @returns false when the workflow has ended. */
  async #configure(config: {
    enabled: boolean;
    fastForward?: { id: string; durationMs: number };
  }): Promise<boolean> {
    const { connection, namespace, workflowId, maxSkips } = this.#options;
    const { enabled, fastForward } = config;
    try {
      await connection.workflowService.updateWorkflowExecutionOptions({
        namespace,
        workflowExecution: { workflowId },
        workflowExecutionOptions: {
          timeSkippingConfig: {
            enabled,
            maxSessionSkipCount: maxSkips,
            ...(fastForward && {
              fastForwardConfig: { id: fastForward.id, duration: msToTs(fastForward.durationMs) },
            }),
          },
        },
        updateMask: { paths: ['time_skipping_config'] },
      });
      return true;
    } catch (error) {
      if (isGrpcServiceError(error) && error.code === grpcCode.notFound) return false;
      throw error;
    }
  }

  async #waitFor(fastForwardId: string, giveUp?: AbortSignal): Promise<Outcome> {
    const { connection, namespace, workflowId } = this.#options;
    const held = this.#waiting.signal;
    const signals = giveUp ? [giveUp, held] : [held];
    const poll = () =>
      connection.withDeadline(Date.now() + pollMs, () =>
        connection.workflowService.pollWorkflowExecutionTimeSkipping({
          namespace,
          workflowExecution: { workflowId },
          fastForwardId,
        }),
      );
    for (;;) {
      try {
        // One signal for each poll: the SDK listens to it and never stops listening.
        const signal = AbortSignal.any(signals);
        const { fastForwardPollingResult, failedReason } = await connection.withAbortSignal(signal, poll);
        // FastForwardPollingResult of Temporal's API: 1 the poll timed out, 2 completed, 3 failed.
        if (fastForwardPollingResult === 2) return 'completed';
        if (fastForwardPollingResult !== 3) continue;
        if (failedReason.includes('ended')) return 'ended';
        if (held.aborted) return 'held';
        return failedReason.includes('disabled') ? 'disabled' : 'replaced';
      } catch (error) {
        giveUp?.throwIfAborted();
        if (held.aborted) return 'held';
        if (!isGrpcServiceError(error) || !isPollOver(error.code)) throw error;
      }
    }
  }
}

/** Both ends watch the deadline of a poll: the server, when it is first, hangs up instead of answering. */
function isPollOver(code: number): boolean {
  return code === grpcCode.deadlineExceeded || code === grpcCode.cancelled;
}
