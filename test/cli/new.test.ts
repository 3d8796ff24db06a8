import { readFileSync } from 'node:fs';
import { templates } from '../../client/templates.ts';
import { filesOf, run } from './run.ts';

const file = filesOf({});

describe('new', () => {
  test('lists the templates', async () => {
    const { code, stdout } = await run(['new']);
    expect(code).toBe(0);
    for (const { name, title } of templates()) expect(stdout).toMatch(new RegExp(`${name} +${title}`));
  });

  test('prints a template, its blanks empty', async () => {
    const { code, json, stderr } = await run(['new', '--template', 'credits']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ id: '', reports: { everyMonths: 3 } });
    expect(stderr).toMatch(/remplissez ce qui est vide/);
  });

  test('writes it in a new file, whose blanks are then told', async () => {
    const out = file('new.json');
    expect(await run(['new', '--template', 'minimale', '--out', out])).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ id: '', term: { months: 12 } });
    const { code, stderr } = await run(['schedule', out]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/signedOn : « {2}» refusé/) });
    expect(await run(['new', '--template', 'credits', '--out', out])).toMatchObject({ code: 2 });
  });

  test('refuses a template that there is not, and a file without a template', async () => {
    const wrong = await run(['new', '--template', 'credit']);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toMatch(
      /« credit » n’est pas un modèle ; accepté : beta-gouv, credits, csp-chorus, minimale/,
    );
    expect((await run(['new', '--out', file('x.json')])).stderr).toMatch(/--template/);
  });
});
