import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import { startMailbox } from '../../mailbox/mailbox.ts';
import { keepMails, mailsByPerson, readMails } from '../../rehearsal/mails.ts';
import { lettersIn } from '../../web/rehearsals.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';

/** A mailbox that has received two letters of 2027, the later first. */
async function rehearsed() {
  const mailbox = await startMailbox({ dir: await temporaryFolder() });
  afterwards(mailbox.stop);
  const transport = nodemailer.createTransport(mailbox.smtpUrl);
  afterwards(() => transport.close());
  const from = 'conventions@delegation.example';
  for (const [day, subject] of [
    ['2027-05-04', 'Dernier jour'],
    ['2027-03-17', 'Échéance à venir'],
  ]) {
    const text = `Bonjour, ceci est « ${subject} ».`;
    const date = new Date(`${day}T08:00:00Z`);
    await transport.sendMail({ from, to: 'Budget <budget@dgefp.example>', subject, text, date });
  }
  return mailbox;
}

test('the mails of a rehearsal are written as they would be received, oldest first', async () => {
  const mailbox = await rehearsed();
  const folder = await temporaryFolder();
  const names = await keepMails(mailbox, await readMails(mailbox), folder);
  expect(names).toEqual([
    '001-2027-03-17-budget@dgefp.example.eml',
    '002-2027-05-04-budget@dgefp.example.eml',
  ]);
  const read = await Promise.all(names.map(async (name) => simpleParser(await readFile(join(folder, name)))));
  expect(read.map(({ subject }) => subject)).toEqual(['Échéance à venir', 'Dernier jour']);
  expect(read[0]?.text).toContain('ceci est « Échéance à venir »');
});

test('the web shows each of them at its own date, with its own words', async () => {
  const mailbox = await rehearsed();
  const folder = await temporaryFolder();
  const mails = await readMails(mailbox);
  await keepMails(mailbox, mails, folder);
  expect(await lettersIn(folder, mails)).toMatchObject([
    { at: '2027-03-17T08:00:00.000Z', to: '"Budget" <budget@dgefp.example>', subject: 'Échéance à venir' },
    { at: '2027-05-04T08:00:00.000Z', text: expect.stringContaining('Dernier jour') },
  ]);
});

test('a mail that the mailbox does not give back is a fault, not a page that says so', async () => {
  const mailbox = await rehearsed();
  const folder = await temporaryFolder();
  const lost = { id: 'lost', at: '2027-03-17T08:00:00.000Z', to: 'x@y.example' };
  await expect(keepMails(mailbox, [lost], folder)).rejects.toThrow('lost');
});

test('the mails of each person are counted: in all, in the busiest twelve months, in the first week of all', () => {
  const to = (name: string, ...days: readonly string[]) =>
    days.map((day) => ({ to: `${name}@dinum.example`, at: `${day}T08:00:00.000Z` }));
  const ada = to('ada', '2027-03-17', '2027-03-23', '2027-03-24', '2028-03-16', '2028-03-17');
  const paul = to('paul', '2027-03-25');
  expect(mailsByPerson([...paul, ...ada])).toEqual([
    { to: 'ada@dinum.example', all: 5, year: 4, firstWeek: 2 },
    { to: 'paul@dinum.example', all: 1, year: 1, firstWeek: 0 },
  ]);
});
