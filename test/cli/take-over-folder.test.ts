import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTakeOver } from '../../cli/take-over-folder.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { evidenceBefore } from '../../convention/duties/taken-over.ts';
import { temporaryFolder } from '../engine/support.ts';
import { writtenDocument } from '../support/documents.ts';
import { filesOf, run } from './run.ts';

const today = plainDateOf('2020-06-12');
const heading = 'id;prise d’effet;obligation;preuve';
const json = (id: string, changes: Record<string, unknown> = {}) =>
  JSON.stringify(writtenDocument({ id, ...changes }));

/** What a folder comes to. */
async function reading(contents: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  return readTakeOver(folder, today);
}

/** What one convention is said to have done, by the lines of `reprise.csv`. */
async function doneBy(...lines: readonly string[]) {
  const csv = [heading, ...lines].join('\n');
  const { conventions, refused } = await reading({ 'a.json': json('a'), 'reprise.csv': csv });
  return { done: conventions[0]?.alreadyDone, refused: refused.map(({ text }) => text) };
}

describe('what is done', () => {
  test('is nothing of a convention that has no line, when its text has asked something', async () => {
    const { conventions, refused } = await reading({ 'a.json': json('a'), 'lisez-moi.txt': 'x' });
    expect(refused).toEqual([]);
    expect(conventions).toMatchObject([{ id: 'a', file: 'a.json', alreadyDone: { done: {} } }]);
  });

  test('is not said of one that begins', async () => {
    const { conventions } = await reading({ 'a.json': json('a', { signedOn: '2020-06-12' }) });
    expect(conventions[0]).not.toHaveProperty('alreadyDone');
  });

  test('is one duty a line, with its evidence, from the effect that a line says', async () => {
    const { done, refused } = await doneBy(
      'a;10/04/2020;chorus-access;ticket AIFE 4512',
      'a;;Compte rendu d’AVRIL 2020;',
      'a;2020-04-10;credits;"MAD 2020-1 ; le 3 avril"',
    );
    expect(refused).toEqual([]);
    expect(done).toEqual({
      effectiveOn: '2020-04-10',
      done: {
        'chorus-access': 'ticket AIFE 4512',
        'report-2020-04': evidenceBefore,
        credits: 'MAD 2020-1 ; le 3 avril',
      },
    });
  });

  test('is everything, but for what a line says more of', async () => {
    const { done } = await doneBy('a;2020-04-10;Tout;archives', 'a;;credits;MAD 2020-1');
    expect(done?.done).toMatchObject({ credits: 'MAD 2020-1', 'chorus-access': 'archives' });
    expect(Object.keys(done?.done ?? {}).length).toBeGreaterThan(5);
    expect((await doneBy('a;2020-04-10;rien;')).done).toEqual({ effectiveOn: '2020-04-10', done: {} });
  });

  test.each([
    [
      'a;;rapport;',
      /^« reprise\.csv », ligne 2 : « rapport » refusé ; accepté : tout, rien, .*chorus-access/,
    ],
    ['a;;report-2020-04;', /ligne 2 : « report-2020-04 » refusé/],
    ['a;avril;credits;', /ligne 2 : « avril » refusé ; accepté : AAAA-MM-JJ/],
    [
      'a;2019-01-01;credits;',
      /ligne 2 : « 2019-01-01 » refusé ; accepté : du 2020-03-25, jour de la signature/,
    ],
    ['a;;credits;\na;;credits;x', /ligne 3 : « credits » est déjà dite ligne 2/],
    [
      'a;2020-04-10;credits;\na;2020-04-11;chorus-access;',
      /ligne 3 : « 2020-04-11 » refusé ; accepté : .*ligne 2/,
    ],
    [`a;;credits;${'x'.repeat(501)}`, /ligne 2 : « x{59}… » refusé ; accepté : une preuve de 500/],
  ])('%j is refused by its line, and leaves the convention out', async (line, says) => {
    const { done, refused } = await doneBy(line);
    expect(done).toBeUndefined();
    expect(refused).toEqual([expect.stringMatching(says)]);
  });

  test('is told all that is wrong of a convention at once, lines of a cell counted', async () => {
    const { refused } = await doneBy('a;;credits;"deux\nlignes"', '', 'a;;x;', 'a;;y;');
    expect(refused).toEqual([expect.stringMatching(/ligne 5 : « x » refusé.*\n.*ligne 6 : « y » refusé/)]);
  });

  test.each([
    ['by a spreadsheet', Buffer.from(`${heading}\r\na;;credits;reçu à Évry\r\n`.replace('’', "'"), 'latin1')],
    [
      'with tabs, in UTF-16',
      Buffer.from(`\uFEFF${heading}\na;;credits;reçu à Évry\n`.replaceAll(';', '\t'), 'utf16le'),
    ],
    ['with a byte order mark', `\uFEFF${heading.toUpperCase()}\na;;credits;reçu à Évry`],
    ['in another order', 'preuve,obligation,id,Prise d’effet\nreçu à Évry,credits,a,'],
  ])('is read as it is written %s', async (_how, csv) => {
    const { conventions } = await reading({ 'a.json': json('a'), 'reprise.csv': csv });
    expect(conventions[0]?.alreadyDone?.done).toEqual({ credits: 'reçu à Évry' });
  });
});

test('what is wrong with one leaves the others, and is quoted by its file', async () => {
  const { conventions, refused } = await reading({
    'a.json': json('a'),
    'b.json': json('b', { signedOn: '2020-02-30' }),
    'c.json': '{',
    'd1.json': json('d'),
    'd2.json': json('d', { shortName: 'Autre' }),
    'reprise.csv': `${heading}\nz;;credits;`,
  });
  expect(conventions.map(({ id }) => id)).toEqual(['a']);
  expect(refused).toMatchObject([
    {
      id: 'b.json',
      text: expect.stringMatching(/b\.json » : 1 défaut\.\n.*signedOn : « 2020-02-30 » refusé/),
    },
    { id: 'c.json', text: expect.stringMatching(/c\.json » n’est pas du JSON/) },
    {
      id: 'd',
      text: expect.stringMatching(/« d1\.json » : l’identifiant « d » est aussi celui de « d2\.json »/),
    },
    { id: 'd', text: expect.stringMatching(/« d2\.json » : .*« d1\.json »/) },
    {
      id: 'z',
      file: 'reprise.csv',
      text: expect.stringMatching(/ligne 2 : « z » n’est pas celui d’un document/),
    },
  ]);
});

describe('a folder that cannot be taken over is refused before the engine is looked for', () => {
  const file = filesOf({ 'a.json': json('a') });
  const headless = filesOf({ 'a.json': json('a'), 'reprise.csv': 'a;;credits;' });
  const open = filesOf({ 'a.json': json('a'), 'reprise.csv': `${heading}\na;;credits;x\na;;"credits;x\n` });
  beforeAll(() => mkdir(file('vide')));

  test.each([
    [() => file('nulle-part'), /nulle-part » n’existe pas ; accepté : un dossier/],
    [() => file('a.json'), /a\.json » n’est pas un dossier/],
    [() => file('vide'), /vide » ne contient aucun fichier JSON/],
    [
      () => headless('.'),
      /« reprise\.csv », ligne 1 : « a ; {2}; credits ; {2}» refusé ; accepté : .*id ; prise d’effet/,
    ],
    [() => open('.'), /« reprise\.csv », ligne 3 : un guillemet y reste ouvert/],
  ])('%#', async (folder, says) => {
    const { code, stderr } = await run(['take-over', folder()]);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });
});
