import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../engine/cache.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';

const root = join(__dirname, '../..');

/** What the bundle is made from: those of its sources that may change. */
const sources = ['convention', 'contract', 'workflows', 'worker/workflow-bundle.ts', 'package-lock.json'];

/** Bundles of other sources that are kept: those of branches and clones between which one goes. */
const kept = 8;

/** Puts the workflows' bundle in a file; it is made once for the same sources, and kept in the user's cache. */
export async function putBundle(file: string): Promise<void> {
  const folder = join(dirname(cacheFolder(process.env)), 'workflow-bundles');
  const cached = join(folder, `${await digestOfSources()}.js`);
  if (!(await copied(cached, file))) {
    await writeFile(file, await bundleWorkflows(join(root, 'workflows/workflows.ts')));
    await mkdir(folder, { recursive: true });
    const whole = `${cached}.${process.pid}`;
    await copyFile(file, whole);
    await rename(whole, cached);
    await forgetOldest(folder);
  }
}

async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch {
    return false;
  }
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256').update(root);
  for (const source of sources) {
    for (const file of await filesUnder(join(root, source)))
      hash.update(`\0${file}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesUnder(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const names = (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.ts'));
  return names.sort().map((name) => join(path, name));
}

async function forgetOldest(folder: string): Promise<void> {
  const files = (await readdir(folder)).map((name) => join(folder, name));
  const aged = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  const old = aged.sort((a, b) => b.at - a.at).slice(kept);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
}
