import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { frenchInstant } from '../convention/calendar/french.ts';
import type { Instant } from '../convention/calendar/paris.ts';

/**
 * The one timer of a convention. It is left alone while it stands for the right instant: setting it anew at each act
 * and each letter would be a third of the history.
 */
export class Alarm {
  readonly #ring: () => void;
  #set: { readonly at: Instant; readonly timer: CancellationScope } | undefined;

  /** @param ring called when the instant has come. */
  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** Rings at an instant, so many milliseconds from now, and at no other; never when undefined. */
  set(wake: { readonly at: Instant; readonly inMs: number } | undefined): void {
    if (this.#set?.at === wake?.at) return;
    this.#set?.timer.cancel();
    this.#set = undefined;
    if (wake === undefined) return;
    const timer = new CancellationScope();
    this.#set = { at: wake.at, timer };
    void timer.run(() => this.#wait(wake));
  }

  async #wait({ at, inMs }: { readonly at: Instant; readonly inMs: number }): Promise<void> {
    try {
      await sleep(Math.max(1, inMs), { summary: `prochaine échéance : ${frenchInstant(at)}` });
      this.#set = undefined;
      this.#ring();
    } catch (error) {
      if (!isCancellation(error)) throw error;
    }
  }
}
