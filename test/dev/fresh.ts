import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, type FSWatcher, readdirSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';

/** What is kept in step with its sources. */
export interface FreshOptions {
  /** The folder of the project. */
  readonly root: string;
  /** The rooms whose sources are watched, folders made later excepted. */
  readonly rooms: readonly string[];
  /** Compiled programs, by their paths in `dist`. */
  readonly programs: readonly string[];
  readonly compiler: string;
  readonly say: (line: string) => void;
}

/** Rooms whose code runs in workflows too: what `workflows/` may import, as biome.json has it. */
const bundled = ['workflows', 'convention', 'acts', 'audit', 'contract'];

/** One change of an editor is several of the file system. */
const settledMs = 100;

/**
 * Runs programs, and starts them again each time that a source has changed and been compiled. What does not compile is
 * told, and the programs go on as they were.
 */
export function keepFresh({ root, rooms, programs, compiler, say }: FreshOptions): {
  stop(): Promise<void>;
} {
  const dist = join(root, 'dist');
  const changed = new Set<string>();
  const aborted = new AbortController();
  let running = programs.map(start);
  let turn = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const watchers: FSWatcher[] = [];
  for (const room of rooms) watchFolder(room);
  return {
    async stop() {
      aborted.abort();
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await turn;
      await Promise.all(running.map(end));
    },
  };

  /** A watcher for each folder: one for all of a tree loses files that an editor replaces, on Node.js 20. */
  function watchFolder(folder: string): void {
    watchers.push(watch(join(root, folder), (_event, name) => notice(join(folder, name ?? ''))));
    for (const one of readdirSync(join(root, folder), { withFileTypes: true }))
      if (one.isDirectory()) watchFolder(join(folder, one.name));
  }

  function notice(file: string): void {
    if (!isSource(file) && !isAsset(file)) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(compileAndRestart);
    }, settledMs);
  }

  async function compileAndRestart(): Promise<void> {
    const files = [...changed].filter((file) => existsSync(join(root, file)));
    changed.clear();
    if (files.length === 0 || aborted.signal.aborted) return;
    if (!(await compile(files))) {
      // Compiled with the next change, which mends it or not.
      for (const file of files) changed.add(file);
      return;
    }
    await Promise.all(running.map(end));
    if (aborted.signal.aborted) return;
    running = programs.map(start);
    say(`Redémarrage : ${files.join(', ')}`);
  }

  async function compile(files: readonly string[]): Promise<boolean> {
    // What is compiled is no longer what the set-up compiled: it begins anew the next time.
    rmSync(join(dist, '.delegation-setup'), { force: true });
    const sources = files.filter(isSource);
    for (const asset of files.filter(isAsset)) copyFileSync(join(root, asset), join(dist, asset));
    if (sources.length > 0 && !(await succeeds([compiler, dist], sources.join('\n')))) return false;
    if (!sources.some((file) => bundled.includes(file.split('/')[0] ?? ''))) return true;
    return succeeds([join(dist, 'worker', 'bundle.js')], '');
  }

  /** Whether a program of Node ends well; what it says is said. */
  async function succeeds(args: readonly string[], input: string): Promise<boolean> {
    const child = spawn(process.execPath, args, { cwd: root, signal: aborted.signal });
    let said = '';
    for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => (said += chunk));
    child.stdin.on('error', () => {}).end(input);
    const code = await once(child, 'close').then(
      ([status]) => status,
      () => undefined,
    );
    if (code !== 0 && !aborted.signal.aborted) say(said.trim());
    return code === 0;
  }

  function start(program: string): ChildProcess {
    return fork(join(dist, program), { cwd: root, stdio: 'inherit' });
  }
}

function isSource(file: string): boolean {
  return /\.tsx?$/.test(file);
}

function isAsset(file: string): boolean {
  return file.startsWith(join('web', 'assets', '/'));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
