import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActName } from '../../acts/acts.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { filesOf, marked, on, run } from './run.ts';

describe('a side of several parties, on the command line', () => {
  let scene: Scene;
  beforeAll(async () => {
    const party = (id: string) => ({ id, name: 'A', email: `${id}@mi.example`, roles: ['representative'] });
    const coDelegators = [{ id: 'mi', name: 'Ministère', shortName: 'M. Int.', contacts: [party('mi-rep')] }];
    scene = await openScene({ document: { delegator: { id: 'dgefp' }, coDelegators } });
  });
  afterAll(() => scene.close());
  const notice = (from: string) =>
    run(
      ['notice', scene.id, '--from', from, '--received-on', '2020-03-26', '--reason', 'r', '--preview'],
      on(scene.stage),
    );

  it.each(['mi', 'MI', 'm. int.', 'délégant:mi', 'delegator:mi'])(
    'is one of them by « %s »',
    async (from) => {
      expect((await notice(from)).stderr).toBe('');
    },
  );

  it.each(['délégant', 'délégante:x', 'delegator:x'])('is none of them by « %s »', async (from) => {
    expect((await notice(from)).stderr).toMatch(/acceptées : delegator:dgefp, delegator:mi, delegatee/);
  });

  it('is refused by a word that is nobody’s, with those that are', async () => {
    expect((await notice('cour')).stderr).toMatch(
      /« cour » n’est pas une partie de la convention ; acceptées : dgefp \(DGEFP\), mi \(M\. Int\.\), delegatee \(DINUM\)/,
    );
  });
});

describe('a life led from the command line', () => {
  let scene: Scene;
  beforeAll(async () => {
    // A short term: all that a life asks, in weeks.
    scene = await openScene({ document: { term: { months: 1 }, yearEnd: { dates: [] } } });
    await scene.advanceTo('2020-03-26');
  });
  afterAll(() => scene.close());

  // The command, the act it does, what the answer says; in the order of a life.
  const inTurn: readonly (readonly [command: readonly string[], act: ActName, says: RegExp, day?: string])[] =
    [
      [
        ['done', 'chorus-access', 'credits', '--evidence', 'ticket 4512'],
        'markDone',
        /^Remplies : .*ticket 4512/,
      ],
      [['reopen', 'credits', '--reason', 'montant erroné'], 'reopenDuty', /^Rouverte/],
      [['waive', 'legal-text', '--reason', 'admis'], 'waiveDuty', /^Dispensée/],
      [
        ['publish', 'maignon', '--on', '2020-03-25', '--evidence', 'attestation'],
        'recordPublication',
        /Maignon/,
      ],
      [
        ['publish', 'data-gouv', '--on', '26/03/2020', '--evidence', 'https://x.example'],
        'recordPublication',
        /data/,
      ],
      [['effect', '--on', '2020-03-25', '--reason', 'confirmée'], 'confirmEffect', /25 mars 2020/],
      [
        ['year-end', '2020', '--commitments', '30/11/2020', '--payments', '2020-12-10'],
        'recordYearEnd',
        /10 décembre 2020/,
      ],
      [['request', '--from', 'délégataire', '--subject', 'Prévision'], 'requestInformation', /Prévision/],
      [
        ['contact', 'dsaf', '--name', 'Marie', '--email', 'm@x.example', '--reason', 'départ'],
        'replaceContact',
        /Marie/,
      ],
      [['pause', '--until', '2020-04-10', '--reason', 'fermeture'], 'pauseReminders', /10 avril 2020/],
      [['pause', '--resume', '--reason', 'reprise'], 'pauseReminders', /./],
      [['rhythm', 'bruno-lucas', 'mondays'], 'chooseRhythm', /Bruno Lucas.*lundi/],
      [
        ['absence', 'dgefp-budget', '--until', '15/04/2020', '--name', 'Sacha', '--email', 's@x.example'],
        'declareAbsence',
        /15 avril 2020 : ses courriels vont à Sacha/,
      ],
      [['undo', '#line', '--reason', 'congés annulés'], 'undoAct', /Sacha/],
      [
        ['comment', 'credits', '--party', 'délégataire', '--comment', 'attendus cette semaine'],
        'commentDuty',
        /attendus cette semaine/,
      ],
      [
        ['report', '2020-03', '--spent', '8 250,40 €', '--progress', 'Livré', '--forecast', 'Rien'],
        'submitReport',
        /mars 2020.*8\s250,40/,
        '2020-03-31',
      ],
      [['report-accepted', 'report-2020-03'], 'acceptReport', /mars 2020/],
      [['correction-asked', 'report-2020-03', '--reason', 'chiffres'], 'askCorrection', /mars 2020/],
      [
        ['committee', '--on', '2020-04-15', '--time', '14:00', '--place', 'Ségur'],
        'scheduleCommittee',
        /15 avril 2020/,
      ],
      [
        ['committee-answer', '1', '--answer', 'peut-être', '--contact', 'bruno-lucas'],
        'answerInvitation',
        /Bruno Lucas viendra peut-être/,
      ],
      [['committee-cancelled', '--reason', 'report'], 'cancelCommittee', /annulé/],
      [
        ['committee-held', '--on', '2020-03-26', '--decision', 'Poursuite', '--minutes', 'CR 1'],
        'holdCommittee',
        /Poursuite/,
      ],
      [
        ['notice', '--from', 'délégant', '--received-on', '2020-03-26', '--reason', 'fin du programme'],
        'giveNotice',
        /à son terme, le 24 avril 2020/,
      ],
      [
        ['notice-withdrawn', '--party', 'delegator', '--reason', 'accord', '--agrees-to', '#mark'],
        'withdrawNotice',
        /./,
      ],
      [
        ['notice-withdrawn', '--party', 'Délégataire', '--reason', 'accord', '--agrees-to', '#mark'],
        'withdrawNotice',
        /retiré/,
      ],
      [
        ['propose', '--amount', '12000', '--use', 'restitution'],
        'proposeBalance',
        /12\s000,00/,
        '2020-06-02',
      ],
      [['agree', '--agrees-to', '#mark'], 'agreeBalance', /restitution/],
      [['terminate', '--reason', 'essai'], 'terminate', /./],
    ];

  test.each(inTurn.map((one) => [one[0].join(' '), one] as const))('%s', async (_title, one) => {
    const [[command = '', ...given], act, says, day] = one;
    if (day) await scene.advanceTo(day);
    const typed = await marked(scene.stage, scene.id, act, given);
    const { code, stderr, json } = await run([command, scene.id, ...typed, '--json'], on(scene.stage));
    expect(stderr).toBe('');
    expect(json()).toEqual({ id: scene.id, act, text: expect.stringMatching(says) });
    expect(code).toBe(0);
    expect((await scene.view()).journal).toContainEqual(expect.objectContaining({ act, by: 'Camille' }));
  });

  test('once terminated, it takes no more act', async () => {
    const ran = await run(['agree', scene.id], on(scene.stage));
    expect(ran.stderr).toMatch(/^Convention close\. La convention .*close depuis/);
    expect(ran.code).toBe(1);
  });

  test('its record is archived, and verified from the command line', async () => {
    await scene.playOut();
    const { archive } = await scene.stage.conventions.outcome(scene.id);
    expect(readdirSync(scene.stage.archives)).toEqual([archive?.file]);
    const file = join(scene.stage.archives, archive?.file ?? '');
    const whole = await run(['verify', file, '--json']);
    expect(whole.json()).toMatchObject({ ok: true, id: scene.id, title: scene.document.title });
    expect(whole.code).toBe(0);

    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, -100));
    const cut = await run(['verify', file]);
    expect(cut.stderr).toMatch(/^Paquet d’archive refusé\. .*\n {2}Ce n’est pas un fichier ZIP/);
    expect(cut.code).toBe(1);
  });
});

describe('a file that proves an act', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  const file = filesOf({ 'BC 12.pdf': '%PDF-1.7', 'BC 12.exe': 'MZ' });
  const done = (name: string, environment: NodeJS.ProcessEnv) =>
    run(['done', scene.id, 'chorus-access', '--file', file(name), '--json'], {
      ...on(scene.stage),
      ...environment,
    });

  test.each([
    ['BC 12.exe', 'BAD_ACT', /« BC 12\.exe » n’est pas d’un type accepté/],
    ['BC 12.pdf', 'BAD_USAGE', /^--file : les pièces sont là où est l’application/],
  ])('%s is refused (%s), and nothing is done, where it cannot be kept', async (name, code, message) => {
    const { json } = await done(name, { DELEGATION_DATA: '/nonexistent' });
    expect(json()).toEqual({ error: { code, message: expect.stringMatching(message) } });
    expect((await scene.view()).journal.some(({ act }) => act === 'markDone')).toBe(false);
  });

  test('is cited by it, and kept with the convention', async () => {
    const ran = await done('BC 12.pdf', { DELEGATION_EVIDENCE: file('.') });
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const pieces = piecesOf(await scene.stage.conventions.record(scene.id));
    expect(pieces).toMatchObject([{ name: 'BC 12.pdf' }]);
    for (const { sha256 } of pieces)
      expect(readFileSync(file(join(scene.id, sha256)), 'utf8')).toBe('%PDF-1.7');
  });
});

describe('an act that is refused', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
    await scene.advanceTo('2020-03-26');
    await scene.act('confirmEffect', { by: 'Camille', on: '2020-03-26', reason: 'publiée' });
    await scene.act('markDone', { by: 'Camille', duties: [{ duty: 'chorus-access', evidence: 'ticket' }] });
    // The letters that answer these acts have left: nothing changes any more by itself.
    await scene.advanceTo('2020-03-26', '12:05');
  });
  afterAll(() => scene.close());

  const report = ['--spent', '1', '--progress', 'p', '--forecast', 'f'];
  const published = ['--evidence', 'e'];
  const bad: readonly (readonly [code: 1 | 2, says: RegExp, ...command: string[]])[] = [
    [1, /^Obligation inconnue\. « nothing ».*à faire : .*credits/, 'done', 'nothing', ...published],
    [
      1,
      /^Déjà fait\. « chorus-access » est déjà remplie, par Camille/,
      'done',
      'chorus-access',
      ...published,
    ],
    [1, /^Acte impossible à ce stade\. .*« delegation report »/, 'done', 'report-2020-04', ...published],
    [2, /^Commande incorrecte\. <duties> : « Credits » n’est pas accepté/, 'done', 'Credits', ...published],
    [
      2,
      /^Commande incorrecte\. --evidence : « y{50,}… » n’est pas accepté/,
      'done',
      'credits',
      '--evidence',
      'y'.repeat(10_000),
    ],
    [
      2,
      /--evidence : « a·Bcc: x » n’est pas accepté.*sans saut de ligne/,
      'done',
      'credits',
      '--evidence',
      'a\r\nBcc: x',
    ],
    [2, /--by : « a·b » n’est pas accepté/, 'waive', 'credits', '--reason', 'r', '--by', 'a\nb'],
    [1, /« credits » n’est pas close/, 'reopen', 'credits', '--reason', 'r'],
    [
      1,
      /^Référence inconnue\. « jorf ».*maignon, data-gouv/,
      'publish',
      'jorf',
      '--on',
      '2020-03-26',
      ...published,
    ],
    [1, /^Date refusée\. « 2020-04-26 »/, 'publish', 'maignon', '--on', '2020-04-26', ...published],
    [2, /« 2020-02-30 » n’est pas une date/, 'publish', 'maignon', '--on', '2020-02-30', ...published],
    [2, /<period> : « 2020-13 » n’est pas accepté ; indiquez un mois/, 'report', '2020-13', ...report],
    [1, /« 2022-01 » n’est pas une période/, 'report', '2022-01', ...report],
    [1, /« 2020-06 » n’est pas terminé/, 'report', '2020-06', ...report],
    [2, /« 1.005 » n’est pas un montant/, 'report', '2020-03', ...report.with(1, '1.005')],
    [1, /« 2021-06-01 » dépasse/, 'committee', '--on', '2021-06-01', '--time', '14:00', '--place', 'p'],
    [
      2,
      /--time : « 25:00 » n’est pas accepté/,
      'committee',
      '--on',
      '2021-03-01',
      '--time',
      '25:00',
      '--place',
      'p',
    ],
    [
      2,
      /« bof » n’est pas accepté par --answer ; accepté : oui/,
      'committee-answer',
      '1',
      '--answer',
      'bof',
      '--contact',
      'x',
    ],
    [1, /Aucun comité n’est convoqué/, 'committee-cancelled', '--reason', 'r'],
    [
      1,
      /« 2020-12-01 » refusé/,
      'notice',
      '--from',
      'délégant',
      '--received-on',
      '2020-12-01',
      '--reason',
      'r',
    ],
    [1, /Aucun préavis ne court/, 'notice-withdrawn', '--party', 'délégant', '--reason', 'r'],
    [
      1,
      /« nobody » n’est pas un contact.*dgefp-budget/,
      'contact',
      'nobody',
      '--name',
      'N',
      '--email',
      'n@x.example',
      '--reason',
      'r',
    ],
    [
      2,
      /--email : « pas une adresse » n’est pas accepté/,
      'contact',
      'dsaf',
      '--name',
      'N',
      '--email',
      'pas une adresse',
      '--reason',
      'r',
    ],
    [1, /« 2020-03-01 » refusé ; accepté : un jour du/, 'pause', '--until', '2020-03-01', '--reason', 'r'],
    [1, /ne sont pas suspendus/, 'pause', '--resume', '--reason', 'r'],
    [1, /Le solde se règle après la fin/, 'propose', '--amount', '10', '--use', 'u'],
  ];

  test.each(bad.map((one) => [one.join(' ').slice(0, 100), one] as const))('%s', async (_title, one) => {
    const [expected, says, command, ...given] = one;
    const before = await scene.stage.conventions.record(scene.id);
    const { code, stdout, stderr } = await run([command ?? '', scene.id, ...given], on(scene.stage));
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(await scene.stage.conventions.record(scene.id)).toEqual(before);
  });

  test('a convention that nobody started is unknown', async () => {
    const ran = await run(['done', 'atlantis', 'credits', '--evidence', 'e', '--json'], on(scene.stage));
    expect(ran.json()).toEqual({
      error: { code: 'UNKNOWN_CONVENTION', message: expect.stringContaining('« atlantis »') },
    });
    expect(ran.code).toBe(1);
  });
});

describe('an act that is only looked at', () => {
  let scene: Scene;
  const today = parisDate(Date.now());
  beforeAll(async () => {
    scene = await openScene({ document: { signedOn: today, yearEnd: null }, at: [today, '08:00'] });
  });
  afterAll(() => scene.close());

  test('tells what would change and who would be written to, and is not done', async () => {
    const effect = ['effect', scene.id, '--on', today, '--reason', 'publiée', '--preview'];
    const { code, stdout, stderr } = await run(effect, on(scene.stage));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Phase : signée → en vigueur$/m);
    expect(stdout).toMatch(/^Écrit à : .*Bruno Lucas/m);
    expect(stdout).toMatch(/Rien n’est fait : sans --preview, la commande le fait\.\n$/);
    const json = await run([...effect, '--json'], on(scene.stage));
    expect(json.json()).toMatchObject({ id: scene.id, act: 'confirmEffect', preview: { phase: {} } });
    expect((await scene.view()).journal.map(({ act }) => act)).not.toContain('confirmEffect');
  });

  test('is refused as it would be if it were done', async () => {
    const again = ['done', scene.id, 'nothing', '--evidence', 'x', '--preview'];
    const { code, stderr } = await run(again, on(scene.stage));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Obligation inconnue\. « nothing »/)]);
  });
});
