import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { Client } from '@temporalio/client';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { afterwards } from '../engine/support.ts';
import { openBareStage, startWorkerProcess } from '../faults/support.ts';
import { plain } from '../support/plain.ts';
import { by, testAddress, testBundle } from '../support/scene.ts';
import { livelyDocument } from '../web/lively.ts';

describe('the workflows’ bundle', () => {
  test('tells where a convention waits by the functions and the lines of the sources', async () => {
    const address = testAddress();
    const document = livelyDocument('bundle');
    const stage = await openBareStage(address, document.id);
    const { archives, connection } = stage;
    // As in service: the theatre notes no call stack.
    const worker = await startWorkerProcess({
      address,
      taskQueue: document.id,
      smtpUrl: stage.mailbox.smtpUrl,
      archives,
      bundle: testBundle(),
    });
    afterwards(() => worker.kill());
    await stage.conventions.start(document, by, {});
    const handle = new Client({ connection, dataConverter: plain }).workflow.getHandle(
      workflowIdOf(document.id),
    );
    const trace: string = await handle.query('__stack_trace');
    expect(trace).toMatch(/at Life\.passes \(.*[/]workflows[/]life\.ts:\d+:\d+\)/);
    expect(trace).toMatch(/at passes \(.*[/]workflows[/]convention\.ts:\d+:\d+\)/);
  });

  test('leaves out what libraries do for developers alone', () => {
    const code = readFileSync(testBundle(), 'utf8').split('//# sourceMappingURL')[0];
    expect(code).toContain('attachDebugString');
    expect(code).not.toContain('globalThis.process');
    expect(code).not.toContain('NODE_ENV');
  });

  test('shares what all conventions share, without the schemas that must not be frozen', () => {
    const { shared, frozen } = preloaded(
      readFileSync(testBundle(), 'utf8').split('//# sourceMappingURL')[0] ?? '',
    );
    // Life itself is each convention's own; the clauses, the acts, zod and the calendar are everybody's.
    expect(shared).toBeGreaterThan(150);
    expect(frozen).toEqual([]);
  });
});

/** Reads a bundle as a worker does before its first convention: how many modules it shares, and the schemas it freezes. */
function preloaded(code: string): { readonly shared: number; readonly frozen: readonly string[] } {
  const modules = new Map<string | symbol, unknown>();
  const context = createContext({ AsyncLocalStorage, TextDecoder, TextEncoder, URL, assert: () => {} });
  context.__webpack_module_cache__ = new Proxy(
    {},
    {
      get: (_, name) => modules.get(name),
      set: (_, name, value) => modules.set(name, value) && true,
    },
  );
  runInContext(code, context);
  const before = modules.size;
  runInContext('__TEMPORAL__.preloadModules()', context);
  const seen = new Set<unknown>();
  const frozen: string[] = [];
  // As the SDK's `deepFreeze` goes: what is frozen already is not gone into.
  const freeze = (value: unknown, path: string): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
      return;
    seen.add(value);
    if (Object.isFrozen(value) || typeof value === 'function') return;
    if ('_zod' in value) frozen.push(path);
    else
      for (const name of Reflect.ownKeys(value)) freeze(Reflect.get(value, name), `${path}.${String(name)}`);
  };
  for (const [name, module] of modules) freeze(module, String(name));
  return { shared: modules.size - before, frozen };
}
