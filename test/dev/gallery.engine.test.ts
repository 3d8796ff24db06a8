import { request } from 'node:http';
import { z } from 'zod';
import { samplesOf } from '../../rehearsal/samples/samples.ts';
import { signauxFaibles } from '../convention/support.ts';
import { afterwards } from '../engine/support.ts';
import { states } from '../gallery/states.ts';
import { compiled, startChild } from '../support/child-process.ts';
import { Visitor } from '../support/site.ts';

const ready = z.object({ url: z.string() });

async function openGallery() {
  const child = await startChild(compiled('test', 'dev', 'gallery.js'), { args: ['0'] });
  afterwards(() => child.end());
  return { child, url: ready.parse(child.said).url };
}

test('every sample mail and every state of a page is listed and opens, and nothing is left when it ends', async () => {
  const { child, url } = await openGallery();
  const { origin, pathname } = new URL(url);
  const index = await (await fetch(url)).text();
  const listed = [...index.matchAll(/<a href="(\/[^"]+)"/g)].map(([, path = '']) => path);
  const names = samplesOf(signauxFaibles()).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(100);
  const mails = names.flatMap((name) => ['html', 'txt', 'eml'].map((end) => `/courriels/${name}.${end}`));
  expect(listed).toEqual(expect.arrayContaining(mails));
  const pages = [...new Set(listed)].filter((path) => path.startsWith(`${pathname}/`));
  expect(pages).toHaveLength(states.length);
  const answers: [string, number][] = [];
  // All mails as they are read; of the same drawn otherwise, one.
  for (const path of mails.filter((one) => one.endsWith('.html')).concat(mails.slice(-2)))
    answers.push([path, (await fetch(`${origin}${path}`)).status]);
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  for (const asset of ['/assets/style.css', '/assets/app.js'])
    expect((await fetch(`${origin}${asset}`)).status).toBe(200);
  expect((await fetch(`${origin}/courriels/aucun.html`)).status).toBe(404);

  await child.end();
  expect(await child.ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test('a state is shown by the application, which answers its links and its forms', async () => {
  const { url } = await openGallery();
  const visitor = new Visitor(new URL(url).origin);
  const page = await visitor.get('/galerie/acte-accepter-l-utilisation-du-solde-a-remplir-administration');
  expect(page.status).toBe(200);
  const [, action = ''] = /action="(\/conventions\/[^"]+)"/.exec(page.text) ?? [];
  const refused = await visitor.press(page, action, {});
  expect(refused.status).toBe(422);
  expect((await visitor.get('/conventions')).text).toContain('Signaux Faibles');
});

test('it answers by its own name only', async () => {
  const { url } = await openGallery();
  const status = await new Promise((answered, failed) => {
    const asked = request(url, { headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      answered(response.statusCode);
    });
    asked.on('error', failed).end();
  });
  expect(status).toBe(421);
});
