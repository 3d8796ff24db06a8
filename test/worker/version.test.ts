import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageVersion } from '../../engine/package-root.ts';
import { versionOf } from '../../worker/version.ts';
import { temporaryFolder } from '../engine/support.ts';

test('two builds of one version are two when their workflows differ, and one when they do not', async () => {
  const folder = await temporaryFolder();
  const [one, same, other] = ['a', 'b', 'c'].map((name) => join(folder, `${name}.js`));
  if (!one || !same || !other) throw new RangeError('three files');
  await Promise.all([writeFile(one, 'wait(1)'), writeFile(same, 'wait(1)'), writeFile(other, 'wait(2)')]);
  const version = await versionOf('etat', one);
  expect(version.deploymentName).toBe('etat');
  expect(version.buildId).toMatch(new RegExp(`^${packageVersion().replaceAll('.', '\\.')}-[0-9a-f]{12}$`));
  expect(await versionOf('etat', same)).toEqual(version);
  expect((await versionOf('etat', other)).buildId).not.toBe(version.buildId);
});
