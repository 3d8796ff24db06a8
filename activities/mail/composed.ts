import { Context } from '@temporalio/activity';
import type { LinkKeys } from '../../contract/link-keys.ts';
import { returnAddress, returnMark } from '../../contract/return-mark.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import type { Letter, Person, Writer } from '../../convention/mailing/letter.ts';
import { type Picture, picturesOf } from '../../letters/chart/pictures.ts';
import { type ComposedMail, composeMail, type LetterReturn } from '../../letters/compose.ts';
import { type LetterLinks, type LinkSettings, linksOf } from '../../letters/links.ts';
import type { EvidenceStore } from '../evidence.ts';
import { enclosedIn } from './enclosure.ts';
import { faultLabel } from './fault.ts';
import type { MailTransport } from './transport.ts';

/** Where letters come back. */
export interface ReturnSettings {
  /** What marks letters. */
  readonly keys: LinkKeys;
  /** `retours@example.fr`: each has an address of its own there, `retours+…@example.fr`. */
  readonly address?: string;
}

/** What letters are composed with. */
export interface Composing {
  readonly from: Person;
  readonly links: LinkSettings | undefined;
  readonly returns: ReturnSettings | undefined;
  readonly evidence: EvidenceStore | undefined;
}

/** What letters are composed and sent with. */
export interface Sending extends Composing {
  readonly transport: MailTransport;
}

/**
 * The message of one letter, as it leaves.
 * @param leavesAt when that is, by the convention's clock; when it was written, if absent.
 */
export async function composed(
  composing: Composing,
  writer: Writer,
  letter: Letter,
  messageId: string,
  leavesAt?: Instant,
): Promise<ComposedMail> {
  const { from, returns, evidence } = composing;
  const { id } = writer.convention;
  const links = linksAt(composing, writer, letter, leavesAt);
  const pictures = await drawn(writer, letter);
  const enclosed = await enclosedIn(evidence, id, letter);
  return composeMail(writer, letter, from, pictures, links, {
    ...(leavesAt !== undefined && { at: leavesAt }),
    enclosed,
    ...(returns && { returns: returnOf(returns, id, messageId) }),
  });
}

/** The charts of a letter; what cannot be drawn is told to the log. */
export function drawn({ convention }: Writer, letter: Letter): Promise<Picture[]> {
  const { log } = Context.current();
  const about = { convention: convention.id, contact: letter.to.contact };
  return picturesOf(convention, letter, (undrawn) =>
    log.error('Chart not drawn', { ...about, fault: faultLabel(undrawn) }),
  );
}

/** Where a letter leads, when it leads anywhere. */
export function linksAt(
  { links }: Composing,
  writer: Writer,
  letter: Letter,
  leavesAt?: Instant,
): LetterLinks | undefined {
  return links && linksOf(links, writer, letter, issuedAt(letter, leavesAt));
}

/** Where a letter comes back, and by what it is then known. */
export function returnOf(
  { keys, address }: ReturnSettings,
  convention: string,
  messageId: string,
): LetterReturn {
  const mark = returnMark(keys, convention, messageId);
  return address === undefined ? { mark } : { mark, address: returnAddress(address, convention, mark) };
}

/** Links of the day on which a letter was written may be dead when it leaves: it gets those of that day, all day. */
function issuedAt({ writtenAt }: Letter, leavesAt: Instant = writtenAt): Instant {
  const day = parisDate(leavesAt);
  return day > parisDate(writtenAt) ? parisInstant(day, '00:00') : writtenAt;
}
