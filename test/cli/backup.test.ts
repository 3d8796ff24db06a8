import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../engine/support.ts';
import { run } from './run.ts';

async function dataFolder(): Promise<string> {
  const data = await temporaryFolder();
  await writeFile(join(data, 'temporal.db'), 'base');
  await writeFile(join(data, 'link-keys'), 'k1:secret');
  return data;
}

test('a backup tells where it is and what it holds; put back, it tells what to do next', async () => {
  const [DELEGATION_DATA, backups] = [await dataFolder(), await temporaryFolder()];
  const backup = await run(['backup', backups], { DELEGATION_DATA });
  const [name = ''] = await readdir(backups);
  expect(backup).toMatchObject({ code: 0, stderr: '' });
  expect(backup.stdout).toContain(`Sauvegarde écrite : ${join(backups, name)} (2 fichiers, 1 Mo).`);
  expect(backup.stdout).toContain('chiffrée');
  await writeFile(join(DELEGATION_DATA, 'temporal.db'), 'autre');
  const { code, stdout } = await run(['restore', join(backups, name)], { DELEGATION_DATA });
  expect(code).toBe(0);
  expect(stdout).toContain('1 fichier remis');
  expect(stdout).toContain(`Ce qu’elle remplace est dans ${join(DELEGATION_DATA, 'replaced')}`);
  expect(stdout).toContain('npx delegation lost-acts');
});

test('on a cluster, it does what is ours, and says what its administrators do', async () => {
  const [DELEGATION_DATA, backups] = [await dataFolder(), await temporaryFolder()];
  const environment = { DELEGATION_DATA, TEMPORAL_ADDRESS: 'temporal.example:7233' };
  const backup = await run(['backup', join(backups, 'a.tar.gz')], environment);
  expect(backup.code).toBe(0);
  expect(backup.stdout).toContain(
    'Les conventions n’y sont pas : elles sont sur le serveur Temporal « temporal.example:7233 »',
  );
  const restored = await run(['restore', join(backups, 'a.tar.gz')], environment);
  expect(restored.code).toBe(0);
  expect(restored.stdout).toContain('ses administrateurs remettent en place');
  const alone = await run(['restore', join(backups, 'a.tar.gz'), '--json'], { DELEGATION_DATA });
  expect(alone).toMatchObject({ code: 1 });
  expect(alone.json()).toMatchObject({ error: { code: 'BAD_BACKUP' } });
});

test('what is in a bucket is said to be backed up by its own means', async () => {
  const [DELEGATION_DATA, backups] = [await dataFolder(), await temporaryFolder()];
  const environment = {
    DELEGATION_DATA,
    DELEGATION_STORAGE: 's3://conventions',
    AWS_ACCESS_KEY_ID: 'nom',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  const backup = await run(['backup', join(backups, 'a.tar.gz')], environment);
  expect(backup.stdout).toContain('« s3://conventions », que son administrateur sauvegarde');
  const restored = await run(['restore', join(backups, 'a.tar.gz')], environment);
  expect(restored.stdout).toContain('« s3://conventions », que son administrateur remet en place');
});

test('what is no backup is refused in French', async () => {
  const DELEGATION_DATA = await dataFolder();
  const file = join(DELEGATION_DATA, 'link-keys');
  const { code, stderr } = await run(['restore', file], { DELEGATION_DATA });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `Sauvegarde refusée. « ${file} » n’est pas une sauvegarde de « delegation backup », ou est abîmé ; accepté : un fichier écrit par « delegation backup ».\n`,
  );
});

test('lost acts are looked for in the logs of workers, which must be there', async () => {
  const DELEGATION_DATA = await dataFolder();
  for (const folder of ['logs', undefined]) {
    const { code, stderr } = await run(['lost-acts'], { DELEGATION_DATA });
    expect(code).toBe(2);
    expect(stderr).toContain(`« ${join(DELEGATION_DATA, 'logs')} » n’a pas de journal de worker`);
    if (folder) await mkdir(join(DELEGATION_DATA, folder));
  }
});
