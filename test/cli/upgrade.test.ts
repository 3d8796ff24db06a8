import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { example, filesOf, run } from './run.ts';

const old = readFileSync(join(__dirname, '../convention/document/old-form.json'), 'utf8');
const file = filesOf({
  'old.json': old,
  'bad.json': old.replace('"2020-03-25"', '"demain"'),
  'taken.json': 'mine',
  'requests.json': JSON.stringify({
    ...JSON.parse(readFileSync(example, 'utf8')),
    requests: { fromDelegatee: '4', dueWorkingDays: 15 },
  }),
});

describe('upgrade', () => {
  test('writes the document in the form of today, which is then read', async () => {
    const { code, stdout, stderr } = await run(['upgrade', file('old.json'), '--out', file('new.json')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/relisez les articles[\s\S]*Document écrit dans « .*new\.json »/);
    const { stdout: is } = await run(['schedule', file('new.json'), '--json']);
    const { stdout: was } = await run(['schedule', example, '--json']);
    expect(is).toEqual(was);
  });

  test('prints one document, and what it did beside it', async () => {
    const { code, json, stderr } = await run(['upgrade', file('old.json'), '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ id: 'signaux-faibles', reports: { article: '5' } });
    expect(stderr).toMatch(/est récrit dans la forme d’aujourd’hui/);
  });

  test('says what is to be read again where only requests were of an old form: its articles are its own', async () => {
    const { json, stderr } = await run(['upgrade', file('requests.json')]);
    expect(json()).toMatchObject({ requests: { items: [{ article: '4', dueWorkingDays: 15 }] } });
    expect(stderr).toMatch(/relisez ce qu’une partie peut demander à l’autre, dans « requests »/);
    expect(stderr).not.toMatch(/première convention/);
  });

  test('gives back what is of the form of today, and says so', async () => {
    const { json, stderr } = await run(['upgrade', example]);
    expect(json()).toEqual(JSON.parse(readFileSync(example, 'utf8')));
    expect(stderr).toMatch(/est déjà dans la forme d’aujourd’hui : il est rendu tel quel/);
  });

  test('replaces no file', async () => {
    const { code, stderr } = await run(['upgrade', file('old.json'), '--out', file('taken.json')]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/existe déjà, et n’est pas remplacé/),
    });
    expect(readFileSync(file('taken.json'), 'utf8')).toBe('mine');
  });

  test('tells the faults of a bad document', async () => {
    const { code, stderr } = await run(['upgrade', file('bad.json')]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/signedOn : « demain » refusé/),
    });
  });

  test.each(['start', 'schedule'])('%s names it for a document of the old form', async (command) => {
    const { code, stderr } = await run([command, file('old.json')]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('« delegation upgrade »') });
  });
});
