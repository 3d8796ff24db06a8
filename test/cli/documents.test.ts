import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { writtenDocument } from '../support/documents.ts';
import { example, filesOf, run } from './run.ts';

const written = readFileSync(example, 'utf8');
const changed = (changes: Record<string, unknown>) => JSON.stringify(writtenDocument(changes));

// What the file holds, and what the refusal must say: what was given, what would be accepted.
const bad: Record<string, readonly [content: string | Uint8Array, says: RegExp]> = {
  'void.json': ['', /« .*void\.json » n’est pas du JSON : il est vide/],
  'spaces.json': [' \n', /il est vide/],
  'empty.json': ['{}', /9 défauts[\s\S]*signedOn : absent ; attendu : une date réelle/],
  'list.json': ['[]', /contient une liste ; accepté : un objet JSON/],
  'word.json': ['"convention"', /contient « "convention" » ; accepté : un objet JSON/],
  'null.json': ['null', /contient « null »/],
  'comma.json': ['{"id": "x",}', /erreur à la ligne 1, colonne 12|n’est pas attendu/],
  'cut.json': [written.slice(0, 1000), /n’est pas du JSON/],
  'binary.json': [Uint8Array.from([0x7f, 0x45, 0xff, 0xfe, 0, 1]), /pas un texte en UTF-8/],
  'latin1.json': [Buffer.from(written, 'latin1'), /accepté : un fichier JSON enregistré en UTF-8/],
  'date.json': [changed({ signedOn: '2020-02-30' }), /signedOn : « 2020-02-30 » refusé ; accepté : une date/],
  'unknown.json': [changed({ signature: 'demain' }), /signature : « demain » refusé ; accepté : les clés/],
  'term.json': [changed({ term: { months: 0 } }), /term\.months : « 0 » refusé ; accepté : .*de 1 à 120/],
  'id.json': [changed({ id: 'Signaux Faibles 🎉' }), /id : « Signaux Faibles 🎉 » refusé/],
  'title.json': [changed({ title: 'x'.repeat(10_000) }), /title : « x{70,80}… » refusé/],
  'header.json': [changed({ shortName: 'a\r\nBcc: b' }), /shortName : « a\\r\\nBcc: b » refusé/],
  'money.json': [
    changed({ budget: { ...Object(writtenDocument().budget), ceiling: -5 } }),
    /budget\.ceiling : « -5 » refusé ; accepté : un montant en euros/,
  ],
};
const file = filesOf({
  ...Object.fromEntries(Object.entries(bad).map(([name, [content]]) => [name, content])),
  'bom.json': `\uFEFF${written}`,
});

describe('a document that is refused', () => {
  test.each(Object.entries(bad))('%s: in French, with exit code 2', async (name, [, says]) => {
    const { code, stdout, stderr } = await run(['schedule', file(name)]);
    expect(stderr).toMatch(/^Document refusé\. /);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.each([
    [['schedule', 'nowhere.json'], /« nowhere\.json » n’existe pas ; accepté/],
    [['schedule', '/tmp'], /« \/tmp » est un dossier/],
    [['schedule', 'x'.repeat(5000)], /« x{59}… » ne peut être lu/],
    [['start', 'nowhere.json'], /« nowhere\.json » n’existe pas/],
    [
      ['start', example, '--already-done', 'credits,rien'],
      /« rien » refusé ; accepté : all, none, ou parmi .*chorus-access/,
    ],
    [['start', example, '--already-done', 'report-2020-04'], /« report-2020-04 » refusé/],
    [['start', example, '--effective-on', '2020-04-10'], /accepté : avec --already-done/],
    [
      ['start', example, '--already-done', 'all', '--effective-on', '2020-01-01'],
      /« 2020-01-01 » refusé ; accepté : du 2020-03-25, jour de la signature/,
    ],
    [['rehearse', 'nowhere.json'], /« nowhere\.json » n’existe pas/],
  ])('%j cannot be read: exit code 2', async (args, says) => {
    const { code, stderr } = await run(args);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });

  test('with --json, the same is one JSON document', async () => {
    const { code, stderr, json } = await run(['schedule', file('term.json'), '--json']);
    expect(json()).toEqual({
      error: { code: 'BAD_DOCUMENT', message: expect.stringContaining('term.months : « 0 » refusé') },
    });
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  });

  test('is refused before the engine is looked for', async () => {
    expect(await run(['start', file('empty.json')])).toMatchObject({ code: 2 });
  });
});

describe('why, of a file', () => {
  test('tells where a date comes from, without any engine', async () => {
    const { code, stdout } = await run(['why', example, 'report-final', '--effective-on', '2020-04-10']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Règle : comptes rendus \(art\. 5\)$/m);
    expect(stdout).toMatch(/^ {2}2020-04-10 {2}prise d’effet de la convention, date supposée$/m);
  });

  test('names the duties of the file where it has not that one', async () => {
    const { code, stderr } = await run(['why', example, 'nonsense']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/accepté : .*report-final/)]);
  });

  test('of a convention that is followed supposes no effect', async () => {
    const { code, stderr } = await run(['why', 'signaux-faibles', 'term', '--effective-on', '2020-04-10']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('avec un fichier')]);
  });
});

describe('schedule', () => {
  type Calendar = {
    effectiveOn: string;
    lastDay: string;
    endsOn: string;
    deadlines: {
      duty: string;
      opensOn: string;
      dueOn: string;
      article: string;
      holder: string;
      indicative?: true;
    }[];
  };
  const calendar = async (...args: string[]) => {
    const { code, stdout } = await run(['schedule', example, ...args, '--json']);
    expect(code).toBe(0);
    const read: Calendar = JSON.parse(stdout);
    return read;
  };
  const lines = ({ deadlines }: Calendar) =>
    deadlines.map(({ opensOn, dueOn, article, holder, duty }) =>
      [opensOn, dueOn, article, holder, duty].join(' '),
    );
  const reviewed = (opensOn: string, dueOn: string) => [
    `${opensOn} ${dueOn} 2 delegator committee-1`,
    ...[
      'clubs',
      'communication',
      'experts',
      'premises',
      'recruitment',
      'reflections',
      'teams',
      'website',
    ].map((item) => `${opensOn} ${dueOn} 3 delegatee community-${item}`),
    ...[
      'cnil',
      'databases',
      'documentation',
      'france-connect',
      'je-donne-mon-avis',
      'rgs',
      'risk-workshops',
      'source-code',
      'stats',
    ].map((item) => `${opensOn} ${dueOn} 4 delegatee deliverable-${item}`),
  ];
  const onSignature = [
    '2020-03-25 2020-04-01 2 delegator chorus-access',
    '2020-03-25 2020-04-01 3 delegatee chorus-codings',
    '2020-03-25 2020-04-01 3 et 5 delegatee controller-copies',
    '2020-03-25 2020-04-01 2 delegator credits',
  ];
  const publications = [
    '2020-03-25 2020-04-08 8 delegatee publication-data-gouv',
    '2020-03-25 2020-04-08 8 body:dsaf publication-maignon',
    '2020-03-25 2020-04-23  manager legal-text',
  ];

  test('gives every deadline of the real convention in effect on 10 April 2020', async () => {
    const found = await calendar('--effective-on', '2020-04-10');
    expect(found).toMatchObject({ effectiveOn: '2020-04-10', lastDay: '2021-04-09', endsOn: '2021-04-09' });
    expect(lines(found)).toEqual([
      ...onSignature,
      ...publications,
      '2020-05-01 2020-05-11 5 delegatee report-2020-04',
      '2020-06-01 2020-06-08 5 delegatee report-2020-05',
      '2020-07-01 2020-07-07 5 delegatee report-2020-06',
      '2020-08-01 2020-08-07 5 delegatee report-2020-07',
      '2020-09-01 2020-09-07 5 delegatee report-2020-08',
      '2020-10-01 2020-10-07 5 delegatee report-2020-09',
      '2020-11-01 2020-11-06 5 delegatee report-2020-10',
      '2020-10-31 2020-11-30 2 et 3 delegatee year-end-2020-commitments',
      '2020-12-01 2020-12-07 5 delegatee report-2020-11',
      '2020-11-11 2020-12-11 2 et 3 delegatee year-end-2020-payments',
      '2021-01-01 2021-01-08 5 delegatee report-2020-12',
      '2021-02-01 2021-02-05 5 delegatee report-2021-01',
      '2021-03-01 2021-03-05 5 delegatee report-2021-02',
      '2021-04-01 2021-04-08 5 delegatee report-2021-03',
      ...reviewed('2021-01-09', '2021-04-09'),
      '2021-01-09 2021-04-09 7 delegatee term',
      '2021-03-09 2021-04-09 4 delegatee hand-over',
      '2021-03-25 2021-04-09 5 delegatee report-final',
      '2021-04-10 2021-05-07 5 delegatee report-2021-04',
      '2021-04-10 2021-05-10 5 delegator balance',
    ]);
  });

  test('takes a notice from a party by its own id or short name, and says which there are', async () => {
    const from = (by: string) =>
      run(['schedule', 'examples/deux-mandants.json', '--notice-received', '2020-07-01', '--by', by]);
    expect((await from('nobody')).stderr).toMatch(
      /« nobody » n’est pas une partie de la convention ; acceptées : /,
    );
    const [, id = ''] = /acceptées : (\S+) \(/.exec((await from('nobody')).stderr) ?? [];
    for (const by of [id, id.toUpperCase(), `délégant:${id}`])
      expect((await from(by)).stderr).not.toContain('acceptées');
  });

  test('ends three months after a notice received on 1 July 2020', async () => {
    const found = await calendar('--notice-received', '2020-07-01', '--by', 'délégant');
    expect(found).toMatchObject({ effectiveOn: '2020-03-25', lastDay: '2021-03-24', endsOn: '2020-10-01' });
    expect(lines(found)).toEqual([
      ...onSignature,
      '2020-04-01 2020-04-07 5 delegatee report-2020-03',
      ...publications,
      '2020-05-01 2020-05-11 5 delegatee report-2020-04',
      '2020-06-01 2020-06-08 5 delegatee report-2020-05',
      '2020-07-01 2020-07-07 5 delegatee report-2020-06',
      '2020-08-01 2020-08-07 5 delegatee report-2020-07',
      '2020-09-01 2020-09-07 5 delegatee report-2020-08',
      ...reviewed('2020-07-01', '2020-10-01'),
      '2020-09-01 2020-10-01 4 delegatee hand-over',
      '2020-09-01 2020-10-01 7 delegatee notice-end-2020-07-01',
      '2020-09-01 2020-10-01 2 et 3 delegatee year-end-2020-payments',
      '2020-09-16 2020-10-01 5 delegatee report-final',
      '2020-10-01 2020-10-07 5 delegatee report-2020-09',
      '2020-10-02 2020-10-08 7 delegatee services-closed',
      '2020-10-02 2020-11-02 5 delegator balance',
      '2020-10-02 2020-11-06 5 delegatee report-2020-10',
    ]);
  });

  test('has exactly the documented keys, sorted by deadline', async () => {
    const { deadlines, ...dates } = await calendar('--effective-on', '10/04/2020');
    expect(Object.keys(dates)).toEqual(['effectiveOn', 'lastDay', 'endsOn']);
    const keys = ['duty', 'article', 'title', 'holder', 'holderName', 'opensOn', 'dueOn', 'reminders'];
    for (const { indicative, ...deadline } of deadlines) {
      expect([undefined, true]).toContain(indicative);
      expect(Object.keys(deadline)).toEqual(keys);
    }
    expect(deadlines.map(({ dueOn }) => dueOn)).toEqual(deadlines.map(({ dueOn }) => dueOn).sort());
    expect(deadlines.find(({ duty }) => duty === 'report-2020-04')).toEqual({
      duty: 'report-2020-04',
      article: '5',
      title: 'Compte rendu d’avril 2020',
      holder: 'delegatee',
      holderName: 'DINUM',
      opensOn: '2020-05-01',
      dueOn: '2020-05-11',
      indicative: true,
      reminders: [
        ...['2020-05-04', '2020-05-11', '2020-05-18', '2020-05-25', '2020-06-22', '2020-07-20'],
        ...['2020-08-17', '2020-09-14', '2020-10-12', '2020-11-09', '2020-12-07', '2021-01-04'],
      ],
    });
  });

  test('reads a file that begins with a byte order mark', async () => {
    expect(await run(['schedule', file('bom.json')])).toMatchObject({ code: 0 });
  });

  test('fits a terminal', async () => {
    const { stdout } = await run(['schedule', example]);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

test('schema is a JSON Schema of the document', async () => {
  const { code, json } = await run(['schema', '--json']);
  expect(code).toBe(0);
  expect(json()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { id: { type: 'string' }, delegator: { type: 'object' } },
    required: expect.arrayContaining(['id', 'signedOn', 'delegator', 'delegatee', 'manager']),
  });
});
