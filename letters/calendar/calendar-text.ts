import type { Instant } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Person } from '../../convention/mailing/letter.ts';
import { isSafeAddress } from '../address.ts';
import { oneLine } from '../one-line.ts';

// The text of iCalendar (RFC 5545): CRLF lines folded at 75 octets, the same text for the same facts at every attempt.
// Written here rather than with `ics` 3.12, which folds at 75 characters (accents pass 75 octets), escapes quotes in
// names with a backslash (RFC 5545 §3.2 has none; RFC 6868), lets a line end in the organiser's name start a
// property of its own, and always stamps the current time.

/** What a calendar asks of whoever receives it (RFC 5546); the MIME type says the same. */
export type Method = 'REQUEST' | 'CANCEL' | 'PUBLISH';

/** A calendar of that method around the lines of its events. */
export function calendarText(method: Method, lines: readonly string[], name?: string): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//delegation//convention//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    // RFC 7986, and what most calendars read instead.
    ...(name === undefined ? [] : [`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`]),
    ...lines,
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

/** An instant, RFC 5545 §3.3.5, form 2: `20201112T090000Z`. */
export function utc(instant: Instant): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** A day, RFC 5545 §3.3.4: `20201112`. */
export function dayText(day: PlainDate): string {
  return day.replaceAll('-', '');
}

/** A text value, RFC 5545 §3.3.11, on one line. */
export function escaped(text: string): string {
  return oneLine(text).replace(/[\\;,]/g, '\\$&');
}

/** Texts one under the other in a single value. */
export function escapedLines(texts: readonly string[]): string {
  return texts.map(escaped).join('\\n');
}

/** One property for each person whose address is safe; the property may have parameters of its own. */
export function calendarUsers(people: readonly Person[], property: string): string[] {
  return people
    .filter(({ email }) => isSafeAddress(email))
    .map(({ name, email }) => `${property};CN=${quoted(name)}:mailto:${mailtoPath(email)}`);
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
  if (Buffer.byteLength(line) <= 75) return line;
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
