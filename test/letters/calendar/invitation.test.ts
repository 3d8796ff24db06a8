import fc from 'fast-check';
import { invitationOf } from '../../../letters/calendar/invitation.ts';
import { meeting } from '../../activities/mail/letters.ts';

const writtenAt = Date.UTC(2020, 4, 5, 7, 12, 0);
const linesOf = (invitation: string) => invitation.replaceAll('\r\n ', '').split('\r\n');

test('invites: UTC times, sequence, organiser, attendees who are asked to answer', () => {
  const lines = linesOf(invitationOf(meeting({ sequence: 3 }), writtenAt));
  expect(lines).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//delegation//convention//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:signaux-faibles-committee-1@conventions.example',
    'SEQUENCE:3',
    'DTSTAMP:20200505T071200Z',
    'DTSTART:20201112T090000Z',
    'DTEND:20201112T103000Z',
    'SUMMARY:Comité d’investissement « Signaux Faibles »',
    'LOCATION:14 avenue Duquesne\\, Paris \\; salle 4',
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'ORGANIZER;CN="Bruno Lucas":mailto:bruno.lucas@dgefp.example',
    'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Agnès Martin":mailto:agnes.martin@dinum.example',
    'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Équipe beta.gouv.fr":mailto:equipe@beta.example',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('cancels: same UID, its own method and status, nobody is asked to answer', () => {
  const lines = linesOf(invitationOf(meeting({ method: 'CANCEL', sequence: 4 }), writtenAt));
  expect(lines).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:4']));
  expect(lines.join()).not.toContain('RSVP');
});

test('a quote in a name is written as RFC 6868 says, an unsafe address is left out', () => {
  const text = invitationOf(
    meeting({
      organiser: { name: 'Léa "Zoé" ^x', email: 'lea@x.example' },
      attendees: [{ name: 'Eve', email: 'a@b.example\r\nATTENDEE:mailto:c@d.example' }],
    }),
    writtenAt,
  );
  expect(text).toContain(`ORGANIZER;CN="Léa ^'Zoé^' ^^x":mailto:lea@x.example`);
  expect(text).not.toContain('ATTENDEE');
});

test('whatever the texts, lines are at most 75 octets and the properties are the same', () => {
  const property = /^[A-Z]+/;
  const expected = linesOf(invitationOf(meeting(), writtenAt)).map((line) => property.exec(line)?.[0]);
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(text, text, text, (title, name, uid) => {
      const given = meeting({ title, uid, organiser: { name, email: 'o@x.example' } });
      const invitation = invitationOf(given, writtenAt);
      expect(invitation.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
      expect(linesOf(invitation).map((line) => property.exec(line)?.[0])).toEqual(expected);
    }),
  );
});
