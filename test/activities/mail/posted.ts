import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import type { Delivery, Letter } from '../../../convention/mailing/letter.ts';
import { composeMail } from '../../../letters/compose.ts';
import { type LetterLinks, type LinkSettings, linksOf } from '../../../letters/links.ts';
import { delivery } from './letters.ts';

/** Who writes every letter of the tests. */
export const from = { name: 'Conventions', email: 'conventions@DINUM.example' };

/** A letter as it would travel, and as a mail reader understands it. */
export interface Posted {
  readonly raw: string;
  readonly mail: ParsedMail;
  header(name: string): string | undefined;
}

/** Composes a letter and reads it again. */
export async function posted(
  given: Letter,
  about: Delivery = delivery([given]),
  links?: LetterLinks,
): Promise<Posted> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail(composeMail(about, given, from, [], links));
  const raw = String(message);
  const mail = await simpleParser(raw);
  return { raw, mail, header: (name) => headerOf(mail, name) };
}

function headerOf(mail: ParsedMail, name: string): string | undefined {
  const line = mail.headerLines.find(({ key }) => key === name)?.line;
  return line?.slice(name.length + 2).replace(/\r\n\s/g, ' ');
}

/** Links whose tokens can be read: `report-2020-04.agnes.1588662720000`, as long as real ones. */
export const readableLinks: LinkSettings = {
  base: 'https://conventions.example',
  signer:
    ({ contact }, issuedAt) =>
    (about) =>
      `${about}.${contact}.${issuedAt}.`.padEnd(240, 'eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0'),
};

/** The readable links of a letter. */
export function linked(given: Letter, about: Delivery = delivery([given])): LetterLinks {
  const links = linksOf(readableLinks, about, given);
  if (!links) throw new Error('this letter has no links');
  return links;
}
