import type { Circus } from '@jest/types';
import Environment from '../support/environment.ts';
import { mutant } from './in-force.ts';

/** That of the other tests, where sources ask which mutant is in force, and the first test that fails is the last. */
export default class MutantsEnvironment extends Environment {
  #hasFailed = false;

  override async setup(): Promise<void> {
    await super.setup();
    this.global.mutant = mutant;
  }

  handleTestEvent(event: Circus.AsyncEvent | Circus.SyncEvent): void {
    if (event.name === 'test_done') this.#hasFailed ||= event.test.errors.length > 0;
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
  }
}
