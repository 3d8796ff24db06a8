import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { mailboxOf } from '../../letters/address.ts';
import { type Picture, picturesOf } from '../../letters/chart/pictures.ts';
import { composeMail } from '../../letters/compose.ts';
import { linksOf } from '../../letters/links.ts';
import { linkSettings } from '../../worker/link-settings.ts';
import type { Sample } from './sample.ts';

/** A mail that was written to a folder. */
export interface WrittenMail {
  readonly name: string;
  readonly subject: string;
  readonly to: string;
  /** Names of its files: as HTML, as plain text, and whole. */
  readonly files: readonly string[];
}

const from = mailboxOf('Conventions de délégation <conventions@delegation.example>');

/** Addresses that lead nowhere, signed with a key that no deployment has: the same at each run. */
const links = linkSettings({
  base: 'https://conventions.example',
  keys: [{ id: 'apercu', secret: new Uint8Array(32) }],
  days: 14,
});

/**
 * Writes mails to a folder, made when it is not there; files of the same names are replaced.
 * @throws the error of the system when the folder cannot be written.
 */
export async function writeMails(samples: readonly Sample[], folder: string): Promise<WrittenMail[]> {
  await mkdir(folder, { recursive: true });
  const written: WrittenMail[] = [];
  for (const sample of samples) written.push(await writeMail(sample, folder));
  return written;
}

async function writeMail(sample: Sample, folder: string): Promise<WrittenMail> {
  const { subject, contents } = await drawMail(sample);
  const files = Object.entries(contents).map(([end, content]) => [`${sample.name}.${end}`, content] as const);
  for (const [file, content] of files) await writeFile(join(folder, file), content);
  return { name: sample.name, subject, to: sample.letter.to.email, files: files.map(([file]) => file) };
}

/** A mail as it would be received: as HTML, as plain text, and whole. */
export interface DrawnMail {
  readonly subject: string;
  readonly contents: Readonly<Record<'html' | 'txt' | 'eml', string | Buffer | Readable>>;
}

/** Draws a mail, its pictures within its HTML. */
export async function drawMail({ delivery, letter }: Sample): Promise<DrawnMail> {
  const pictures = await picturesOf(delivery.convention, letter, (fault) => {
    throw fault;
  });
  const letterLinks = linksOf(links, delivery, letter);
  const mail = composeMail(delivery, letter, from, pictures, letterLinks);
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail(mail);
  const contents = { html: withPictures(mail.html, pictures), txt: mail.text, eml: message };
  return { subject: mail.subject, contents };
}

/** A page by itself has no attachments to show. */
function withPictures(html: string, pictures: readonly Picture[]): string {
  return pictures.reduce(
    (page, { cid, png }) => page.replaceAll(`cid:${cid}`, `data:image/png;base64,${png.toString('base64')}`),
    html,
  );
}
