import type { SendMailOptions } from 'nodemailer';
import type { Letter, LetterItem, Meeting, Person, Writer } from '../convention/mailing/letter.ts';
import type { Piece } from '../convention/proof/piece.ts';
import { domainOf, isSafeAddress } from './address.ts';
import type { Method } from './calendar/calendar-text.ts';
import { invitationOf } from './calendar/invitation.ts';
import { deadlinesFile, letterCalendar } from './calendar/letter-calendar.ts';
import type { Picture } from './chart/pictures.ts';
import type { Content } from './content.ts';
import { htmlOf } from './html.tsx';
import { conventionHeader, markHeader, messageIdOf, threadingOf } from './identity.ts';
import { contentOf, type Departure } from './letter-content.ts';
import { aboutOf, type LetterLinks } from './links.ts';
import { oneLine } from './one-line.ts';
import { textOf } from './text.ts';

/** A file that goes with a letter. */
export interface EnclosedFile extends Piece {
  readonly content: Uint8Array;
}

/** Where a letter that cannot be delivered comes back. */
export interface LetterReturn {
  /** By which it is then known. */
  readonly mark: string;
  /** Its envelope sender; the sender's own address when absent. */
  readonly address?: string;
}

/** A letter ready to leave, as nodemailer takes it. */
export interface ComposedMail extends SendMailOptions {
  /** With its angle brackets. */
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Composes the message of a letter: the same octets for the same letter, at every attempt.
 *
 * @param from the sender; its domain is the Message-ID's.
 * @param pictures the charts of the letter, drawn.
 * @param links where it leads; nowhere without a web application.
 * @param departure when it leaves, and with which of the files that it encloses, and where it comes back.
 */
export function composeMail(
  delivery: Writer,
  letter: Letter,
  from: Person,
  pictures: readonly Picture[],
  links?: LetterLinks,
  departure: Departure & {
    readonly enclosed?: readonly EnclosedFile[];
    readonly returns?: LetterReturn;
  } = {},
): ComposedMail {
  const { returns } = departure;
  const { manager } = delivery;
  const messageId = messageIdOf(delivery.convention, letter, domainOf(from.email));
  return {
    ...messageOf({
      messageId,
      from,
      letters: [letter],
      content: contentOf(delivery, letter, links, departure),
      convention: delivery.convention.id,
      preferences: links?.preferences,
      ...(returns && { returns }),
    }),
    ...(isSafeAddress(manager.email) && { replyTo: addressOf(manager) }),
    ...threadedBy(letter, messageId),
    ...carriedBy(delivery, letter, pictures, departure.enclosed),
  };
}

/** What a message is made of, whether it is of one letter or of several to the same person. */
export interface MessageParts {
  readonly messageId: string;
  readonly from: Person;
  /** Never empty; all to the same address. */
  readonly letters: readonly Letter[];
  readonly content: Content;
  /** Id of the convention by which it is known if it comes back. */
  readonly convention: string;
  /** Where its reader chooses how often to be written to; nowhere without a web application. */
  readonly preferences: string | undefined;
  readonly returns?: LetterReturn;
}

/** A message with its words, before what answers it, what it hangs on and what it carries. */
export function messageOf({
  messageId,
  from,
  letters,
  content,
  convention,
  preferences,
  returns,
}: MessageParts): ComposedMail {
  const to = letters[0]?.to ?? from;
  return {
    from: addressOf(from),
    to: addressOf(to),
    // Only this addressee: the envelope never grows by what a header says.
    envelope: { from: returns?.address ?? from.email, to: [to.email] },
    // RFC 3461: of what comes back, its headers are enough; and it tells which address we wrote to.
    ...(returns && { dsn: { return: 'headers', notify: 'failure', recipient: to.email } }),
    subject: content.subject,
    messageId,
    date: new Date(Math.max(...letters.map(({ writtenAt }) => writtenAt))),
    headers: headersOf(convention, letters, preferences, returns),
    xMailer: false,
    baseBoundary: messageId.slice(1, 25),
    // French is always accented: what nodemailer would find out by reading every part and header.
    encoding: 'quoted-printable',
    textEncoding: 'Q',
    text: textOf(content),
    html: htmlOf(content),
  };
}

function threadedBy(letter: Letter, messageId: string): Pick<SendMailOptions, 'inReplyTo' | 'references'> {
  const { inReplyTo, references } = threadingOf(letter, messageId);
  return {
    ...(inReplyTo && { inReplyTo }),
    ...(references.length > 0 && { references: [...references] }),
  };
}

/** A person as a header names one. */
export function addressOf({ name, email }: Person): { name: string; address: string } {
  return { name: oneLine(name), address: email };
}

function headersOf(
  convention: string,
  letters: readonly Letter[],
  preferences: string | undefined,
  returns: LetterReturn | undefined,
): Record<string, string> {
  const late = letters.flatMap(({ plannedFor }) => plannedFor ?? []);
  return {
    // RFC 3834 §5: no vacation message answers this one.
    'Auto-Submitted': 'auto-generated',
    'Content-Language': 'fr',
    [conventionHeader]: oneLine(convention),
    ...(returns && { [markHeader]: returns.mark }),
    ...(late.length > 0 && { 'X-Delegation-Planned-For': new Date(Math.min(...late)).toISOString() }),
    // RFC 4021, and what older readers know instead.
    ...(letters.some(({ items }) => items.some(isUrgent)) && { Importance: 'high', 'X-Priority': '1' }),
    // RFC 2369 §3.2. A page to choose on, without RFC 8058: nothing can be left by one click.
    ...(preferences && letters.every(isOnlyTold) && { 'List-Unsubscribe': `<${preferences}>` }),
  };
}

/** Whether a letter asks nothing of its reader, and nothing of it is urgent. */
function isOnlyTold({ items }: Letter): boolean {
  return items.every((item) => aboutOf(item) === undefined && !isUrgent(item));
}

function isUrgent(item: LetterItem): boolean {
  return item.kind === 'news' && item.urgent === true;
}

type Carried = Pick<SendMailOptions, 'icalEvent' | 'attachments'>;

/** What a letter carries besides its words; a letter that carries nothing has neither property. */
function carriedBy(
  delivery: Writer,
  letter: Letter,
  pictures: readonly Picture[],
  enclosed: readonly EnclosedFile[] = [],
): Carried {
  const { attachments = [], ...calendar } = meetingsIn(letter);
  const deadlines = letterCalendar(delivery, letter);
  const all = [
    ...attachments,
    ...(deadlines === undefined ? [] : [calendarFile(deadlinesFile, 'PUBLISH', deadlines)]),
    ...enclosed.map(({ name, content }) => ({ filename: oneLine(name), content: Buffer.from(content) })),
    ...imagesOf(pictures),
  ];
  return { ...calendar, ...(all.length > 0 && { attachments: all }) };
}

/** Charts, as the HTML shows them. */
export function imagesOf(pictures: readonly Picture[]) {
  return pictures.map(({ cid, png }, rank) => ({
    filename: rank === 0 ? 'budget.png' : `budget-${rank + 1}.png`,
    contentType: 'image/png',
    content: png,
    cid,
    contentDisposition: 'inline' as const,
  }));
}

/**
 * The meetings of a letter (RFC 6047): calendars read the first as an alternative of the text; a message has room
 * for one, further ones are attached.
 */
function meetingsIn({ items, writtenAt }: Letter): Carried {
  const meetings = items.flatMap((item) => (item.kind === 'news' && item.meeting ? [item.meeting] : []));
  const [first, ...others] = meetings;
  if (!first) return {};
  const content = (meeting: Meeting) => invitationOf(meeting, writtenAt);
  return {
    icalEvent: { method: first.method, filename: 'invite.ics', content: content(first) },
    attachments: others.map((meeting, rank) =>
      calendarFile(`invite-${rank + 2}.ics`, meeting.method, content(meeting)),
    ),
  };
}

/** A calendar as a file; its MIME type says its method, as RFC 6047 §2.4 asks. */
export function calendarFile(filename: string, method: Method, content: string) {
  return { filename, contentType: `text/calendar; charset=utf-8; method=${method}`, content };
}
