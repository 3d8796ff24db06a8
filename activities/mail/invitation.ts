import type { Instant } from '../../convention/calendar/paris.ts';
import type { Meeting, Person } from '../../convention/letter.ts';
import { isSafeAddress } from './address.ts';
import { oneLine } from './one-line.ts';

/**
 * A meeting as an iTIP message (RFC 5545, RFC 5546): CRLF lines folded at 75 octets, times in UTC, the same text for
 * the same meeting at every attempt.
 *
 * Written here rather than with `ics` 3.12, which folds at 75 characters (accents pass 75 octets), escapes quotes in
 * names with a backslash (RFC 5545 §3.2 has none; RFC 6868), lets a line end in the organiser's name start a
 * property of its own, and always stamps the current time.
 *
 * @param writtenAt when the letter that carries it was written: DTSTAMP.
 */
export function invitationOf(meeting: Meeting, writtenAt: Instant): string {
  const cancels = meeting.method === 'CANCEL';
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//delegation//convention//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${meeting.method}`,
    'BEGIN:VEVENT',
    `UID:${escaped(meeting.uid)}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(writtenAt)}`,
    `DTSTART:${utc(meeting.startsAt)}`,
    `DTEND:${utc(meeting.startsAt + meeting.minutes * 60_000)}`,
    `SUMMARY:${escaped(meeting.title)}`,
    ...(meeting.place ? [`LOCATION:${escaped(meeting.place)}`] : []),
    `STATUS:${cancels ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    ...calendarUsers([meeting.organiser], 'ORGANIZER'),
    ...calendarUsers(meeting.attendees, cancels ? 'ATTENDEE' : invited),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

const invited = 'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE';

function calendarUsers(people: readonly Person[], property: string): string[] {
  return people
    .filter(({ email }) => isSafeAddress(email))
    .map(({ name, email }) => `${property};CN=${quoted(name)}:mailto:${mailtoPath(email)}`);
}

/** RFC 5545 §3.3.5, form 2: `20201112T090000Z`. */
function utc(instant: Instant): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** RFC 5545 §3.3.11. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\;,]/g, '\\$&');
}

/** A parameter value holds no quote; RFC 6868 gives the way to write one. */
function quoted(text: string): string {
  return `"${oneLine(text).replaceAll('^', '^^').replaceAll('"', "^'")}"`;
}

/** RFC 6068 §2. */
function mailtoPath(email: string): string {
  return encodeURI(email).replace(/[?#&]/g, encodeURIComponent);
}

/** RFC 5545 §3.1: no line of more than 75 octets, no character cut in two. */
function folded(line: string): string {
  let result = '';
  let octets = 0;
  for (const character of line) {
    const width = Buffer.byteLength(character);
    if (octets + width > 75) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += width;
  }
  return result;
}
