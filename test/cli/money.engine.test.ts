import { writeFileSync } from 'node:fs';
import type { ActName } from '../../acts/acts.ts';
import { infBud53, payments } from '../chorus/files.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { filesOf, marked, on, run } from './run.ts';

const rows = [
  {
    order: '1500000010',
    item: '10',
    supplier: 'Société Générale d’Essai',
    engaged: 1_200_050,
    certified: 300_000,
  },
  { order: '1500000010', item: '20', engaged: 50_000 },
  { order: '1500000011', item: '10', engaged: 80_000, costCentre: 'EMPEF00099' },
];
const file = filesOf({
  'orders.csv': infBud53(rows, { grandTotal: true }),
  'orders-utf8.csv': infBud53(rows, { encoding: 'utf-8', bom: true, eol: '\n' }),
  'changed.csv': infBud53([
    { ...rows[0], engaged: 1_300_000 },
    { ...rows[1], engaged: 0 },
  ]),
  'paid.csv': payments([
    { order: '1500000010', request: '100028941', paid: 250_000, paidOn: '06.04.2020' },
    { order: '1500000099', request: '100028942', paid: 100, paidOn: '06.04.2020' },
  ]),
  'paid-known.csv': payments([
    { order: '1500000010', request: '100028941', paid: 250_000, paidOn: '06.04.2020' },
  ]),
  'too-much.csv': infBud53([{ order: '1500000012', engaged: 9_000_000 }]),
  'bad.csv': infBud53([{ order: '1500000013', engaged: 100 }], {
    amount: (cents) => (cents === 100 ? '1,2,3' : '0'),
  }),
  'not-chorus.csv': 'a;b\n1;2\n',
  'avenant.pdf': 'texte signé',
  'changes.json': '{ "reports": { "dueWorkingDay": 8 } }',
});

describe('the budget led from the command line', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
    await scene.advanceTo('2020-04-06');
    await scene.act('confirmEffect', { by: 'Camille', on: '2020-04-02', reason: 'publiée' });
  });
  afterAll(() => scene.close());

  const the = (command: string, ...given: string[]) => run([command, scene.id, ...given], on(scene.stage));
  const reference = ['--reference', 'ref'];
  const day = ['--on', '2020-04-06'];

  // The command, the act it does, what the answer says; in the order of a life.
  const inTurn: readonly (readonly [command: string, given: string[], act: ActName, says: RegExp])[] = [
    [
      'entry',
      ['crédits', '--amount', '90 000', ...day, ...reference],
      'recordEntry',
      /n° 1 : crédits.*90\s000,00/,
    ],
    [
      'entry',
      [
        'engagement',
        '--order',
        '1500000001',
        '--amount',
        '20000',
        '--supplier',
        'Octo',
        '--delivery-ends-on',
        '2021-06-30',
        ...day,
        ...reference,
      ],
      'recordEntry',
      /Attention : Les livraisons.*1er avril 2021/,
    ],
    [
      'entry',
      ['change', '--order', '1500000001', '--amount=-1200,50', ...day, ...reference],
      'recordEntry',
      /−1\s200,50/,
    ],
    [
      'entry',
      ['service-fait', '--order', '1500000001', '--amount', '10', ...day, ...reference],
      'recordEntry',
      /service fait/,
    ],
    [
      'entry',
      ['payment', '--order', '1500000001', '--amount', '10', ...day, ...reference],
      'recordEntry',
      /paiement/,
    ],
    ['correct', ['5', '--reason', 'doublon'], 'correctEntry', /correction de la n° 5/],
    ['shortfall', ['--missing', '15000', '--reason', 'renfort'], 'declareShortfall', /il manque 15\s000,00/],
    ['shortfall-refused', ['--reason', 'crédits épuisés'], 'refuseAdjustment', /n’ajuste pas/],
    ['shortfall-withdrawn', ['--reason', 'reporté'], 'withdrawShortfall', /levée/],
    [
      'amend',
      [
        '--from',
        'délégant',
        '--ceiling',
        '120000',
        '--changes',
        file('changes.json'),
        '--effective-on',
        '2020-04-06',
        '--reason',
        'renfort',
      ],
      'proposeAmendment',
      /Avenant n° 1 proposé par DGEFP/,
    ],
    [
      'amend-agree',
      ['1', '--party', 'délégant', '--agrees-to', '#mark'],
      'agreeAmendment',
      /l’accord de DINUM est attendu/,
    ],
    ['amend-agree', ['1', '--party', 'délégataire', '--agrees-to', '#mark'], 'agreeAmendment', /à signer/],
    [
      'amend-sign',
      ['1', ...day, '--reference', 'A1', '--signed-text', file('avenant.pdf')],
      'signAmendment',
      /en vigueur/,
    ],
    [
      'amend',
      ['--from', 'délégataire', '--until', '2021-06-30', '--effective-on', '2020-05-01', '--reason', 'suite'],
      'proposeAmendment',
      /n° 2/,
    ],
    [
      'amend-refuse',
      ['2', '--party', 'délégant', '--reason', 'trop tôt'],
      'refuseAmendment',
      /refuse l’avenant n° 2/,
    ],
    [
      'amend',
      ['--from', 'délégataire', '--until', '2021-06-30', '--effective-on', '2020-05-01', '--reason', 'suite'],
      'proposeAmendment',
      /n° 3/,
    ],
    ['amend-withdraw', ['3', '--reason', 'à revoir'], 'withdrawAmendment', /retire l’avenant n° 3/],
    [
      'breach',
      ['--engagement', 'committee', '--facts', 'refus', ...day, '--cure-by', '2020-05-04'],
      'recordBreach',
      /Manquement n° 1/,
    ],
    ['breach-cured', ['1', '--evidence', 'convocation'], 'cureBreach', /réparé/],
    ['breach', ['--engagement', 'manifesto', '--facts', 'refus', ...day], 'recordBreach', /Manquement n° 2/],
    [
      'support-ended',
      ['2', '--extent', 'part', '--services', 'website, clubs', ...day, '--reason', 'r'],
      'endSupport',
      /se poursuit/,
    ],
    [
      'agreed-end',
      ['--party', 'délégant', '--on', '2020-12-31', '--reason', 'repris'],
      'agreeEnd',
      /est attendu/,
    ],
  ];

  test.each(inTurn.map((one) => [`${one[0]} ${one[1].join(' ')}`, one] as const))(
    '%s',
    async (_title, one) => {
      const [command, given, act, says] = one;
      const typed = await marked(scene.stage, scene.id, act, given);
      const { code, stderr, json } = await the(command, ...typed, '--json');
      expect(stderr).toBe('');
      expect(json()).toEqual({ id: scene.id, act, text: expect.stringMatching(says) });
      expect(code).toBe(0);
    },
  );

  test('what is agreed to is told before it is, with the mark by which it is named', async () => {
    const agreeing = ['--party', 'délégataire', '--on', '2020-12-31', '--reason', 'accord'];
    const { code, stderr } = await the('agreed-end', ...agreeing);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Acte mal formé\. --agrees-to : absent ; attendu : « 1-[0-9a-f]{16} »/);
    expect(stderr).toContain('31 décembre 2020');
    expect(stderr).toContain('Motif : repris');
    const other = await the('agreed-end', ...agreeing, '--agrees-to', '1-0123456789abcdef', '--json');
    expect(other.code).toBe(1);
    expect(other.json()).toMatchObject({ error: { code: 'PROPOSAL_CHANGED' } });
    expect((await scene.view()).agreedEnd?.agreedBy).toEqual(['delegator']);
  });

  test('the hash of a signed text is that of its file', async () => {
    const { amendments } = await scene.view();
    expect(amendments[0]?.signature?.sha256).toBe(
      'a53de11fe40a97b4436b82569a38254189494669a60c92fdf6ab53187ab1726a',
    );
  });

  test('an export shows what it would change, and changes nothing', async () => {
    // The letters that answer these acts have left: nothing changes any more by itself.
    await scene.advanceTo('2020-04-06', '12:05');
    const before = await scene.stage.conventions.record(scene.id);
    const { code, stdout } = await the('import', file('orders.csv'), ...day);
    expect(stdout).toContain('lignes nouvelles 3, modifiées 0, connues 0, ignorées 1');
    expect(stdout).toContain('autre centre de coût : « EMPEF00099 »');
    expect(stdout).toContain('ajoutez --yes');
    expect(code).toBe(0);
    expect(await scene.stage.conventions.record(scene.id)).toEqual(before);
  });

  test('with --yes it is brought in whole, and the same lines again change nothing, in the other encoding', async () => {
    const done = await the('import', file('orders.csv'), ...day, '--yes', '--json');
    expect(done.json()).toMatchObject({ fresh: 3, done: true, totals: { commitment: 1_250_050 } });
    const again = await the('import', file('orders-utf8.csv'), ...day, '--yes', '--json');
    expect(again.json()).toMatchObject({ fresh: 0, changed: [], known: 3, done: false });
  });

  test('a line that changed is reversed and written anew; one that came to nothing is reversed', async () => {
    const { json } = await the('import', file('changed.csv'), ...day, '--yes', '--json');
    expect(json()).toMatchObject({
      changed: [
        { key: 'AE 1500000010 10', before: 1_200_050, after: 1_300_000 },
        { key: 'AE 1500000010 20', before: 50_000, after: 0 },
      ],
    });
    const { ledger } = await scene.stage.conventions.record(scene.id);
    const kinds = ledger.slice(-3).map(({ kind, amount }) => [kind, amount]);
    expect(kinds).toEqual([
      ['correction', -1_200_050],
      ['correction', -50_000],
      ['commitment', 1_300_000],
    ]);
  });

  test('payments of an unknown order refuse the whole file', async () => {
    const before = await scene.stage.conventions.record(scene.id);
    const { code, stderr } = await the('import', file('paid.csv'), '--yes');
    expect(stderr).toMatch(/^Référence inconnue\. « 1500000099 »/);
    expect(code).toBe(1);
    expect(await scene.stage.conventions.record(scene.id)).toEqual(before);
    const known = await the('import', file('paid-known.csv'), '--yes', '--json');
    expect(known.json()).toMatchObject({ shape: 'payments', fresh: 1, done: true });
  });

  test('an export above the ceiling is refused, and opens the shortfall', async () => {
    const { ledger } = await scene.stage.conventions.record(scene.id);
    const { code, stderr } = await the('import', file('too-much.csv'), ...day, '--yes');
    expect(stderr).toMatch(/^Crédits insuffisants\. Il manque .*Accepté : au plus/);
    expect(code).toBe(1);
    const after = await scene.stage.conventions.record(scene.id);
    expect(after.ledger).toEqual(ledger);
    expect(after.shortfalls.at(-1)).toMatchObject({ reason: expect.stringContaining('too-much.csv') });
  });

  test('the ledger is shown at a day, and exported for a spreadsheet', async () => {
    await scene.advanceTo('2020-04-06', '12:10');
    const { json } = await the('ledger', ...day, '--json');
    expect(json()).toMatchObject({ position: { on: '2020-04-06', ceiling: 12_000_000, paid: 250_000 } });
    const shown = await the('ledger', ...day);
    expect(shown.stdout).toMatch(/Plafond\s+120\s000,00/);
    const out = file('registre.csv');
    const exported = await the('ledger-csv', '--out', out);
    expect(exported.stdout).toContain('écrit dans');
    expect((await the('ledger-csv')).stdout).toMatch(/^\uFEFFN°;Date;Nature/);
    writeFileSync(out, '');
  });

  test('an amendment is previewed without a trace', async () => {
    const before = await scene.stage.conventions.record(scene.id);
    const { stdout, code } = await the(
      'amend-preview',
      '--until',
      '2021-06-30',
      '--effective-on',
      '2020-05-01',
    );
    expect(stdout).toContain('Fin de la convention : 1er avril 2021 → 30 juin 2021');
    expect(stdout).toContain('report-2021-06');
    expect(code).toBe(0);
    expect(await scene.stage.conventions.record(scene.id)).toEqual(before);
  });

  const bad: readonly (readonly [code: 1 | 2, says: RegExp, command: string, ...given: string[]])[] = [
    [
      2,
      /« bail » n’est pas accepté par <kind> ; accepté : credits/,
      'entry',
      'bail',
      '--amount',
      '1',
      ...day,
      ...reference,
    ],
    [
      2,
      /--order : Indiquez le numéro de l’engagement/,
      'entry',
      'payment',
      '--amount',
      '1',
      ...day,
      ...reference,
    ],
    [2, /--amount : « -3 » n’est pas accepté/, 'entry', 'credits', '--amount=-3', ...day, ...reference],
    [1, /« 99 » n’est pas une écriture/, 'correct', '99', '--reason', 'r'],
    [1, /n° 5 est déjà annulée/, 'correct', '5', '--reason', 'r'],
    [
      1,
      /1500000077 » n’est pas un engagement/,
      'entry',
      'payment',
      '--order',
      '1500000077',
      '--amount',
      '1',
      ...day,
      ...reference,
    ],
    [2, /bad\.csv » a un défaut.*\n.*ligne 5, Montant engagé : « 1,2,3 » refusé/, 'import', file('bad.csv')],
    [2, /Aucune ligne d’en-têtes.*« N° EJ »/, 'import', file('not-chorus.csv')],
    [2, /nowhere\.csv » n’existe pas/, 'import', file('nowhere.csv')],
    [
      2,
      /« beaucoup » n’est pas un montant/,
      'amend-preview',
      '--ceiling',
      'beaucoup',
      '--effective-on',
      '2020-05-01',
    ],
    [
      2,
      /« 10\s000,00 € » refusé ; accepté : un plafond d’au moins/,
      'amend-preview',
      '--ceiling',
      '10000',
      '--effective-on',
      '2020-05-01',
    ],
    [2, /--ceiling : Indiquez au moins un changement/, 'amend-preview', '--effective-on', '2020-05-01'],
    [1, /« 9 » n’est pas un avenant proposé/, 'amend-agree', '9', '--party', 'délégant'],
    [2, /--sha256 : « abc » n’est pas accepté/, 'amend-sign', '1', ...day, ...reference, '--sha256', 'abc'],
    [
      1,
      /« patience » n’est pas un engagement du délégant \(art\. 2\)/,
      'breach',
      '--engagement',
      'patience',
      '--facts',
      'f',
      ...day,
    ],
    [
      1,
      /est réparé depuis/,
      'support-ended',
      '1',
      '--extent',
      'part',
      '--services',
      'cafe',
      ...day,
      '--reason',
      'r',
    ],
    [1, /n’a pas de clause « renewal »/, 'renew', '--party', 'délégant', '--agrees', 'oui'],
  ];

  test.each(bad.map((one) => [one.slice(2).join(' ').slice(0, 100), one] as const))(
    '%s',
    async (_title, one) => {
      const [expected, says, command, ...given] = one;
      const before = await scene.stage.conventions.record(scene.id);
      const { code, stdout, stderr } = await the(command, ...given);
      expect(stderr.replace(/[\u00a0\u202f]/g, ' ')).toMatch(says);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
      expect(await scene.stage.conventions.record(scene.id)).toEqual(before);
    },
  );

  test('the document of any version, or of any day, can be read again', async () => {
    const ceiling = async (...given: string[]) =>
      Object(await the('document', ...given).then((ran) => ran.json())).budget.ceiling;
    expect(await ceiling('--revision', '1')).toBe(100_000);
    expect(await ceiling('--on', '2020-04-05')).toBe(100_000);
    expect(await ceiling('--on', '2020-04-06')).toBe(120_000);
    expect(await ceiling()).toBe(120_000);
  });
});
