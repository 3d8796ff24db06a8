import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { compiled } from '../support/child-process.ts';

const program = `
  const { openStage, quietly } = await import(${JSON.stringify(pathToFileURL(compiled('rehearsal', 'stage.js')).href)});
  quietly();
  await openStage({ workflowBundle: { codePath: '/nowhere/workflow-bundle.js' } }).catch(({ code }) => console.log(code));
`;

test('a program whose stage cannot be set tells why and ends', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  expect(stdout).toBe('ENOENT\n');
});
