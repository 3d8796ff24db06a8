import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScene } from '../../support/scene.ts';
import { run } from './run.ts';

test('the record of a convention that closed is archived, and verified from the command line', async () => {
  const scene = await openScene();
  try {
    await scene.act('terminate', { by: 'Camille', reason: 'essai' });
    await scene.playOut();
    const { archive } = await scene.stage.conventions.outcome(scene.id);
    expect(readdirSync(scene.stage.archives)).toEqual([archive?.file]);
    const file = join(scene.stage.archives, archive?.file ?? '');
    const whole = await run(['verify', file, '--json']);
    expect(whole.json()).toMatchObject({ ok: true, id: scene.id, title: scene.document.title });
    expect(whole.code).toBe(0);

    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, -100));
    const cut = await run(['verify', file]);
    expect(cut.stderr).toMatch(/^Paquet d’archive refusé\. .*\n {2}Ce n’est pas un fichier ZIP/);
    expect(cut.code).toBe(1);
  } finally {
    await scene.close();
  }
});
