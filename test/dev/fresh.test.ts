import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { eventually } from '../support/scene.ts';
import { keepFresh } from './fresh.ts';

const compiler = join(packageRoot(), 'engine', 'compile.mjs');

/** A project of one program, which says a word and its pid in the file `said`. */
async function project() {
  const root = await temporaryFolder();
  await mkdir(join(root, 'web', 'page'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  const save = async (text: string) => {
    // As editors do: another file takes its place.
    await writeFile(join(root, 'saved'), text);
    await rename(join(root, 'saved'), join(root, 'web', 'page', 'program.ts'));
  };
  const says = (word: string) =>
    save(`import { writeFileSync } from 'node:fs';
      const word: string = '${word}';
      writeFileSync('said', word + ' ' + process.pid);
      setInterval(() => {}, 1000);`);
  const pidSaying = (word: string) =>
    eventually(async () => {
      const said = await readFile(join(root, 'said'), 'utf8').catch(() => '');
      return said.startsWith(`${word} `) ? Number(said.split(' ')[1]) : undefined;
    });
  await says('one');
  spawnSync(process.execPath, [compiler, join(root, 'dist')], { cwd: root, input: 'web/page/program.ts' });
  return { root, save, says, pidSaying };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a program is started again at each change, goes on when what is written does not compile, and ends', async () => {
  const { root, save, says, pidSaying } = await project();
  const lines: string[] = [];
  await writeFile(join(root, 'dist', '.delegation-setup'), 'known');
  const fresh = keepFresh({
    root,
    rooms: ['web'],
    programs: ['web/page/program.js'],
    compiler,
    say: (line) => lines.push(line),
  });
  afterwards(fresh.stop);
  const first = await pidSaying('one');
  await says('two');
  const second = await pidSaying('two');
  expect([isAlive(first), isAlive(second)]).toEqual([false, true]);
  await eventually(() => lines.includes('Redémarrage : web/page/program.ts') || undefined);
  // The next set-up compiles all anew: what it had compiled is there no more.
  await expect(readFile(join(root, 'dist', '.delegation-setup'))).rejects.toThrow('ENOENT');

  await save('const = ;');
  await eventually(() => lines.some((line) => line.includes('const = ;')) || undefined);
  expect(isAlive(second)).toBe(true);
  await says('three');
  const third = await pidSaying('three');
  await fresh.stop();
  expect([second, third].filter(isAlive)).toEqual([]);
});
