import { readText } from '../../support/hidden-fields.ts';
import { openPeopledSite, type PeopledSite } from '../../support/people.ts';
import { eventually } from '../../support/scene.ts';
import type { Visitor } from '../../support/site.ts';
import { by, inDays, startLively } from '../lively.ts';

jest.setTimeout(180_000);

const people = {
  budget: { name: 'Budget DINUM', email: 'budget@dinum.cherche.example' },
  camille: { name: 'Camille Durand', email: 'camille.durand@dinum.example' },
} as const;

let site: PeopledSite;
let budget: Visitor;
let camille: Visitor;
let own: string;
let elsewhere: string;

beforeAll(async () => {
  site = await openPeopledSite(people, {
    settings: { DELEGATION_ADMINS: people.camille.email, DELEGATION_WEB_RATE: '10000' },
  });
  ({ id: own } = await startLively(site, 'cherche'));
  ({ id: elsewhere } = await startLively(site, 'ailleurs'));
  for (const id of [own, elsewhere])
    await site.stage.conventions.act(id, 'recordEntry', {
      by,
      entry: {
        ...{ kind: 'commitment', on: inDays(-3), reference: 'marché 2026-17', order: '4500098765' },
        ...{ amount: 1234.56, supplier: 'Société d’Essai' },
      },
    });
  budget = await site.signIn('budget');
  camille = await site.signIn('camille');
});

afterAll(() => site?.close());

const searched = async (visitor: Visitor, typed: string) =>
  (await visitor.get(`/recherche?recherche=${encodeURIComponent(typed)}`)).text;

test.each(['4500098765', '98765', 'marche 2026-17', 'SOCIETE ESSAI', '1 234,56', '1234,56 €', '1234.56'])(
  '« %s » is found by a party in its own convention alone',
  async (typed) => {
    const page = await eventually(async () => {
      const text = await searched(budget, typed);
      return text.includes(`/conventions/${own}`) ? text : undefined;
    });
    expect(page).toMatch(/<mark>/);
    expect(page).not.toContain(elsewhere);
    expect(await searched(camille, typed)).toContain(elsewhere);
  },
);

test('each passage leads to its place', async () => {
  const page = await eventually(async () => {
    const text = await searched(budget, '4500098765');
    return text.includes('ecriture=1') ? text : undefined;
  });
  const links = [...page.matchAll(new RegExp(`href="(/conventions/${own}/[^"]+)#([^"]+)"`, 'g'))];
  expect(links.map(([, , anchor]) => anchor)).toEqual(
    expect.arrayContaining(['ecriture-1', expect.stringMatching(/^ligne-\d+$/)]),
  );
  for (const [, path = '', anchor] of links)
    expect((await budget.get(readText(path))).text).toContain(`id="${anchor}"`);
});

test('the list leads to the search, with what was typed and its filter', async () => {
  const { text } = await budget.get('/conventions?recherche=45000&phase=en-vigueur');
  const [, href = ''] = /href="(\/recherche[^"]*)"/.exec(text) ?? [];
  expect(readText(href)).toBe('/recherche?recherche=45000&phase=en-vigueur');
});
