import { copyFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';

const root = join(__dirname, '../..');

/** What the bundle is made from: those of its sources that may change. */
const sources = ['convention', 'contract', 'workflows', 'worker/workflow-bundle.ts', 'package-lock.json'];

/** Puts the workflows' bundle in a file: that of the set-up, or a new one when a source has changed since. */
export async function putBundle(file: string): Promise<void> {
  const made = join(root, 'dist/workflow-bundle.js');
  if ((await changedAt(made)) > Math.max(...(await Promise.all((await sourceFiles()).map(changedAt))))) {
    await copyFile(made, file);
  } else {
    await writeFile(file, await bundleWorkflows(join(root, 'workflows/workflows.ts')));
  }
}

/** When a file was last written, 0 when it is not there. */
function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function sourceFiles(): Promise<string[]> {
  const listed = await Promise.all(sources.map((source) => filesUnder(join(root, source))));
  return listed.flat();
}

async function filesUnder(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  return (await readdir(path, { recursive: true }))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name));
}
