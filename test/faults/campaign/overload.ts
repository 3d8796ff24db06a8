import { availableParallelism, loadavg } from 'node:os';
import type { Instant } from '../../../convention/calendar/paris.ts';

/** A time during which the machine had more to do than it could. */
export interface Period {
  readonly from: Instant;
  to: Instant;
}

/** Processes that want to run, for each core: with more, answers come later than anybody waits for them. */
const most = 4;
const lookEveryMs = 1_000;

/** Looks at how much the machine has to do: what is late then is no fault of what is tried. */
export class Overload {
  readonly periods: Period[] = [];
  readonly #looking = setInterval(() => this.#look(), lookEveryMs).unref();
  #now: Period | undefined;

  stop(): void {
    clearInterval(this.#looking);
  }

  #look(): void {
    const [load = 0] = loadavg();
    const at = Date.now();
    if (load <= most * availableParallelism()) this.#now = undefined;
    else if (this.#now) this.#now.to = at;
    else {
      this.#now = { from: at - lookEveryMs, to: at };
      this.periods.push(this.#now);
    }
  }
}
