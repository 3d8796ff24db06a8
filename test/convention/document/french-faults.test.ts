import { describeFault } from '../../../convention/document/faults.ts';
import { documentJsonSchema } from '../../../convention/document/json-schema.ts';
import { readDocument } from '../../../convention/document/read-document.ts';
import { sharedOut } from '../../support/runs.ts';
import { accepted, example, replaced } from '../support.ts';

type Path = (string | number)[];

/** A document that uses every key there is. */
function everyKey(): Record<string, unknown> {
  const text = 'L’article, mot pour mot.';
  const siret = '13002526500013';
  const party = (id: string) => ({
    id,
    name: id,
    shortName: id,
    address: 'Paris',
    siret,
    contacts: [{ id, name: id, email: `${id}@a.example`, title: 'Directeur', roles: ['representative'] }],
  });
  const lineOfBudget = {
    paymentCeiling: 90_000,
    years: [{ year: 2020, commitments: 60_000, payments: 50_000 }],
  };
  const { ceiling, operatingUnit, codes } = Object(example().budget);
  const other = { ...lineOfBudget, id: 'p155', name: 'Programme 155', ceiling, operatingUnit, codes };
  const span = { from: 'date', date: '2020-06-30', months: 1, days: 1, workingDays: 1 };
  const policy = { before: [1], onDeadline: true, after: [1], thenEvery: 1, escalateAfter: 1 };
  return example({
    $schema: 'schema.json',
    holidays: 'metropole',
    delegator: { id: 'dgefp', siret },
    delegatee: { id: 'dinum', siret },
    coDelegators: [party('mi')],
    coDelegatees: [party('dgafp')],
    manager: { title: 'Gestionnaire', roles: ['budget'] },
    bodies: replaced({ bodies: example().bodies }, ['bodies', 0, 'contacts', 0], {
      id: 'cbcm-mef',
      name: 'CBCM',
      email: 'cbcm@mef.example',
      title: 'Contrôleur',
      roles: ['budget'],
    }).bodies,
    budget: {
      ...lineOfBudget,
      text,
      id: 'p103',
      name: 'Programme 103',
      revenue: true,
      delegatedBy: 'le programme 155',
      otherLines: [other],
    },
    publications: {
      text,
      places: [
        { id: 'bo', place: 'BO', url: 'https://bo.example', publisher: 'delegator', dueWorkingDays: 10 },
      ],
    },
    effect: {
      text,
      conditions: ['signature', 'publication', 'date', 'approval'],
      publication: 'all',
      date: '2020-04-01',
      days: 1,
      approvedBy: 'dsaf',
      approvalWorkingDays: 20,
    },
    legalText: {
      delegateeCalled: 'le délégataire',
      notCarried: ['le plafond suit un indice'],
      remarks: 'Une remarque.',
    },
    term: {
      text,
      until: '2021-12-31',
      parts: [
        { id: 'a', title: 'A', until: '2020-12-31' },
        { id: 'b', title: 'B', months: 6 },
      ],
    },
    renewal: {
      text,
      mode: 'express',
      months: 12,
      maximum: 2,
      ceiling: 50_000,
      askedMonthsBefore: 3,
      decidedMonthsBefore: 2,
    },
    notice: { text, days: 90, from: 'receipt', until: 'endOfMonth', registered: true },
    amendments: { text, answerDays: 60 },
    chorusAccess: { text, holder: 'dgefp', title: 'Habilitations', dueWorkingDays: 5 },
    credits: { text, holder: 'dgefp', dueWorkingDays: 5 },
    codings: { text, holder: 'dinum', dueWorkingDays: 5 },
    copies: { text, holder: 'dinum', dueWorkingDays: 5 },
    requests: {
      items: [{ id: 'avis', title: 'Avis', article: '4', from: 'delegatee', dueWorkingDays: 5 }],
    },
    handOver: { text, holder: 'dinum', opensMonthsBefore: 1 },
    reports: {
      text,
      holder: 'dinum',
      dueWorkingDay: 5,
      final: true,
      finalOpensDaysBefore: 15,
      contents: 'les dépenses',
      copies: ['cbcm-pm'],
    },
    committee: { text, everyMonths: 6 },
    yearEnd: { text },
    shortfall: { text, decisionWorkingDays: 10, reminderDays: 14 },
    breach: { text },
    servicesEnd: { text, holder: 'dinum', title: 'Fin des services', dueWorkingDays: 5 },
    balance: { text, dueMonths: 1 },
    reminders: {
      hour: '09:00',
      spreadMinutes: 30,
      answers: 'morning',
      lateAfterSeconds: 900,
      policy,
      duties: { committee: policy },
    },
    community: { text, holder: 'dinum', name: 'Communauté', items: [{ id: 'website', title: 'Site' }] },
    deliverables: { text, holder: 'dinum', items: [{ id: 'source-code', title: 'Sources' }] },
    duties: [
      {
        id: 'x',
        article: '2',
        text,
        title: 'X',
        holder: 'delegator',
        copies: ['manager'],
        evidence: 'e',
        opens: span,
        due: span,
        everyMonths: 3,
        lookingBack: true,
        nonWorkingDay: 'next',
      },
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

/** The keys that a schema knows, each at its path; of lists, those of any item. */
function keysOf(rule: Record<string, unknown>, path = ''): string[] {
  if (rule.items !== undefined) return keysOf(Object(rule.items), path);
  return Object.entries(Object(rule.properties)).flatMap(([key, inner]) => {
    const own = path ? `${path}.${key}` : key;
    return [own, ...keysOf(Object(inner), own)];
  });
}

const delayed = [
  ...['chorusAccess', 'credits', 'codings', 'copies', 'servicesEnd', 'reports'].map((clause) => [clause]),
  ['publications', 'places'],
  ['requests', 'items'],
];
/** Lengths that it gives in another way. */
const otherWays: Path[] = [
  ['term', 'months'],
  ['notice', 'months'],
  ['balance', 'dueDays'],
  ...delayed.flatMap((path) => [
    [...path, 'dueDays'],
    [...path, 'dueMonths'],
  ]),
];

test('the document that is tried uses every key there is, but for lengths that it gives in their other way', () => {
  const used = new Set(
    [...pathsOf(everyKey()), ...otherWays].map((path) =>
      path.filter((key) => typeof key === 'string').join('.'),
    ),
  );
  expect(keysOf(Object(documentJsonSchema())).filter((key) => !used.has(key))).toEqual([]);
});

describe('whatever is put at whatever place of a document', () => {
  it('is accepted or refused in French, under a path that leads there, in place of an exception', () => {
    // Several lines have no ceiling of renewed periods together.
    const document = replaced(everyKey(), ['renewal', 'ceiling'], undefined);
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
