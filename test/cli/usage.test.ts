import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';
import { sources } from '../support/rooms.ts';
import { example, nowhere, run } from './run.ts';

const commands = [
  ...[
    'start',
    'schedule',
    'schema',
    'rehearse',
    'list',
    'show',
    'why',
    'search',
    'export',
    'done',
    'waive',
    'reopen',
    'publish',
  ],
  ...[
    'report',
    'committee',
    'notice',
    'propose',
    'agree',
    'entry',
    'amend',
    'breach',
    'contact',
    'pause',
    'request',
    'year-end',
    'terminate',
    'resume',
  ],
  'completion',
];

/** Words of Node that a person here should never read. */
const english = /\b(?:unknown|missing|required|invalid|argument|expected|unexpected|error|failed|must)\b/i;

test('the help names every command and the exit codes, without an engine', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}( |$)`, 'm'));
  expect(stdout).toMatch(/0 fait, 1 refusé, 2 usage ou document incorrect, 3 moteur injoignable/);
  expect(stdout).not.toMatch(english);
});

test.each([
  ['-h', /^delegation <commande> : /],
  ['--bogus --help', /^delegation <commande> : /],
  ['list -h', /^delegation list\n/],
  ['--help list', /^delegation list\n/],
  ['waive x y --bogus --reason --help', /^delegation waive <id> <duty>\n/],
  ['--version', /^\d+\.\d+\.\d+\n$/],
  ['list --version', /^\d+\.\d+\.\d+\n$/],
])('« %s » is answered, whatever stands around', async (words, says) => {
  const { code, stdout, stderr } = await run(words.split(' '));
  expect(stdout).toMatch(says);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('each command has a help in French, its example on one line', async () => {
  for (const command of commands) {
    const { code, stdout } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Exemple \\(.+\\) :\n  delegation ${command}`, 'm'));
    expect(stdout).not.toMatch(english);
  }
});

test('every command that a text names is one', async () => {
  const { stdout } = await run(['--help']);
  const known = new Set([...stdout.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name));
  expect(known.size).toBeGreaterThan(40);
  const docs = readdirSync(join(packageRoot(), 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`);
  const texts = ['README.md', ...docs, ...sources].map((file) =>
    readFileSync(join(packageRoot(), file), 'utf8'),
  );
  const named = texts.flatMap((text) =>
    [...text.matchAll(/(?:« |npx |`)delegation ([a-z][a-z-]*)/g)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

const bad: readonly (readonly [says: RegExp, ...args: string[]])[] = [
  [/Donnez une commande ; accepté : start, schedule/],
  [/« shw » n’est pas une commande.*Vouliez-vous dire « show » \?/, 'shw'],
  [/Il manque <id>\.\n.*delegation show <id>/, 'show'],
  [/Il manque <duties>\.\nIl manque --evidence ou --file\./, 'done', 'x'],
  [/« y » est de trop/, 'show', 'x', 'y'],
  [/<id> est vide/, 'show', ''],
  [/« Signaux 🎉 » n’est pas un identifiant.*minuscules/, 'show', 'Signaux 🎉'],
  [/« x{59}… » n’est pas un identifiant/, 'show', 'x'.repeat(100)],
  [/« --raison » n’est pas une option.*« --reason » \?/, 'waive', 'x', 'y', '--raison', 'z'],
  [/« -z » n’est pas une option/, 'show', 'x', '-z'],
  [/« --no-json » n’est pas une option/, 'list', '--no-json'],
  [/« -- » n’est pas une option/, 'show', 'x', '--', 'y'],
  [/« -- » n’est pas une option/, '--', 'list'],
  [/« --id » n’est pas une option/, 'show', 'x', '--id', 'y'],
  [/« --\$0 » n’est pas une option/, 'list', '--$0', 'x'],
  [/« --__proto__ » n’est pas une option/, 'list', '--__proto__', 'x'],
  [/« --version » n’est pas une option/, 'list', '--version=x'],
  [/« --bogus » n’est pas une option.*accepté : --phase/, '--bogus', 'list'],
  [/« -overdue » n’est pas une option.*« --overdue » \?/, 'list', '-overdue'],
  [
    /« --effectiveOn » n’est pas une option.*« --effective-on » \?/,
    'schedule',
    example,
    '--effectiveOn',
    'today',
  ],
  [/option.*« --overdue » \?\n« delegation list --help »/, 'list', '--overdu', 'x'],
  [/--reason est donné 2 fois \(« a », « b »\)/, 'waive', 'x', 'y', '--reason', 'a', '--reason', 'b'],
  [/--reason est vide ; une valeur est attendue/, 'waive', 'x', 'y', '--reason'],
  [/--reason est vide ; une valeur/, 'waive', 'x', 'y', '--reason', '--by', 'z'],
  [/--reason est vide ; une valeur/, 'waive', 'x', 'y', '--reason='],
  [/« false » est de trop/, 'pause', 'x', '--resume', 'false', '--reason', 'r'],
  [/« --resume=oui » : --resume ne prend pas de valeur/, 'pause', 'x', '--resume=oui'],
  [/« --held » n’est pas une option/, 'committee', 'x', '--held', '--on', 'today'],
  [/Il manque --received-on\./, 'notice', 'x', '--from', 'délégant', '--reason', 'r'],
  [
    /--until : Indiquez un jour, ou reprenez .* pas les deux/,
    'pause',
    'x',
    '--until',
    'today',
    '--resume',
    '--reason',
    'r',
  ],
  [
    /--until : « 2020-02-30 » n’est pas une date ; .*AAAA-MM-JJ/,
    'pause',
    'x',
    '--until',
    '2020-02-30',
    '--reason',
    'r',
  ],
  [/« 31\/02\/2020 » n’est pas une date/, 'schedule', example, '--effective-on', '31/02/2020'],
  [/« 9999-12-31 » n’est pas une date.*1900 à 2199/, 'schedule', example, '--effective-on', '9999-12-31'],
  [
    /--notice-received est donné seul ; accepté : --notice-received et --by/,
    'schedule',
    example,
    '--notice-received',
    '2020-07-01',
  ],
  [
    /« moi » n’est pas accepté par --from ; accepté : délégant, délégataire/,
    'request',
    'x',
    '--from',
    'moi',
    '--subject',
    's',
  ],
  [/« 12,345 » n’est pas un montant/, 'propose', 'x', '--amount', '12,345', '--use', 'u'],
  [/--amount : « -5 » n’est pas accepté.*positif ou nul/, 'propose', 'x', '--amount', '-5', '--use', 'u'],
  [/--amount : « -12,50 » n’est pas accepté/, 'propose', 'x', '--amount', '-12,50', '--use', 'u'],
  [/« 1e9 » n’est pas un montant/, 'propose', 'x', '--amount', '1e9', '--use', 'u'],
  [
    /<year> : « abc » n’est pas un nombre entier/,
    'year-end',
    'x',
    'abc',
    '--commitments',
    'today',
    '--payments',
    'today',
  ],
  [/« NaN » n’est pas un nombre de conventions ; accepté : .*de 1 à 1000/, 'list', '--limit', 'NaN'],
  [/--limit est donné 2 fois/, 'list', '--limit', '1', '--limit', '2'],
  [/« rouge » n’est pas une phase.*inForce \(en vigueur\)/, 'list', '--phase', 'rouge'],
  [/--script/, 'rehearse', example, '--script'],
  [/« fish » n’est pas accepté par <shell> ; accepté : bash, zsh/, 'completion', 'fish'],
];

test.each(bad.map((one) => [one.join(' ').slice(0, 100), one] as const))(
  'bad usage: %s',
  async (_title, one) => {
    const [says, ...args] = one;
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toMatch(/^Commande incorrecte\. /);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.replaceAll(/«[^»]*»|--\w+/g, '')).not.toMatch(english);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  },
);

test('with --json, a bad usage is one JSON document on the output', async () => {
  const { code, stderr, json } = await run(['shw', '--json']);
  expect(json()).toEqual({ error: { code: 'BAD_USAGE', message: expect.stringContaining('« shw »') } });
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
});

describe('when no engine answers', () => {
  const needy: string[][] = [
    ['list'],
    ['show', 'x'],
    ['export', 'x'],
    ['start', example],
    ['reopen', 'x', 'y', '--reason', 'r'],
  ];
  test.each(needy.map((args) => [args]))('%j exits with 3 and says what to do', async (args) => {
    const { code, stdout, stderr } = await run(args, nowhere);
    expect(stderr).toMatch(
      /^Moteur injoignable\. Aucun serveur Temporal ne répond à « 127\.0\.0\.1:9 »\. Lancez « npm start »/,
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  });

  test('with --json, that is one JSON document', async () => {
    const { code, json } = await run(['list', '--json'], nowhere);
    expect(json()).toMatchObject({ error: { code: 'ENGINE_UNREACHABLE' } });
    expect(code).toBe(3);
  });
});

test.each([
  [
    'absence sf dgefp-budget --until 31/02/2020 --name a --email b',
    [/--until : « 31\/02\/2020 » n’est pas une date/, /--email : « b » n’est pas accepté/],
  ],
  [
    'entry sf don --amount x --on 2020-05-04 --reference r',
    [/« don » n’est pas accepté par <kind> ; accepté : credits/, /--amount : « x » n’est pas un montant/],
  ],
  [
    'each year-end --year deux --commitments x --payments 2020-12-10',
    [/--year : « deux » n’est pas un nombre entier/, /--commitments : « x » n’est pas une date/],
  ],
])('%s: all that is wrong is told at once', async (line, says) => {
  const { code, stderr } = await run(line.split(' '));
  expect(code).toBe(2);
  for (const one of says) expect(stderr).toMatch(one);
});
