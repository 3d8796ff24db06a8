import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { unzipSync, zipSync } from 'fflate';
import { createArchiveActivities, packageOf } from '../../activities/archive.ts';
import { verifyPackage } from '../../archive/verify-package.ts';
import { sha256Of } from '../../archive/write-bag.ts';
import { citationOf } from '../../convention/proof/piece.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { acting, at, inForce } from '../convention/support.ts';
import { temporaryFolder } from '../engine/support.ts';

const content = Buffer.from('%PDF-1.7\nattestation');
const piece = { name: 'attestation DSAF.PDF', sha256: sha256Of(content) };
const record = acting(
  inForce(),
  at('2020-05-04'),
  [
    'markDone',
    { by: 'Camille', duties: [{ duty: 'chorus-access', evidence: `Ticket 1 (${citationOf(piece)})` }] },
  ],
  ['terminate', { by: 'Camille', reason: 'fin de l’essai' }],
);
const path = `${record.document.id}/data/pieces/${piece.sha256}.pdf`;

async function archived(kept: Uint8Array | undefined, of = record): Promise<Uint8Array> {
  const [archives, evidence] = await Promise.all([temporaryFolder(), temporaryFolder()]);
  const folder = join(evidence, record.document.id);
  await mkdir(folder);
  if (kept) await writeFile(join(folder, piece.sha256), kept);
  const activities = createArchiveActivities(new FolderStore(archives), new FolderStore(evidence));
  await new MockActivityEnvironment().run(() => activities.archive(of));
  return readFile(join(archives, `${record.document.id}.zip`));
}

test('the files that a record cites are in its package, and verified with it', async () => {
  const bytes = await archived(content);
  const files = unzipSync(bytes);
  expect(Buffer.from(files[path] ?? [])).toEqual(content);
  expect(verifyPackage(bytes)).toMatchObject({ ok: true, pieces: { here: 1, absent: 0 } });
});

test('so are those that prove entries of its ledger', async () => {
  const reference = `MAD 1 (${citationOf(piece)})`;
  const entered = acting(
    inForce(),
    at('2020-05-04'),
    ['recordEntry', { by: 'Camille', entry: { kind: 'credits', amount: 1000, on: '2020-05-04', reference } }],
    ['terminate', { by: 'Camille', reason: 'fin de l’essai' }],
  );
  const bytes = await archived(content, entered);
  expect(Buffer.from(unzipSync(bytes)[path] ?? [])).toEqual(content);
  expect(verifyPackage(bytes)).toMatchObject({ ok: true, pieces: { here: 1, absent: 0 } });
});

test.each([
  ['is not kept', undefined],
  ['was altered since', Buffer.from('%PDF-1.7\nautre')],
])('one that %s is said to be absent, and holds nothing up', async (_what, kept) => {
  const bytes = await archived(kept);
  expect(unzipSync(bytes)[path]).toBeUndefined();
  expect(verifyPackage(bytes)).toMatchObject({ ok: true, pieces: { here: 0, absent: 1 } });
});

test('one that is swapped, missing or added under true manifests is found out', () => {
  const pieces = new Map([[piece.sha256, content]]);
  const sealed = (change: (given: Map<string, Uint8Array>) => Map<string, Uint8Array>) =>
    verifyPackage(packageOf(record, change(new Map(pieces))));
  const swapped = sealed((given) => given.set(piece.sha256, Buffer.from('%PDF-1.7\nfaux')));
  expect(swapped).toMatchObject({
    ok: false,
    faults: [expect.stringContaining('n’est pas celle qui est citée')],
  });
  const files = unzipSync(packageOf(record, pieces));
  delete files[path];
  expect(verifyPackage(zipSync(files)).ok).toBe(false);
});
