import type { Instant } from '../../convention/calendar/paris.ts';
import type { Meeting } from '../../convention/mailing/letter.ts';
import { calendarText, calendarUsers, escaped, utc } from './calendar-text.ts';

/**
 * A meeting as an iTIP message (RFC 5546), times in UTC.
 * @param writtenAt when the letter that carries it was written: DTSTAMP.
 */
export function invitationOf(meeting: Meeting, writtenAt: Instant): string {
  const cancels = meeting.method === 'CANCEL';
  return calendarText(meeting.method, [
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
  ]);
}

const invited = 'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE';
