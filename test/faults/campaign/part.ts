import { setTimeout as pause } from 'node:timers/promises';

/** A process that runs. */
export interface Running {
  readonly pid: number;
  /** Resolves when it has ended, however. */
  readonly exited: Promise<unknown>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
  /** The processes to which a signal goes, in that order, when it is not this one alone. */
  signalled?(signal: NodeJS.Signals): readonly number[];
}

/** How long a process that has died is waited with, before it is started again: as whoever watches over it would. */
const againMs = 200;

/** A part of the field, started again whenever it ends without being asked to. */
export class Part {
  readonly name: string;
  /** How often it could not be started. */
  failedStarts = 0;
  readonly #start: () => Promise<Running>;
  #running: Running | undefined;
  #isOver = false;
  #keeping: Promise<void> = Promise.resolve();

  private constructor(name: string, start: () => Promise<Running>) {
    this.name = name;
    this.#start = start;
  }

  /** Starts one, and waits until it runs; what its first start throws is thrown. */
  static async start(name: string, start: () => Promise<Running>): Promise<Part> {
    const part = new Part(name, start);
    part.#running = await start();
    part.#keeping = part.#keep();
    return part;
  }

  /** Whether it runs now. */
  get isUp(): boolean {
    return this.#running !== undefined;
  }

  /** Sends a signal to its process; nothing when it has none. */
  signal(signal: NodeJS.Signals): void {
    const running = this.#running;
    if (!running) return;
    for (const pid of running.signalled?.(signal) ?? [running.pid]) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has just ended.
      }
    }
  }

  /** What `kill -9` does; resolves when it is dead. */
  async kill(): Promise<void> {
    const running = this.#running;
    this.signal('SIGKILL');
    await running?.exited;
  }

  /** Waits until it runs again. */
  async up(): Promise<void> {
    while (!this.isUp) await pause(50);
  }

  /** Ends it for good, as whoever runs it would. */
  async end(): Promise<void> {
    this.#isOver = true;
    this.signal('SIGCONT');
    await this.#running?.stop();
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    for (;;) {
      await this.#running?.exited;
      this.#running = undefined;
      if (this.#isOver) return;
      await pause(againMs);
      try {
        this.#running = await this.#start();
      } catch {
        this.failedStarts += 1;
      }
      if (this.#isOver) await this.#running?.stop();
    }
  }
}
