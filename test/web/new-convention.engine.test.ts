import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { templateNamed, templates } from '../../client/templates.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { evidenceBefore } from '../../convention/duties/taken-over.ts';
import { openBrowser } from '../support/browser.ts';
import { filledIn, fillStep, stepsFor, twoOfEach } from '../support/filled-in.ts';
import { faultsOf, lookingOptions, watch } from '../support/readable.ts';
import { inFull, sharedOut } from '../support/runs.ts';
import { openSite, type Site } from '../support/site.ts';

// A new convention, from nothing to its page, from each template and with several parties and lines.

jest.setTimeout(300_000);

let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([
    openSite({ settings: { DELEGATION_WEB_RATE: '100000' } }),
    openBrowser(),
  ]);
  const context = await browser.newContext({ ...lookingOptions, baseURL: site.url });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await watch(page);
  await page.goto(site.signInLink());
  await press('Se connecter');
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = () => page.getByRole('heading', { level: 1 }).textContent();
const text = async () => (await page.locator('main').textContent()) ?? '';

/** Goes from the portfolio to the verification of what is filled in; `look` sees each page on the way. */
async function fillIn(
  values: Readonly<Record<string, string>>,
  look: (what: string) => Promise<void> = async () => {},
): Promise<void> {
  await page.goto('/conventions');
  await page.getByRole('link', { name: 'Nouvelle convention' }).first().click();
  await look('start');
  await page.getByRole('radio', { name: templateNamed(values.template).title }).check();
  await press('Commencer');
  const steps = stepsFor(values);
  for (let step = 1; step <= steps; step++) {
    await fillStep(page, values);
    const title = (await page.locator('.fr-stepper__title').textContent()) ?? '';
    await look(title.replace(/^Étape \d+ sur \d+ /, ''));
    await press(step < steps ? 'Continuer' : 'Vérifier la convention');
  }
  expect(await heading()).toBe('Vérifier la convention');
}

// That of two of each, « credits », is tried below.
test.each(sharedOut(templates(), 3, 4).map(({ name }) => [name]))(
  'one is made from the template %s, and reviewed step by step',
  async (template) => {
    const values = {
      ...filledIn,
      template,
      accountingOfficer: '0',
      'publications.places[0].place': 'au Bulletin officiel',
    };
    await fillIn(values);
    const review = await text();
    expect(review).toContain('dominique.martin@anct.example');
    expect(review).toContain('au Bulletin officiel');
    expect(await page.getByRole('link', { name: /^Modifier/ }).count()).toBe(stepsFor(values));
    // What is corrected from there comes back to it.
    for (const [step, answers, said] of [
      ['Le calendrier', { 'term.months': '18' }, /Durée, en mois\s*18/],
      ['Le délégant', { 'delegator.contacts[0].name': 'Claude Roux' }, /Signataire : nom\s*Claude Roux/],
    ] as const) {
      await page.getByRole('link', { name: `Modifier : ${step}`, exact: true }).click();
      await fillStep(page, answers);
      await press('Vérifier la convention');
      expect(await text()).toMatch(said);
    }
  },
);

test('one of two delegators and two lines is made, accessible on the way, and started', async () => {
  const id = `deux-${randomUUID().slice(0, 8)}`;
  const found: Record<string, string[]> = {};
  const look = async (what: string) => {
    if (!inFull && !['start', 'Ce que le texte prévoit', 'review'].includes(what)) return;
    const faults = await faultsOf(page);
    if (faults.length > 0) found[what] = faults;
  };
  await fillIn({ ...twoOfEach, id, signedOn: parisDate(Date.now()) }, look);
  await look('review');
  expect(found).toEqual({});
  const review = await text();
  for (const said of ['DGCL', 'sacha.moreau@dgcl.example', 'Programme 119', '40 000,00 €', 'DGCLF00075'])
    expect(review.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(said);
  await press('Démarrer la convention');
  expect(await heading()).toBe('Équipe n° 2');
  expect(page.url()).toContain(`/conventions/${id}`);
  const shown = await text();
  for (const said of [
    'Agence nationale de la cohésion des territoires',
    'Direction générale des collectivités locales',
  ])
    expect(shown).toContain(said);
  await page.goto(`/conventions/${id}/budget`);
  for (const line of ['Programme 112', 'Programme 119']) expect(await text()).toContain(line);

  // One like it, for the year that follows: only its dates are asked anew.
  await page.goto(`/conventions/${id}/documents`);
  expect(await faultsOf(page)).toEqual([]);
  await press('Préparer une convention semblable');
  expect(await page.getByLabel('Nom court').inputValue()).toBe('Équipe n° 2');
  const next = `${id.slice(0, -8)}${randomUUID().slice(0, 8)}`;
  await page.getByLabel('Identifiant').fill(next);
  await page.getByLabel('Date de signature').fill(parisDate(Date.now()));
  const [, count = '0'] =
    /sur (\d+)/.exec((await page.locator('.fr-stepper__title').textContent()) ?? '') ?? [];
  for (let step = 1; step < Number(count); step++) await press('Continuer');
  await press('Vérifier la convention');
  const similar = await text();
  for (const said of ['DGCL', 'sacha.moreau@dgcl.example', 'Programme 119', 'DGCLF00075', next])
    expect(similar).toContain(said);
  await press('Démarrer la convention');
  expect(page.url()).toContain(`/conventions/${next}`);
  const { document: first } = await site.stage.conventions.record(id);
  const { document: second } = await site.stage.conventions.record(next);
  expect({ ...second, id }).toEqual(first);
});

test('one that was signed fifteen months ago is taken over: what is done is ticked, and nobody is written to', async () => {
  const id = `reprise-${randomUUID().slice(0, 8)}`;
  const today = parisDate(Date.now());
  const effect = addDays(today, -430);
  await fillIn({ ...filledIn, id, signedOn: addDays(today, -456), 'term.months': '36' });
  await page.getByRole('link', { name: 'Dire ce qui est déjà fait' }).click();
  expect(await page.getByRole('checkbox', { name: /^Compte rendu/ }).count()).toBe(0);
  await page.getByLabel('Date de prise d’effet').fill(effect);
  await press('Lister ce qui a été demandé depuis');
  const reports = page.getByRole('checkbox', { name: /^Compte rendu/ });
  expect(await reports.count()).toBeGreaterThan(12);
  expect(await reports.last().isChecked()).toBe(true);
  await reports.last().uncheck();
  await page.getByText('Préciser des dates ou des preuves').click();
  const habilitations = page.getByRole('group', { name: /habilitations Chorus/ });
  await habilitations.getByRole('textbox').fill('Ticket AIFE 4512');
  const proof = (name: string) => ({ name, mimeType: '', buffer: Buffer.from('%PDF-1.7') });
  await habilitations.getByLabel('Fichier joint').setInputFiles(proof('Ticket.exe'));
  expect(await faultsOf(page)).toEqual([]);
  await press('Démarrer la convention');
  // A file that is refused takes nothing else with it.
  expect(await page.getByRole('alert').textContent()).toContain('« Ticket.exe » n’est pas d’un type accepté');
  expect(await reports.last().isChecked()).toBe(false);
  expect(await habilitations.getByRole('textbox').inputValue()).toBe('Ticket AIFE 4512');
  expect(await faultsOf(page)).toEqual([]);
  await habilitations.getByLabel('Fichier joint').setInputFiles(proof('Ticket.pdf'));
  await press('Démarrer la convention');
  expect(await heading()).toBe('Équipe n° 2');
  expect(await text()).not.toMatch(/en retard de/i);
  const { takenOver, outcomes, inForceSince, mails } = await site.stage.conventions.record(id);
  expect([inForceSince, mails]).toEqual([effect, []]);
  expect(outcomes['chorus-access']).toMatchObject({
    state: 'done',
    evidence: expect.stringMatching(/^Ticket AIFE 4512 \(pièce « Ticket\.pdf »/),
  });
  expect(outcomes.credits).toMatchObject({ state: 'done', evidence: evidenceBefore });
  await page.goto(`/conventions/${id}/obligations/chorus-access`);
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Ticket.pdf' }).click();
  expect((await saved).suggestedFilename()).toBe('Ticket.pdf');
  const { duties } = await site.stage.conventions.view(id);
  const left = duties.filter(({ takenOverOn }) => takenOverOn === today);
  expect(left.filter(({ id }) => id !== 'legal-text')).toMatchObject([
    { state: 'open', dueOn: takenOver?.landmark, indicative: true },
  ]);
  // Its identifier is told to be taken where it is asked for.
  await page.goto('/nouvelle');
  await page.getByRole('radio', { name: templateNamed(filledIn.template).title }).check();
  await press('Commencer');
  await fillStep(page, { ...filledIn, id });
  await press('Continuer');
  expect(await page.getByRole('alert').textContent()).toContain(`« ${id} » est déjà celui d’une convention`);
});
