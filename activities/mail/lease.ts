import { mailLimits } from '../../contract/mail-limits.ts';

/**
 * What an attempt holds its letters by. Once its heartbeats have been silent for longer than the server waits for them,
 * as when its process stood still, another attempt has them: what this one sent would leave twice.
 */
export class Lease {
  readonly #heartbeat: () => void;
  #saidAt = performance.now();
  #isHeld = true;

  /** @param heartbeat tells the server that the attempt lives. */
  constructor(heartbeat: () => void) {
    this.#heartbeat = heartbeat;
    heartbeat();
  }

  /** Whether the letters are still this attempt's; once they are not, they never are again. */
  get isHeld(): boolean {
    if (performance.now() - this.#saidAt > mailLimits.heartbeat) this.#isHeld = false;
    return this.#isHeld;
  }

  /** Says that the attempt lives, as long as it has not been silent for too long. */
  beat(): void {
    if (!this.isHeld) return;
    this.#saidAt = performance.now();
    this.#heartbeat();
  }
}
