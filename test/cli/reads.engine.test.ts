import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { contactMark } from '../../convention/people/memo.ts';
import { testDocument, writtenDocument } from '../support/documents.ts';
import { inFull } from '../support/runs.ts';
import { eventually, openScene, type Scene } from '../support/scene.ts';
import { example, filesOf, on, run, runProgram } from './run.ts';

const by = 'Camille';
/** A party of this run alone: the server is shared. */
const party = `L’Essai ${randomUUID().slice(0, 8)}`;
const delegator = { ...Object(writtenDocument().delegator), shortName: party };
/** The text of the example fixes no day: nothing of it would be late. */
const days = { dueWorkingDays: 5 };
const written = { delegator, chorusAccess: days, credits: days, codings: days, copies: days };
const own = `own-${randomUUID().slice(0, 8)}`;
const file = filesOf({
  'own.json': JSON.stringify(writtenDocument({ id: own })),
  'brief.json': JSON.stringify(writtenDocument({ term: { months: 1 }, yearEnd: { dates: [] } })),
});

let scene: Scene;
const cli = (...args: string[]) => run(args, on(scene.stage));
beforeAll(async () => {
  scene = await openScene({ document: written });
  const clockOffsetMs = parisInstant(scene.document.signedOn, '08:00') - Date.now();
  for (const changes of [{ delegator }, { delegator }])
    await scene.stage.conventions.start(testDocument(changes), by, { clockOffsetMs });
  await scene.advanceTo('2020-04-03');
  await scene.act('confirmEffect', { by, on: '2020-03-26', reason: 'publiée' });
});
afterAll(() => scene.close());

describe('list', () => {
  type Page = { conventions: { id: string }[]; nextPage?: string };
  const page = async (...args: string[]) => {
    const { stdout } = await cli('list', '--party', party, ...args, '--json');
    const read: Page = JSON.parse(stdout);
    return read;
  };
  beforeAll(async () => {
    // What is listed follows what is done, a moment later.
    const { conventions } = scene.stage;
    await eventually(async () => {
      const all = await conventions.list({ party });
      const late = await conventions.list({ party, phase: 'inForce', overdue: true });
      return all.conventions.length === 3 && late.conventions.length === 1 ? true : undefined;
    });
  });

  test('tells each convention, in a stable shape', async () => {
    const { conventions, nextPage } = await page();
    expect(nextPage).toBeUndefined();
    expect(conventions).toHaveLength(3);
    expect(conventions.find(({ id }) => id === scene.id)).toEqual({
      id: scene.id,
      title: scene.document.title,
      shortName: 'Signaux Faibles',
      parties: `${party} → DINUM`,
      contacts: expect.arrayContaining([contactMark('Budget@dgefp.example')]),
      phase: 'inForce',
      nextDeadline: expect.stringMatching(/^2020-04-07T/),
      endsOn: expect.stringMatching(/^2021-03-25T/),
      overdue: 4,
      faults: 0,
      ceiling: 10_000_000,
      committed: 0,
      forecastOver: 0,
      figures: expect.objectContaining({ version: 1, public: true, reports: { due: 0, inTime: 0 } }),
      startedAt: expect.stringMatching(/^20\d\d-/),
    });
  });

  test.each([[['--phase', 'inForce']], [['--phase', 'en vigueur']], [['--overdue']]])(
    '%j keeps only those',
    async (filter) => {
      expect((await page(...filter)).conventions.map(({ id }) => id)).toEqual([scene.id]);
    },
  );

  test('--faulty, or a party that has none, leaves nothing', async () => {
    expect(await page('--faulty')).toEqual({ conventions: [] });
    expect((await cli('list', '--party', "L'Inconnue")).stdout).toBe('Aucune convention.\n');
  });

  test('pages one by one to the end', async () => {
    const ids = new Set<string>();
    let nextPage: string | undefined;
    do {
      const found = await page('--limit', '1', ...(nextPage ? ['--page', nextPage] : []));
      for (const { id } of found.conventions) ids.add(id);
      nextPage = found.nextPage;
    } while (nextPage);
    expect(ids.size).toBe(3);
  });

  test.each([[['--page', 'garbage']], [['--party', 'a\\ "b']]])('%j is refused', async (args) => {
    const { code, stderr } = await cli('list', ...args);
    expect(stderr).toMatch(/^Commande incorrecte\. « .* » n’est pas .* ; accepté : /);
    expect(code).toBe(2);
  });
});

describe('show', () => {
  test('says at a glance where it stands and what to do first', async () => {
    const { code, stdout } = await cli('show', scene.id);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^.*→ DINUM · en vigueur · version 1$/m);
    expect(stdout).toMatch(/^À faire d’abord \(4 obligations en retard\) : Demande de paramétrage/m);
    expect(stdout).toMatch(/était due le 1er avril 2020$/m);
    expect(stdout).toContain(`  delegation done ${scene.id} chorus-access --evidence …`);
  });

  test('keeps its tables within a terminal, columns aligned', async () => {
    const { stdout } = await cli('show', scene.id, '--all');
    const rows = stdout.split('\n').filter((line) => /^(\d{4}-\d\d-\d\d|Échéance) /.test(line));
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(120);
    const [heading = ''] = rows;
    const starts = [...heading.matchAll(/(?<= {2})\S/g)].map(({ index }) => index);
    for (const row of rows) for (const start of starts) expect(row.slice(start - 2, start)).toBe('  ');
  });

  test('--json is the view, as documented', async () => {
    const view = (await cli('show', scene.id, '--json')).json();
    expect(view).toEqual(JSON.parse(JSON.stringify(await scene.view())));
    expect(Object.keys(Object(view))).toEqual([
      ...[
        'id',
        'title',
        'shortName',
        'parties',
        'partyCount',
        'version',
        'phase',
        'today',
        'signedOn',
        'registeredAt',
      ],
      ...['period', 'duties'],
      ...['money', 'amendments', 'breaches', 'renewals', 'proposals'],
      ...['nextDeadline', 'overdue', 'nextMails', 'phases', 'journal', 'mails', 'faults', 'held'],
    ]);
  });

  test('an unknown convention is refused', async () => {
    const { code, stderr } = await cli('show', 'atlantis');
    expect(stderr).toMatch(/^Convention inconnue\. « atlantis » .*delegation list/);
    expect(code).toBe(1);
  });
});

describe('search', () => {
  test('finds a reason in a journal, whatever its accents, and says how many were read', async () => {
    const { code, stdout } = await cli('search', 'PUBLIEE', '--party', party);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${scene.id} +Journal, ligne \\d+ +\\S.*\\[publiée\\]`, 'm'));
    expect(stdout).toMatch(/^Conventions : lues 3\.$/m);
  });

  test('--json tells each passage, in a stable shape', async () => {
    const { json } = await cli('search', '100 000 €', '--party', party, '--phase', 'inForce', '--json');
    expect(json()).toMatchObject({
      text: '100 000 €',
      conventions: 1,
      found: expect.arrayContaining([
        { id: scene.id, shortName: 'Signaux Faibles', kind: 'credits', text: expect.any(String) },
      ]),
      unread: [],
    });
  });

  test('what is not there is said, and what asks for nothing is refused', async () => {
    const none = await cli('search', 'introuvable', '--party', party);
    expect([none.code, none.stdout.split('\n')[0]]).toEqual([0, 'Rien n’est trouvé.']);
    const { code, stderr } = await cli('search', '…');
    expect(stderr).toMatch(/^Commande incorrecte\. « … » ne dit rien à chercher ; accepté : /);
    expect(code).toBe(2);
  });
});

describe('why', () => {
  test('tells the clause, the count and the law behind a deadline', async () => {
    const { code, stdout } = await cli('why', scene.id, 'report-final');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Règle : comptes rendus \(art\. 5\)$/m);
    expect(stdout).toMatch(/^ {2}2020-03-26 {2}prise d’effet de la convention, date confirmée$/m);
    const why = Object((await cli('why', scene.id, 'report-final', '--json')).json());
    expect(Object.keys(why)).toEqual(['duty', 'title', 'dueOn', 'rule', 'days', 'law']);
  });

  test.each(['nonsense', 'report', "'; DROP", '\u001b[2J'])(
    '%j is no duty, and those that are are listed',
    async (typed) => {
      const { code, stdout, stderr } = await cli('why', scene.id, typed);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        /« .* » n’est pas une obligation de la convention ; accepté : .*report-2020-04, /,
      );
      expect(stderr).not.toContain('\u001b');
    },
  );

  test('no duty at all is bad usage', async () => {
    for (const none of [[], ['']]) {
      const { code, stderr } = await cli('why', scene.id, ...none);
      expect([code, stderr]).toEqual([2, expect.stringContaining('duty')]);
    }
  });
});

describe('export', () => {
  test('gives the whole record', async () => {
    const record = JSON.parse(JSON.stringify(await scene.stage.conventions.record(scene.id)));
    expect((await cli('export', scene.id)).json()).toEqual(record);
    expect((await cli('export', scene.id, '--json')).json()).toEqual(record);
    const out = file('record.json');
    expect((await cli('export', scene.id, '--out', out, '--json')).json()).toEqual({ id: scene.id, out });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(record);
  });

  test.each([
    ['/tmp', /est un dossier/],
    [`${file('missing')}/x.json`, /dossier qui n’existe pas/],
  ])('does not write to %s', async (out, says) => {
    const { code, stderr } = await cli('export', scene.id, '--out', out);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });
});

test('start registers a convention once', async () => {
  const written = file('own.json');
  const first = await cli('start', written, '--signed-on', 'today', '--json');
  expect(first.json()).toEqual({ id: own, warnings: expect.arrayContaining([expect.any(String)]) });
  const second = await cli('start', written, '--json');
  expect(second.json()).toMatchObject({
    error: { code: 'ALREADY_DONE', message: expect.stringContaining(own) },
  });
  expect([first.code, second.code]).toEqual([0, 1]);
});

test('the program itself ends with the code of what came of it', async () => {
  const [help, bad] = await Promise.all([runProgram(['show', '--help']), runProgram(['shw'])]);
  expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Exemple \(/m), stderr: '' });
  expect(bad).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/« shw » n’est pas/) });
});

test('rehearse plays a whole life, even where a cluster is configured that does not answer', async () => {
  const { code, json } = await runProgram(['rehearse', inFull ? example : file('brief.json'), '--json']);
  expect(code).toBe(0);
  const rehearsal = Object(json());
  expect(rehearsal.mails.length).toBeGreaterThan(inFull ? 50 : 20);
  expect(rehearsal.mails[0]).toMatchObject({
    to: expect.stringContaining('@'),
    subject: expect.stringMatching(/^Signaux Faibles\s: /),
    messageId: expect.stringMatching(/^<.+@.+>$/),
  });
  expect(rehearsal).toMatchObject({
    phases: expect.arrayContaining([{ phase: 'closed', on: expect.any(String) }]),
    acts: expect.arrayContaining([expect.objectContaining({ act: 'submitReport' })]),
    duties: expect.any(Array),
    outcome: { phase: 'closed', cause: 'term' },
    events: expect.any(Number),
    runs: expect.any(Number),
    seconds: expect.any(Number),
  });
  expect(rehearsal.mails.some(({ rung }: { rung?: string }) => rung === 'before')).toBe(true);
});
