import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../engine/support.ts';
import { openSite } from '../support/site.ts';

test('the State’s design system dresses the pages when the deployment points to it, and ours stays away', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'utility'));
  await writeFile(join(folder, 'dsfr.min.css'), '.fr-btn { color: red }');
  await writeFile(join(folder, 'utility', 'utility.min.css'), '');
  await writeFile(join(folder, 'dsfr.module.min.js'), '');
  const site = await openSite({ settings: { DELEGATION_DSFR: folder } });
  try {
    const visitor = site.visitor();
    const { text } = await visitor.get('/registre');
    const dressed = [...text.matchAll(/(?:href|src)="(\/(?:dsfr|assets)\/[^"]+\.(?:css|js))"/g)].map(
      ([, path = '']) => path,
    );
    expect(dressed).toContain('/dsfr/dsfr.min.css');
    expect(dressed).not.toContain('/assets/style.css');
    for (const path of dressed) expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    expect((await visitor.get('/dsfr/dsfr.min.css')).text).toContain('.fr-btn');
    expect((await visitor.get('/dsfr/..%2f..%2fetc/passwd')).status).toBeGreaterThanOrEqual(400);
  } finally {
    await site.close();
  }
});
