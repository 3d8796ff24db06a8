import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get } from 'node:http';
import nodemailer from 'nodemailer';
import { type Mailbox, startMailbox } from '../../mailbox/mailbox.ts';
import type { MessageSummary } from '../../mailbox/message.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { compiled, startChild } from '../support/child-process.ts';

async function testMailbox(dir?: string): Promise<Mailbox> {
  const mailbox = await startMailbox({ dir: dir ?? (await temporaryFolder()) });
  afterwards(mailbox.stop);
  return mailbox;
}

function sender(smtpUrl: string) {
  const transport = nodemailer.createTransport(`${smtpUrl}?pool=true&maxConnections=3`);
  afterwards(() => transport.close());
  return transport;
}

const mail = {
  from: 'delegation@example.org',
  to: 'budget@example.org',
  subject: 'Compte rendu',
  text: 'Bonjour',
};

async function listed(url: string): Promise<MessageSummary[]> {
  return JSON.parse(await (await fetch(`${url}/messages.json`)).text());
}

async function page(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.text();
}

/** What the site answers to another name than its own; fetch does not let the Host be chosen. */
function statusFor(url: string, host: string, path = new URL(url).pathname): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { path, headers: { host }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}

test('lists what it received, newest first, with all its recipients', async () => {
  const { smtpUrl, url } = await testMailbox();
  const transport = sender(smtpUrl);
  await transport.sendMail({ ...mail, subject: 'Premier', messageId: '<one@example.org>' });
  await transport.sendMail({
    ...mail,
    subject: 'Échéance à venir',
    to: '"Camille Martin" <camille@example.org>',
    cc: 'copie@example.org',
    bcc: 'cache@example.org',
    inReplyTo: '<one@example.org>',
    date: new Date('2027-03-17T08:00:00Z'),
  });
  expect(await listed(url)).toMatchObject([
    {
      subject: 'Échéance à venir',
      from: 'delegation@example.org',
      to: 'Camille Martin <camille@example.org>',
      cc: 'copie@example.org',
      envelopeTo: ['camille@example.org', 'copie@example.org', 'cache@example.org'],
      inReplyTo: '<one@example.org>',
      date: '2027-03-17T08:00:00.000Z',
    },
    { subject: 'Premier', messageId: '<one@example.org>' },
  ]);
  const list = await page(url);
  expect(list.indexOf('Échéance à venir')).toBeLessThan(list.indexOf('Premier'));
  expect(list).toContain('17 mars 2027, 09:00');
});

test('shows a message: rendering, text, headers, attachments, source', async () => {
  const { smtpUrl, url } = await testMailbox();
  const attachment = {
    filename: 'comité "été".ics',
    content: 'BEGIN:VCALENDAR',
    contentType: 'text/calendar',
  };
  const html =
    '<html><head><title>x</title></head><body><a href="https://example.org/">ici</a></body></html>';
  await sender(smtpUrl).sendMail({ ...mail, html, attachments: [attachment] });
  const [summary] = await listed(url);
  const base = `${url}/messages/${summary?.id}`;

  const shown = await page(base);
  expect(shown).toContain('<h1>Compte rendu</h1>');
  expect(shown).toContain('<pre class="card">Bonjour</pre>');
  expect(shown).toContain('<dt>MIME-Version</dt><dd>1.0</dd>');
  expect(shown).toContain('comité &quot;été&quot;.ics</a>');
  expect(await page(`${base}/html`)).toContain('<head><base target="_blank"><title>');
  expect(await page(`${base}/source`)).toMatch(/^Return-Path: <delegation@example\.org>\r\nX-Envelope-To: /);
  const file = await fetch(`${base}/attachments/0`);
  expect(await file.text()).toBe('BEGIN:VCALENDAR');
  expect(file.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''comit%C3%A9%20%22%C3%A9t%C3%A9%22.ics",
  );
  expect(JSON.parse(await page(`${base}.json`))).toMatchObject({ text: 'Bonjour', html });
});

test('what a message says is never a part of the page, and its rendering can do nothing', async () => {
  const { smtpUrl, url } = await testMailbox();
  const attack = '<script>alert(1)</script>';
  await sender(smtpUrl).sendMail({
    from: `"${attack}" <a@example.org>`,
    to: `"${attack}" <b@example.org>`,
    subject: attack,
    text: attack,
    html: attack,
    headers: { 'X-Attack': attack },
    attachments: [{ filename: '"><script>alert(1)</script>.txt', content: 'x' }],
  });
  const [summary] = await listed(url);
  for (const address of [url, `${url}/messages/${summary?.id}`]) {
    expect(await page(address)).not.toContain('<script');
    expect((await fetch(address)).headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  const rendering = await fetch(`${url}/messages/${summary?.id}/html`);
  const policy = rendering.headers.get('content-security-policy');
  expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox;');
  expect(policy).toContain("default-src 'none'");
  expect(rendering.headers.get('x-content-type-options')).toBe('nosniff');
});

test('refuses to be read by another name than this machine’s, or to be written to', async () => {
  const { url } = await testMailbox();
  const { port } = new URL(url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
    expect(await statusFor(url, host)).toBe(200);
  }
  for (const host of ['evil.example', `127.0.0.1.evil.example:${port}`, 'localhost.evil.example']) {
    for (const path of ['', '/%zz', '/nothing']) expect(await statusFor(url + path, host)).toBe(421);
  }
  expect(await statusFor(url, `127.0.0.1:${port}`, 'http://evil.example/')).toBe(421);
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
});

test.each([
  '/messages/nothing',
  '/messages/..%2F..%2Fetc%2Fpasswd',
  '/nothing',
  '/messages/a/b/c/d',
  '//evil/',
  '/%zz',
  `/messages/${'a'.repeat(300)}`,
])('has nothing at %s', async (path) => {
  const { url } = await testMailbox();
  const response = await fetch(url + path);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('Introuvable');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('turns pages of fifty', async () => {
  const { smtpUrl, url } = await testMailbox();
  const transport = sender(smtpUrl);
  for (let rank = 1; rank <= 51; rank++)
    await transport.sendMail({ ...mail, subject: `Message n° ${rank}.` });
  const first = await page(url);
  expect(first.match(/<li>/g)).toHaveLength(50);
  expect(first).toContain('Message n° 51.');
  expect(first).toContain('href="/?page=2"');
  const second = await page(`${url}/?page=2`);
  expect(second).toContain('Message n° 1.');
  expect(second.match(/<li>/g)).toHaveLength(1);
  expect(await page(`${url}/?page=9`)).toContain('Aucun message sur cette page');
});

test('says that it is empty', async () => {
  const { url } = await testMailbox();
  expect(await page(url)).toContain('Aucun message pour l’instant');
});

test('refuses a message that is too big, and goes on', async () => {
  const { smtpUrl, url } = await testMailbox();
  const transport = sender(smtpUrl);
  const attachments = [{ filename: 'gros', content: Buffer.alloc(31 * 1024 * 1024) }];
  await expect(transport.sendMail({ ...mail, attachments })).rejects.toMatchObject({ responseCode: 552 });
  await transport.sendMail(mail);
  expect(await listed(url)).toHaveLength(1);
});

test('takes other ports when those wanted are taken', async () => {
  const first = await testMailbox();
  const [smtpPort, httpPort] = [first.smtpUrl, first.url].map((url) => Number(new URL(url).port));
  const second = await startMailbox({
    dir: await temporaryFolder(),
    smtpPort: smtpPort ?? 0,
    httpPort: httpPort ?? 0,
  });
  afterwards(second.stop);
  expect(second.url).not.toBe(first.url);
  expect(second.smtpUrl).not.toBe(first.smtpUrl);
});

/** The compiled program, as the supervisor runs it. */
async function runProgram(dir: string): Promise<{ child: ChildProcess; smtpUrl: string; url: string }> {
  const program = compiled('mailbox', 'main.js');
  const { process: child, said, end } = await startChild(program, { args: ['--dir', dir] });
  afterwards(() => end('SIGKILL'));
  const { smtpUrl, url }: { smtpUrl: string; url: string } = Object(said);
  return { child, smtpUrl, url };
}

test('loses no acknowledged message when it is killed, and shows them all at its next start', async () => {
  const dir = await temporaryFolder();
  const { child, smtpUrl } = await runProgram(dir);
  const transport = sender(smtpUrl);
  const acknowledged: string[] = [];
  const dead = once(child, 'exit');
  const sending = Array.from({ length: 60 }, async (_, rank) => {
    const messageId = `<${rank}@example.org>`;
    await transport.sendMail({ ...mail, messageId });
    acknowledged.push(messageId);
    if (acknowledged.length === 30) child.kill('SIGKILL');
  });
  await Promise.allSettled(sending);
  await dead;
  expect(acknowledged.length).toBeGreaterThanOrEqual(30);
  const { url } = await testMailbox(dir);
  const found = (await listed(url)).map(({ messageId }) => messageId);
  expect(found).toEqual(expect.arrayContaining(acknowledged));
  expect((await readdir(dir)).filter((name) => !name.endsWith('.eml'))).toEqual([]);
});

test.each([
  ['is told to', (child: ChildProcess) => child.kill('SIGTERM')],
  ['loses its supervisor', (child: ChildProcess) => child.disconnect()],
])('ends when it %s', async (_, end) => {
  const { child } = await runProgram(await temporaryFolder());
  const exited = once(child, 'exit');
  end(child);
  expect(await exited).toEqual([0, null]);
});
