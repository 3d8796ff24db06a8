import { imapOptions, readMailbox } from '../../../../activities/mail/returns/read-mailbox.ts';
import type { ReturnFate } from '../../../../activities/mail/returns/tell-return.ts';
import { startDovecot } from '../../../support/dovecot.ts';
import { wire } from './reports.ts';

const named = (subject: string) => wire(`From: a@b.example\nSubject: ${subject}\n\n${subject}\n`);
const subjectOf = (raw: Buffer) => /Subject: (.*)\r/.exec(raw.toString())?.[1] ?? '';
const never = () => false;
const fail = (error: unknown) => {
  throw error;
};

/** Tells as a table says, and notes what was told. */
function telling(fates: Readonly<Record<string, ReturnFate['fate']>>) {
  const told: string[] = [];
  const tell = async (raw: Buffer): Promise<ReturnFate> => {
    const subject = subjectOf(raw);
    told.push(subject);
    return { kind: 'failed', fate: fates[subject] ?? 'told' };
  };
  return { told, tell };
}

test('what was told goes to one folder, what somebody has to look at to another, and what cannot be told yet stays', async () => {
  const dovecot = await startDovecot('p@ss:w/rd');
  for (const subject of ['told', 'nothing', 'aside', 'later']) await dovecot.deliver(named(subject));
  const { told, tell } = telling({ nothing: 'nothing', aside: 'aside', later: 'later' });
  await readMailbox(dovecot.url, tell, never, fail);
  expect(told.sort()).toEqual(['aside', 'later', 'nothing', 'told']);
  expect(await dovecot.count('Traités')).toBe(2);
  expect(await dovecot.count('À voir')).toBe(1);
  expect(await dovecot.count('INBOX')).toBe(1);

  // The next time, only what is left is read; and the folders are there.
  const again = telling({});
  await dovecot.deliver(named('fresh'));
  await readMailbox(dovecot.url, again.tell, never, fail);
  expect(again.told).toEqual(['fresh', 'later']);
  expect(await dovecot.count('Traités')).toBe(4);
  expect(await dovecot.count('INBOX')).toBe(0);
});

test('a crash between telling and moving has it told again, and nothing is lost', async () => {
  const dovecot = await startDovecot();
  for (const subject of ['one', 'two', 'three']) await dovecot.deliver(named(subject));
  const told: string[] = [];
  const crash = async (raw: Buffer): Promise<ReturnFate> => {
    told.push(subjectOf(raw));
    if (told.length === 2) throw new Error('the worker died');
    return { kind: 'failed', fate: 'told' };
  };
  // The second one is told, and not moved; the others are read all the same.
  const unread: unknown[] = [];
  await readMailbox(dovecot.url, crash, never, (error) => unread.push(error));
  expect(told).toEqual(['three', 'two', 'one']);
  expect(unread).toHaveLength(1);
  expect(await dovecot.count('INBOX')).toBe(1);
  const again = telling({});
  await readMailbox(dovecot.url, again.tell, never, fail);
  expect(again.told).toEqual(['two']);
});

test('stops between two messages when it is asked to', async () => {
  const dovecot = await startDovecot();
  for (const subject of ['one', 'two']) await dovecot.deliver(named(subject));
  const { told, tell } = telling({});
  await readMailbox(dovecot.url, tell, () => told.length > 0, fail);
  expect(told).toEqual(['two']);
});

test('of a giant message the beginning is read, and an empty one is read too', async () => {
  const dovecot = await startDovecot();
  await dovecot.deliver(Buffer.concat([named('giant'), Buffer.alloc(3 * 1024 * 1024, 'x')]));
  await dovecot.deliver(Buffer.alloc(0));
  const sizes: number[] = [];
  const tell = async (raw: Buffer): Promise<ReturnFate> => {
    sizes.push(raw.byteLength);
    return { kind: 'unknown', fate: 'aside' };
  };
  await readMailbox(dovecot.url, tell, never, fail);
  expect(sizes).toEqual([0, 512 * 1024]);
  expect(await dovecot.count('À voir')).toBe(2);
});

test('a password that is refused is said to be', async () => {
  const dovecot = await startDovecot();
  const wrong = dovecot.url.replace('secret', 'wrong');
  await expect(readMailbox(wrong, telling({}).tell, never, fail)).rejects.toMatchObject({
    authenticationFailed: true,
  });
});

test.each([
  ['imaps://u:p@imap.example.fr/INBOX', { secure: true, port: 993, doSTARTTLS: undefined }],
  ['imap://u:p@imap.example.fr', { secure: false, port: 143, doSTARTTLS: true }],
  ['imap://u:p@127.0.0.1:1143', { secure: false, port: 1143, doSTARTTLS: false }],
  ['imaps://u%40d.fr:p%2F@[::1]:9', { host: '::1', port: 9, auth: { user: 'u@d.fr', pass: 'p/' } }],
])('%s is read with TLS beyond this machine', (url, expected) => {
  expect(imapOptions(url)).toMatchObject(expected);
});
