import { describeFault } from '../../../convention/document/faults.ts';
import { readDocument } from '../../../convention/document/read-document.ts';
import { sharedOut } from '../../support/runs.ts';
import { accepted, example, replaced } from '../support.ts';

type Path = (string | number)[];

/** A document that uses every key there is. */
function everyKey(): Record<string, unknown> {
  const span = { from: 'effect', months: 1, days: 1, workingDays: 1 };
  const policy = { before: [1], onDeadline: true, after: [1], thenEvery: 1, escalateAfter: 1 };
  return example({
    $schema: 'schema.json',
    holidays: 'metropole',
    committee: { convenedMonthsBefore: 3, everyMonths: 6 },
    reminders: {
      hour: '09:00',
      spreadMinutes: 30,
      lateAfterSeconds: 900,
      policy,
      duties: { committee: policy },
    },
    community: { items: [{ id: 'website', title: 'Site' }] },
    deliverables: { items: [{ id: 'source-code', title: 'Sources' }] },
    duties: [
      { id: 'x', article: '2', title: 'X', holder: 'delegator', evidence: 'e', opens: span, due: span },
    ],
  });
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return [
    ...(path.length > 0 ? [path] : []),
    ...inner.flatMap(([key, item]) => pathsOf(item, [...path, key])),
  ];
}

const nasty: unknown[] = [
  null,
  [],
  {},
  'x'.repeat(5000),
  '',
  '\n',
  -99_999,
  99_999,
  1.5,
  1e300,
  true,
  [null],
  { a: 1 },
];

describe('whatever is put at whatever place of a document', () => {
  it('is accepted or refused in French, under a path that leads there, in place of an exception', () => {
    const document = everyKey();
    expect(accepted(document).ok).toBe(true);
    const english = /invalid|expected|too |must|unrecogn|null|undefined/i;
    // By default the values are shared out among the places: each is put at some, and each place takes two of them.
    for (const [rank, path] of pathsOf(document).entries()) {
      for (const value of sharedOut(nasty, rank, 6)) {
        const reading = readDocument(replaced(document, path, value));
        for (const fault of reading.ok ? [] : reading.faults) {
          expect(describeFault({ ...fault, given: '' })).not.toMatch(english);
          expect(fault.path).not.toBe('');
        }
      }
    }
  });
});
