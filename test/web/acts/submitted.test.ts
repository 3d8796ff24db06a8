import { createHash } from 'node:crypto';
import type { Field } from '../../../acts/form.ts';
import { citedBy, withCitations } from '../../../web/acts/submitted.ts';

const content = Buffer.from('%PDF-1.7\nle texte signé');
const sha256 = createHash('sha256').update(content).digest('hex');
const field = (kind: Field['kind']): Field => ({ name: 'proof', label: 'Preuve', kind });

test('a file that proves something is cited by its text', () => {
  const { values, files } = withCitations(
    { values: { proof: 'Ticket 12' }, files: { 'proof-fichier': { name: 'a.pdf', content } } },
    [field('evidence')],
  );
  expect(values.proof).toBe(`Ticket 12 (pièce « a.pdf », SHA-256 ${sha256})`);
  expect(files.map(({ piece }) => piece)).toEqual([{ name: 'a.pdf', sha256 }]);
  expect(citedBy({ by: 'Ada', duties: [{ evidence: values.proof }] })).toEqual([sha256]);
});

test('a file that is itself the answer is named by its SHA-256', () => {
  const { values, files } = withCitations({ values: {}, files: { proof: { name: 'signé.pdf', content } } }, [
    field('file'),
  ]);
  expect(values.proof).toBe(sha256);
  expect(files).toHaveLength(1);
  expect(citedBy({ sha256: values.proof })).toEqual([sha256]);
});

test('what is no SHA-256 cites nothing', () => {
  expect(citedBy({ a: 'f'.repeat(63), b: 'f'.repeat(65), c: 'F'.repeat(64), d: 12 })).toEqual([]);
});
