import { workflowIdOf } from '../../contract/workflow-id.ts';
import { eventually, testAddress } from '../support/scene.ts';
import { deploy } from '../upgrade/deployment.ts';
import { run } from './run.ts';

type Listed = { versions: { build: string; inUse: boolean; conventions: number; stopped: number }[] };

test('versions are listed, put in use with all conventions, and refused when no worker has them', async () => {
  const { name, builds, lives, client, starts } = await deploy(2, 2);
  const [[first, second], [life, other]] = [builds, lives];
  if (!first || !second || !life || !other) throw new RangeError('two of each');
  const environment = {
    TEMPORAL_ADDRESS: testAddress(),
    DELEGATION_TASK_QUEUE: name,
    DELEGATION_PAYLOAD_KEYS: 'aucune',
  };
  const cli = (...args: string[]) => run(args, { ...environment, DELEGATION_DEPLOYMENT: name });
  const counted = async () => {
    const { versions }: Listed = JSON.parse((await cli('versions', '--json')).stdout);
    return versions.map(({ build, inUse, conventions, stopped }) => [build, inUse, conventions, stopped]);
  };

  expect((await run(['versions'], environment)).stderr).toMatch(/DELEGATION_DEPLOYMENT n’est pas réglé/);
  expect((await cli('versions')).stderr).toMatch(/Aucun worker de « .* » ne s’est présenté/);
  await starts(first);
  const uses = ({ build }: { build: string }) =>
    eventually(async () => {
      const ran = await cli('use-version', build);
      return ran.code === 0 ? ran.stdout : undefined;
    });
  await uses(first);
  await Promise.all([life.begins(), other.begins()]);
  await starts(second);
  const moved = await uses(second);
  expect(moved).toContain(`${second.build} est en service ; conventions qui y sont passées : 2.`);
  expect(moved).toContain(`Workers à arrêter, plus rien n’est sur leur version : ${first.build}.`);
  expect(await counted()).toEqual([
    [second.build, true, 2, 0],
    [first.build, false, 0, 0],
  ]);

  const refused = await cli('use-version', '0.9.9-nulle-part');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/« 0\.9\.9-nulle-part » n’est pas une version .* accepté : .*,/);

  // One that was cut short stays where it was, and is told of.
  await client.workflow.getHandle(workflowIdOf(other.id)).terminate();
  const back = await uses(first);
  expect(back).toMatch(/Conventions arrêtées hors de l’application : reprenez-les/);
  expect(await counted()).toEqual([
    [first.build, true, 1, 0],
    [second.build, false, 0, 1],
  ]);
});
