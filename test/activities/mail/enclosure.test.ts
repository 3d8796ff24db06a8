import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createMailActivities } from '../../../activities/mail/deliver.ts';
import type { MailActivities } from '../../../contract/activities.ts';
import type { Delivery, Letter, LetterOutcome } from '../../../convention/mailing/letter.ts';
import { FolderStore } from '../../../storage/folder-store.ts';
import { afterwards, temporaryFolder } from '../../engine/support.ts';
import { delivery, letter, news } from './letters.ts';
import { openSink } from './smtp-sink.ts';

const pdf = Buffer.from('%PDF-1.7 la convention');
const sha256 = createHash('sha256').update(pdf).digest('hex');
const otherwise =
  'Le texte signé n’est pas joint à ce courriel : DINUM doit vous en adresser copie (art. 3).';
const announced = letter([
  news({ enclosed: { files: [{ name: 'convention signée.pdf', sha256 }], otherwise } }),
]);

/** The letter as it is received, sent by a worker with that folder of evidence. */
async function received(folder: string | undefined, sent: Letter, changes: Partial<Delivery> = {}) {
  const smtp = await openSink();
  afterwards(smtp.close);
  const activities = createMailActivities({
    smtpUrl: smtp.url,
    from: 'conventions@dinum.example',
    ...(folder === undefined ? {} : { evidence: new FolderStore(folder) }),
  });
  afterwards(activities.close);
  const environment = new MockActivityEnvironment(
    { startToCloseTimeoutMs: 60_000 },
    { logger: new DefaultLogger('ERROR') },
  );
  await environment.run<[Delivery], LetterOutcome[], MailActivities['deliver']>(
    activities.deliver,
    delivery([sent], changes),
  );
  const [mail] = smtp.received;
  if (!mail) throw new Error('nothing came');
  return { text: (mail.mail.text ?? '').replace(/\s+/g, ' '), attachments: mail.mail.attachments };
}

async function keeping(content: Uint8Array): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'signaux-faibles'));
  await writeFile(join(folder, 'signaux-faibles', sha256), content);
  return folder;
}

test('a signed text that is kept goes with the letter, which says so', async () => {
  const { text, attachments } = await received(await keeping(pdf), announced);
  expect(text).toContain('Le texte signé est joint à ce courriel : « convention signée.pdf ».');
  expect(text).not.toContain('n’est pas joint');
  expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['convention signée.pdf', 'application/pdf'],
  ]);
  expect(attachments[0]?.content.equals(pdf)).toBe(true);
});

test.each([
  ['is out of reach of this worker', async () => undefined],
  ['is not there', temporaryFolder],
  ['is not what it was when it was kept', () => keeping(Buffer.from('%PDF-1.7 une autre'))],
])('a signed text that %s is not said to be joined', async (_what, folder) => {
  const { text, attachments } = await received(await folder(), announced);
  expect(text).toContain(otherwise);
  expect(text).not.toContain('est joint');
  expect(attachments).toEqual([]);
});

test('a signed text that is too heavy for a mail server is not joined', async () => {
  const heavy = Buffer.concat([pdf, Buffer.alloc(8 * 1024 * 1024)]);
  const hash = createHash('sha256').update(heavy).digest('hex');
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'signaux-faibles'));
  await writeFile(join(folder, 'signaux-faibles', hash), heavy);
  const about = news({ enclosed: { files: [{ name: 'scan.pdf', sha256: hash }], otherwise } });
  const { text, attachments } = await received(folder, letter([about]));
  expect(text).toContain(otherwise);
  expect(attachments).toEqual([]);
});

test('a letter that could not leave on its day says of which day it is, one that did does not', async () => {
  const late = announced.writtenAt + 3 * 24 * 3_600_000;
  expect((await received(undefined, announced, { handedOverAt: late })).text).toMatch(
    /Écrit le 5 mai 2020 à 09:12, ce message n’a pas pu partir plus tôt/,
  );
  const sameDay = announced.writtenAt + 3_600_000;
  expect((await received(undefined, announced, { handedOverAt: sameDay })).text).not.toContain('Écrit le');
});
