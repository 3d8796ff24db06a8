import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { picturesFolder, readGuide, sizeOf } from '../../../web/guide/guide.ts';
import { openBrowser } from '../../support/browser.ts';
import { type Child, compiled, startChild } from '../../support/child-process.ts';
import { packedPng } from '../../support/packed-png.ts';
import { lookingOptions } from '../../support/readable.ts';

// The pictures of the guide are states of the gallery. DELEGATION_RECORD=1 takes them anew, to be looked at before they
// are committed; otherwise each is there, and as large as what it shows: no pixel is compared, machines have other letters.

/** A part of a page: from the top of one thing to the bottom of another. */
interface Picture {
  readonly at: string;
  readonly from?: string;
  readonly to: string;
  /** In pixels, where the usual one cuts a table. */
  readonly width?: number;
}

const button = (label: string) => `button:has-text("${label}")`;
const link = (state: string) => `/galerie/liens-des-courriels-${state}-sans-se-connecter`;

const pictures: Readonly<Record<string, Picture>> = {
  courriel: {
    at: '/courriels/duty-monthly-report-notice.html',
    from: 'body',
    to: 'a:has-text("Remettre le compte rendu")',
  },
  agir: { at: link('une-obligation-a-remplir'), to: button('Déclarer remplie') },
  'compte-rendu': { at: link('un-compte-rendu'), to: button('Remettre le compte rendu') },
  comite: { at: link('une-reunion'), to: button('Envoyer ma réponse') },
  avenant: { at: link('un-avenant-a-accepter'), to: button('Accepter l’avenant') },
  relais: { at: link('ce-n-est-pas-vous'), to: button('Proposer cette personne') },
  solde: { at: link('le-solde'), to: button('Accepter') },
  semaine: { at: '/galerie/ma-semaine-beaucoup-de-conventions-delegataire', to: 'main section', width: 960 },
  suivi: {
    at: '/galerie/convention-en-vigueur-ce-dont-il-a-ete-rendu-compte-gestionnaire-de-la-convention',
    to: 'a:has-text("ou demander une correction")',
  },
  budget: {
    at: '/galerie/convention-en-vigueur-le-budget-gestionnaire-de-la-convention',
    to: 'main .dg-facts',
  },
  import: {
    at: '/galerie/import-dans-toutes-les-conventions-ce-qui-revient-a-chacune-gestionnaire-de-la-convention',
    to: button('Importer dans chaque convention'),
  },
  delai: { at: '/galerie/acte-accorder-un-delai-ce-que-cela-change-administration', to: button('Confirmer') },
  preavis: {
    at: '/galerie/acte-donner-un-preavis-de-resiliation-ce-que-cela-change-administration',
    to: 'main .dg-facts',
  },
  nouvelle: { at: '/galerie/nouvelle-convention-commencer-administration', to: button('Commencer') },
  reprise: {
    at: '/galerie/nouvelle-convention-deja-en-cours-ce-qui-est-fait-administration',
    to: 'main fieldset',
  },
  plusieurs: {
    at: '/galerie/un-acte-dans-plusieurs-conventions-ce-que-fait-une-circulaire-administration',
    to: button('Confirmer'),
  },
};

const usualWidth = 800;
const most = 1.5 * 1024 * 1024;

let gallery: Child;
let browser: Browser;
let page: Page;
let origin: string;

beforeAll(async () => {
  const [child, opened] = await Promise.all([
    startChild(compiled('test', 'dev', 'gallery.js'), { args: ['0'] }),
    openBrowser(['--lang=fr-FR']),
  ]);
  gallery = child;
  browser = opened;
  ({ origin } = new URL(z.object({ url: z.string() }).parse(child.said).url));
  page = await (await browser.newContext(lookingOptions)).newPage();
  page.setDefaultTimeout(30_000);
  await page.emulateMedia({ colorScheme: 'light' });
});

afterAll(async () => {
  await browser?.close();
  await gallery?.end();
});

test.each(Object.entries(pictures))(
  '%s.png shows what is on the page',
  async (name, { at, from, to, width = usualWidth }) => {
    await page.setViewportSize({ width, height: 900 });
    const answer = await page.goto(`${origin}${at}`);
    expect(answer?.status()).toBe(200);
    const [first, last] = await Promise.all(
      [from ?? 'main', to].map((part) => page.locator(part).first().boundingBox()),
    );
    if (!first || !last) throw new Error(`${at} has no such part`);
    const y = Math.floor(first.y);
    const clip = { x: 0, y, width, height: Math.ceil(last.y + last.height + 24 - y) };
    const file = join(picturesFolder, `${name}.png`);
    if (process.env.DELEGATION_RECORD === '1')
      await writeFile(file, packedPng(await page.screenshot({ fullPage: true, clip })));
    expect([file, existsSync(file)]).toEqual([file, true]);
    const size = sizeOf(await readFile(file));
    expect(size.width).toBe(width);
    expect(Math.abs(size.height - clip.height)).toBeLessThan(clip.height / 10);
  },
);

test('each picture of the guide is one of these, and all together are soon fetched', async () => {
  const names = [...(await readGuide()).pictures.keys()];
  expect(names.sort()).toEqual(
    Object.keys(pictures)
      .map((name) => `${name}.png`)
      .sort(),
  );
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(picturesFolder, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(most);
});
