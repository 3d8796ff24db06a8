import { copyFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { sources } from './rooms.ts';

const root = join(__dirname, '../..');

/** What the bundle is made from: those of its sources that may change. */
const madeFrom = [...sources.filter((source) => !source.endsWith('.mjs')), 'package-lock.json'];

/** Puts the workflows' bundle in a file: that of the set-up, or a new one when a source has changed since. */
export async function putBundle(file: string): Promise<void> {
  const made = join(root, 'dist/workflow-bundle.js');
  const changes = await Promise.all(madeFrom.map((source) => changedAt(join(root, source))));
  if ((await changedAt(made)) > Math.max(...changes)) {
    await copyFile(made, file);
  } else {
    const source = (name: string) => join(root, 'workflows', name);
    await writeFile(file, await bundleWorkflows(source('workflows.ts'), source('preload.ts')));
  }
}

/** When a file was last written, 0 when it is not there. */
function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
