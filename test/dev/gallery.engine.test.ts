import { request } from 'node:http';
import { z } from 'zod';
import { samplesOf } from '../../rehearsal/samples/samples.ts';
import { signauxFaibles } from '../convention/support.ts';
import { afterwards } from '../engine/support.ts';
import { compiled, startChild } from '../support/child-process.ts';
import { demo } from '../web/page/demo.tsx';

const ready = z.object({ url: z.string() });

async function openGallery() {
  const child = await startChild(compiled('test', 'dev', 'gallery.js'), { args: ['0'] });
  afterwards(() => child.end());
  return { child, url: ready.parse(child.said).url };
}

test('every sample mail and every page is listed and opens, and nothing is left when it ends', async () => {
  const { child, url } = await openGallery();
  const index = await (await fetch(url)).text();
  const listed = [...index.matchAll(/<a href="(\/[^"]+)"/g)].map(([, path]) => path);
  const names = samplesOf(signauxFaibles()).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(100);
  const expected = [
    ...Object.keys(demo),
    ...names.flatMap((name) => ['html', 'txt', 'eml'].map((end) => `/courriels/${name}.${end}`)),
  ];
  expect(listed).toEqual(expect.arrayContaining(expected));
  const answers: [string, number][] = [];
  // All mails as they are read; of the same drawn otherwise, one.
  for (const path of expected
    .filter((one) => /^\/(?!courriels)|\.html$/.test(one))
    .concat(expected.slice(-2)))
    answers.push([path, (await fetch(`${url}${path}`)).status]);
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  for (const asset of ['/assets/style.css', '/assets/app.js'])
    expect((await fetch(`${url}${asset}`)).status).toBe(200);
  expect((await fetch(`${url}/courriels/aucun.html`)).status).toBe(404);

  await child.end();
  expect(await child.ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
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
