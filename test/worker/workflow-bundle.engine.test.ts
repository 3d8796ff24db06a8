import { readFileSync } from 'node:fs';
import { Client } from '@temporalio/client';
import { workflowIdOf } from '../../contract/conventions.ts';
import { dataConverter } from '../../engine/payload-codec.ts';
import { openScene, type Scene, testBundle } from '../support/scene.ts';

describe('the workflows’ bundle', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  test('tells where a convention waits by the functions and the lines of the sources', async () => {
    const { connection } = scene.stage;
    const handle = new Client({ connection, dataConverter }).workflow.getHandle(workflowIdOf(scene.id));
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
});
