import { parse } from 'csv-parse/sync';
import { actSlug } from '../../../web/acts/act-slug.ts';
import { parseCalendar } from '../../letters/calendar/strict-parser.ts';
import { readText } from '../../support/hidden-fields.ts';
import { openPeopledSite, type PeopledSite } from '../../support/people.ts';
import { eventually } from '../../support/scene.ts';
import type { Visitor } from '../../support/site.ts';
import { by, startLively } from '../lively.ts';

jest.setTimeout(180_000);

const people = {
  budget: { name: 'Budget DINUM', email: 'Budget@dinum.semaine.example' },
  camille: { name: 'Camille Durand', email: 'camille.durand@dinum.example' },
} as const;
// A name that a spreadsheet would compute.
const formula = '=2+3; "x"';

let site: PeopledSite;
let budget: Visitor;
let first: string;
let second: string;
let elsewhere: string;

beforeAll(async () => {
  site = await openPeopledSite(people, {
    settings: { DELEGATION_ADMINS: people.camille.email, DELEGATION_WEB_RATE: '10000' },
  });
  ({ id: first } = await startLively(site, 'semaine'));
  ({ id: second } = await startLively(site, 'semaine', { shortName: formula }));
  ({ id: elsewhere } = await startLively(site, 'ailleurs'));
  budget = await site.signIn('budget');
});

afterAll(() => site?.close());

const week = async (visitor = budget, query = '') => (await visitor.get(`/ma-semaine${query}`)).text;
const actsIn = (page: string) =>
  [...page.matchAll(/href="(\/conventions\/[^"]+\/actes\/[^"]+)"/g)].map(([, href = '']) => readText(href));

test('is the first page of whoever signs in, and the first of the menu', async () => {
  expect((await budget.get('/')).headers.get('location')).toBe('/ma-semaine');
  const links = [...(await week()).matchAll(/class="fr-nav__link" href="([^"]+)"/g)].map(([, href]) => href);
  expect(links.slice(0, 2)).toEqual(['/ma-semaine', '/conventions']);
});

test('has what is asked of a person in all their conventions, each leading to the form of its act', async () => {
  const page = await eventually(async () => {
    const text = await week();
    return text.includes(`/conventions/${first}"`) && text.includes(`/conventions/${second}"`)
      ? text
      : undefined;
  });
  expect(page).not.toContain(elsewhere);
  // Asked of the delegator.
  expect(page).not.toContain('chorus-access');
  const report = `/actes/${actSlug('submitReport')}?obligation=report-`;
  for (const id of [first, second]) expect(actsIn(page).join('\n')).toContain(`/conventions/${id}${report}`);
  expect(page.indexOf('en retard de')).toBeLessThan(page.indexOf('À savoir') >>> 0);
  const [to = ''] = actsIn(page);
  expect((await budget.get(to)).status).toBe(200);
});

test('is a table that a spreadsheet reads, and of which it computes nothing', async () => {
  const { headers, text } = await budget.get('/ma-semaine.csv');
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toContain('ma-semaine.csv');
  const rows: string[][] = parse(text, { delimiter: ';', bom: true, record_delimiter: '\r\n' });
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([11]));
  expect(rows.map((row) => row[2])).toContain(`'${formula}`);
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  const paths = rows.slice(1).map((row) => row[10]?.replace(site.url, ''));
  expect(paths).toEqual(expect.arrayContaining(actsIn(await week())));
});

test('is a calendar of the same dates, under the names that letters and feeds give them', async () => {
  const { headers, text } = await budget.get('/ma-semaine.ics');
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const { events, method } = parseCalendar(text);
  expect(method).toBe('PUBLISH');
  const uids = events.map((event) => event.get('UID')?.[0]?.value ?? '');
  const asked = actsIn(await week()).map((href) => {
    const [, id = '', duty = ''] = /^\/conventions\/([^/]+)\/.*obligation=(.*)$/.exec(href) ?? [];
    return `${duty}@${id}`;
  });
  expect(asked.length).toBeGreaterThan(2);
  expect(uids).toEqual(expect.arrayContaining(asked));
});

test('forgets at once what was done, whoever did it', async () => {
  const codings = `obligation=chorus-codings`;
  const ofFirst = (page: string) =>
    actsIn(page).filter((href) => href.includes(first) && href.includes(codings));
  expect(ofFirst(await week())).toHaveLength(1);
  await site.stage.conventions.act(first, 'markDone', {
    by,
    duties: [{ duty: 'chorus-codings', evidence: 'attestation' }],
  });
  expect(ofFirst(await week())).toEqual([]);
});

test('of who administers is what is asked of them, or of all', async () => {
  const camille = await site.signIn('camille');
  expect(await week(camille)).toContain('Aucune convention en cours');
  const all = await week(camille, '?vue=tout');
  for (const id of [first, second, elsewhere]) expect(all).toContain(`/conventions/${id}"`);
  expect(all).toContain('obligation=chorus-access');
});
