import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writtenOf } from '../../convention/amendments/written.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { documentOf } from '../../web/new/draft.ts';
import { similarTo } from '../../web/new/similar.ts';

const folder = join(packageRoot(), 'examples');
const examples = readdirSync(folder).filter((file) => file.endsWith('.json'));

function exampleOf(file: string) {
  const reading = readDocument(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  if (!reading.ok) throw new Error(`${file} is refused`);
  return reading.document;
}

test.each(examples)('a convention like %s says all that it said, but its dates', (file) => {
  const document = exampleOf(file);
  const base = similarTo(document);
  const draft = { base: JSON.stringify(base), id: String(base.id), signedOn: '2027-03-01' };
  const made = documentOf(draft, base).document;
  const { effect, term } = document;
  const again = readDocument({
    ...made,
    effect: { ...(made.effect as object), ...(effect.date ? { date: '2027-04-01' } : {}) },
    term: { ...(made.term as object), ...(term.until ? { until: '2028-12-31' } : {}) },
  });
  if (!again.ok) throw new Error(JSON.stringify(again.faults));
  const { id, signedOn, effect: e2, term: t2, yearEnd: _y2, ...others } = writtenOf(again.document);
  const { id: before, signedOn: _s, effect: e1, term: t1, yearEnd: _y1, ...said } = writtenOf(document);
  expect(others).toEqual(said);
  expect({ ...e2, date: e1?.date }).toEqual(e1);
  expect({ ...t2, until: t1?.until }).toEqual(t1);
  expect([id === before, signedOn]).toEqual([false, '2027-03-01']);
});
