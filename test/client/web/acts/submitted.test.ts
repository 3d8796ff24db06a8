import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { Field } from '../../../../client/web/acts/form.ts';
import { withKeptFiles } from '../../../../client/web/acts/submitted.ts';
import { EvidenceFolder } from '../../../../client/web/evidence.ts';
import { temporaryFolder } from '../../../engine/support.ts';

const content = Buffer.from('%PDF-1.7\nle texte signé');
const sha256 = createHash('sha256').update(content).digest('hex');
const field = (kind: Field['kind']): Field => ({ name: 'proof', label: 'Preuve', kind });

test('a file that proves something is kept, and cited by its text', async () => {
  const at = await temporaryFolder();
  const kept = await withKeptFiles(
    { values: { proof: 'Ticket 12' }, files: { 'proof-fichier': { name: 'a.pdf', content } } },
    [field('evidence')],
    new EvidenceFolder(at),
    'une',
  );
  expect(kept.proof).toBe(`Ticket 12 (pièce « a.pdf », SHA-256 ${sha256})`);
  expect(await readdir(`${at}/une`)).toEqual([sha256]);
});

test('a file that is itself the answer is kept, and named by its SHA-256', async () => {
  const at = await temporaryFolder();
  const kept = await withKeptFiles(
    { values: {}, files: { proof: { name: 'signé.pdf', content } } },
    [field('file')],
    new EvidenceFolder(at),
    'une',
  );
  expect(kept.proof).toBe(sha256);
  expect(await readdir(`${at}/une`)).toEqual([sha256]);
});
