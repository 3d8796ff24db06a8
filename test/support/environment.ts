import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

const { run, enterWith } = AsyncLocalStorage.prototype;
const used = new Set<AsyncLocalStorage<unknown>>();
Object.assign(AsyncLocalStorage.prototype, {
  run(this: AsyncLocalStorage<unknown>, ...args: Parameters<typeof run>) {
    used.add(this);
    return run.apply(this, args);
  },
  enterWith(this: AsyncLocalStorage<unknown>, ...args: Parameters<typeof enterWith>) {
    used.add(this);
    return enterWith.apply(this, args);
  },
});

/**
 * Node's, whose tests leave no store behind. Jest runs each test in an `AsyncLocalStorage` of its file; as long as one
 * is enabled, Node 20 copies it at each promise of whatever runs later in the same worker.
 */
export default class Environment extends TestEnvironment {
  override async teardown(): Promise<void> {
    for (const storage of used) storage.disable();
    used.clear();
    await super.teardown();
  }
}
