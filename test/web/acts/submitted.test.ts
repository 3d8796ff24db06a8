import { createHash } from 'node:crypto';
import type { Field } from '../../../acts/form.ts';
import { Refused } from '../../../convention/errors.ts';
import { citationOf } from '../../../convention/proof/piece.ts';
import { citedBy, withFiles } from '../../../web/acts/submitted.ts';
import { pieceOf } from '../../../web/evidence-folder.ts';
import type { Upload } from '../../../web/upload.ts';

const content = Buffer.from('%PDF-1.7\nle texte signé');
const sha256 = createHash('sha256').update(content).digest('hex');
const field = (kind: Field['kind']): Field => ({ name: 'proof', label: 'Preuve', kind });
const bring = async (upload: Upload) => pieceOf(upload);

test('a file that proves something is cited by its text', async () => {
  const { values, faults } = await withFiles(
    { values: { proof: 'Ticket 12' }, files: { 'proof-fichier': { name: 'a.pdf', content } } },
    [field('evidence')],
    bring,
  );
  expect(values.proof).toBe(`Ticket 12 (pièce « a.pdf », SHA-256 ${sha256})`);
  expect(faults).toEqual([]);
  expect(citedBy({ by: 'Ada', duties: [{ evidence: values.proof }] })).toEqual([sha256]);
});

test('a file that is itself the answer is cited alone', async () => {
  const { values } = await withFiles(
    { values: {}, files: { proof: { name: 'signé.pdf', content } } },
    [field('file')],
    bring,
  );
  expect(values.proof).toBe(citationOf({ name: 'signé.pdf', sha256 }));
  expect(citedBy({ sha256: values.proof })).toEqual([sha256]);
});

test.each([
  ['evidence', 'proof-fichier'],
  ['file', 'proof'],
] as const)(
  'of %s, one that is refused is told at its own field, and one that came before is kept',
  async (kind, at) => {
    const kept = citationOf({ name: 'a.pdf', sha256 });
    const { values, faults } = await withFiles(
      { values: { [`${at}-recu`]: kept }, files: { [at]: { name: 'a.exe', content } } },
      [field(kind)],
      bring,
    );
    expect(faults).toEqual([
      { field: at, message: expect.stringContaining('« a.exe » n’est pas d’un type') },
    ]);
    expect(values).toEqual({ proof: kept });
  },
);

test('what goes wrong otherwise is no fault of the form', async () => {
  const lost = () => Promise.reject(new Error('disque'));
  const submitted = { values: {}, files: { proof: { name: 'a.pdf', content } } };
  await expect(withFiles(submitted, [field('file')], lost)).rejects.toThrow('disque');
  const deaf = () => Promise.reject(new Refused('STORAGE_UNREACHABLE', 'S3 503'));
  expect((await withFiles(submitted, [field('file')], deaf)).faults).toMatchObject([
    { field: 'proof', message: expect.stringContaining('Rien n’a été perdu') },
  ]);
});

test('what is no SHA-256 cites nothing', () => {
  expect(citedBy({ a: 'f'.repeat(63), b: 'f'.repeat(65), c: 'F'.repeat(64), d: 12 })).toEqual([]);
});
