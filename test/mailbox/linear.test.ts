import { readMessage } from '../../mailbox/message.ts';
import { buildSite, opensLinksOutside } from '../../mailbox/site.ts';
import { openStore } from '../../mailbox/store.ts';
import { temporaryFolder } from '../engine/support.ts';
import { hostileSeeds, readsInLinearTime } from '../support/linear.ts';

const head = 'From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n';
const envelope = { from: 'a@b.example', to: ['c@d.example'] };

test('links open outside whatever head a message has, or begins and never ends', () => {
  const base = '<base target="_blank">';
  expect(opensLinksOutside('<html><HEAD lang="fr"><title>x</title>')).toContain(
    `<HEAD lang="fr">${base}<title>`,
  );
  expect(opensLinksOutside('<html><head><title>x</title>')).toContain(`<head>${base}<title>`);
  for (const without of ['<p>x</p>', '<header>x</header>', '<head '])
    expect(opensLinksOutside(without)).toBe(`<!doctype html><meta charset="utf-8">${base}${without}`);
});

describe('a megabyte of a stranger is read in linear time', () => {
  it('as the HTML of a frame', async () => {
    for (const seed of hostileSeeds) await readsInLinearTime(seed, opensLinksOutside);
  }, 60_000);

  it.each([
    ['a header', (text: string) => `${head}Subject: ${text.replace(/[\r\n]/g, ' ')}\r\n\r\nx`],
    ['the people of a header', (text: string) => `From: ${text.replace(/[\r\n]/g, ' ')}\r\n\r\nx`],
    ['a text', (text: string) => `${head}Content-Type: text/plain\r\n\r\n${text}`],
    ['HTML', (text: string) => `${head}Content-Type: text/html\r\n\r\n${text}`],
    ['headers', (text: string) => `${text}\r\n\r\nx`],
  ])(
    'as %s of a message, on each of its pages',
    async (_what, source) => {
      const store = await openStore(await temporaryFolder());
      const site = buildSite(store);
      const status = async (url: string) =>
        (await site.inject({ url, headers: { host: '127.0.0.1' } })).statusCode;
      for (const seed of ['a', '@', ' ', '<', '"', '<head ', '=?', ',', ';', '&', 'a: b\r\n']) {
        await readsInLinearTime(
          seed,
          async (text) => {
            const id = await store.keep(Buffer.from(source(text)), envelope);
            expect(await status('/')).toBe(200);
            for (const path of [`${id}`, `${id}.json`, `${id}/html`]) {
              // One that no parser takes is refused by the site.
              if ((await status(`/messages/${path}`)) === 500)
                await expect(readMessage(store, id)).rejects.toThrow('Max header size');
            }
          },
          8000,
        );
      }
    },
    120_000,
  );
});
