import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { eventually, openScene, type Scene } from '../support/scene.ts';
import { filesOf, main, nowhere, on, run, runProgram } from './run.ts';

const bin = filesOf({ delegation: `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n` })('delegation');
chmodSync(bin, 0o755);

/** What bash proposes in place of the last word. */
function inBash(environment: NodeJS.ProcessEnv, ...words: string[]): Promise<string[]> {
  const script =
    'source <(delegation completion bash); COMP_WORDS=(delegation "$@"); COMP_CWORD=$#; _delegation; IFS=$\'\\n\'; echo "$(printf "%s\\n" "$' +
    '{COMPREPLY[@]}")"';
  const env = { ...environment, PATH: `${dirname(bin)}:${process.env.PATH}` };
  return new Promise((done) => {
    execFile('bash', ['--norc', '-c', script, 'bash', ...words], { env }, (_error, stdout, stderr) =>
      done([...stdout.split('\n'), ...stderr.split('\n')].filter((line) => line !== '')),
    );
  });
}

let scene: Scene;
const complete = async (...words: string[]) =>
  (await run(['--complete', ...words], on(scene.stage))).stdout.split('\n').filter((line) => line !== '');
beforeAll(async () => {
  scene = await openScene();
  await scene.act('markDone', { by: 'Camille', duties: [{ duty: 'chorus-access', evidence: 'ticket' }] });
});
afterAll(() => scene.close());

test('bash completes what is known without asking, and what only the engine knows', async () => {
  expect(await inBash(on(scene.stage), 'sch')).toEqual(['schedule', 'schema']);
  // It is not waited for long: on a busy machine somebody asks again.
  const asked = await eventually(async () => {
    const words = await inBash(on(scene.stage), 'done', scene.id, 'credits', 'c');
    return words.length > 0 ? words : undefined;
  });
  expect(asked).toEqual(['chorus-codings', 'controller-copies']);
});

test('commands, options and their values complete', async () => {
  expect(await complete('sch')).toEqual(['schedule', 'schema']);
  expect(await complete('show', '--a')).toEqual(['--all']);
  expect(await complete('list', '--phase', 'in')).toEqual(['inForce']);
  expect(await complete('notice', 'x', '--from', '')).toEqual(['délégant', 'délégataire']);
  expect(await complete('start', '')).toEqual([]);
});

test('the duties that a command can take complete', async () => {
  const { id } = scene;
  expect(await complete('done', id, '')).toEqual([
    'chorus-codings',
    'controller-copies',
    'credits',
    'legal-text',
  ]);
  expect(await complete('done', id, 'credits', 'c')).toEqual(['chorus-codings', 'controller-copies']);
  expect(await complete('waive', id, '--reason', 'r', 'pub')).toEqual([
    'publication-data-gouv',
    'publication-maignon',
  ]);
  expect(await complete('reopen', id, '')).toEqual(['chorus-access']);
});

test('conventions, publications and contacts complete', async () => {
  const { id } = scene;
  expect(await complete('show', id)).toEqual([id]);
  expect(await complete('publish', id, '')).toEqual(['data-gouv', 'maignon']);
  expect(await complete('contact', id, 'dgefp')).toEqual(['dgefp-budget', 'dgefp-produit']);
  expect(await complete('done', 'atlantis', '')).toEqual([]);
});

test('without an engine, it completes nothing and says nothing', async () => {
  expect(await inBash(nowhere, 'show', '')).toEqual([]);
  expect(await runProgram(['--complete', 'show', ''], nowhere)).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

test('the script is that of the session’s shell, or of the one named', async () => {
  const script = async (args: string[], SHELL: string) =>
    (await run(['completion', ...args], { ...nowhere, SHELL })).stdout;
  expect(await script([], '/usr/bin/zsh')).toMatch(/^#compdef delegation\n/);
  expect(await script([], '/bin/bash')).toMatch(/complete -o default -F _delegation delegation/);
  expect(await script(['zsh'], '/bin/bash')).toMatch(/^#compdef delegation\n/);
  const { json } = await run(['completion', 'bash', '--json']);
  expect(json()).toEqual({ shell: 'bash', script: expect.stringContaining('complete -o default') });
});
