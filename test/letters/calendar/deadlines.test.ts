import fc from 'fast-check';
import { parisInstant } from '../../../convention/calendar/paris.ts';
import { plainDateOf } from '../../../convention/calendar/plain-date.ts';
import type { LetterItem } from '../../../convention/mailing/letter.ts';
import { type CalendarDeadline, deadlinesCalendar } from '../../../letters/calendar/deadlines.ts';
import { invitationOf } from '../../../letters/calendar/invitation.ts';
import {
  alert,
  delivery,
  duty,
  letter,
  meeting,
  news,
  overdueDuty,
  today,
} from '../../activities/mail/letters.ts';
import { posted } from '../../activities/mail/posted.ts';
import { runs } from '../../support/runs.ts';
import { parseCalendar } from './strict-parser.ts';

const writtenAt = parisInstant(today, '09:12');

function deadline(changes: Partial<CalendarDeadline> = {}): CalendarDeadline {
  const { convention, manager } = delivery();
  return { ...duty(), convention, manager, sequence: 2, ...changes };
}

const valuesOf = (event: ReturnType<typeof parseCalendar>['events'][number] | undefined) =>
  Object.fromEntries([...(event ?? [])].map(([name, [property]]) => [name, property?.value]));

test('a deadline is a day of its own that leaves the day free', () => {
  const calendar = parseCalendar(deadlinesCalendar([deadline()], writtenAt));
  expect(calendar.method).toBe('PUBLISH');
  expect(valuesOf(calendar.events[0])).toEqual({
    UID: 'report-2020-04@signaux-faibles',
    SEQUENCE: '2',
    DTSTAMP: '20200505T071200Z',
    DTSTART: '20200507',
    DTEND: '20200508',
    SUMMARY: 'Signaux Faibles\u00a0: Compte rendu d’avril 2020',
    DESCRIPTION: [
      'art.\u00a05 de la convention «\u00a0Signaux Faibles\u00a0»',
      'Qui doit agir\u00a0: DINUM',
      'À fournir\u00a0: les dépenses sur l’UO 0103-CEFP-C003 et le centre de coût EMPEF00075, l’avancement des travaux, les prévisions de commande et de consommation',
    ].join('\n'),
    STATUS: 'CONFIRMED',
    TRANSP: 'TRANSPARENT',
    ORGANIZER: 'mailto:camille.durand@dinum.example',
  });
});

test('a day that no text fixes is a landmark in calendars too', () => {
  const [event] = parseCalendar(deadlinesCalendar([deadline({ indicative: true })], writtenAt)).events;
  const { SUMMARY, DESCRIPTION } = valuesOf(event);
  expect(SUMMARY).toBe('Signaux Faibles\u00a0: Compte rendu d’avril 2020 (repère)');
  expect(DESCRIPTION).toMatch(/\nCette date est un repère du suivi\u00a0: le texte ne fixe pas de délai$/);
});

test('a feed has a name, and one event for each deadline of each convention', () => {
  const other = deadline({
    convention: { id: 'autre', shortName: 'Autre' },
    dueOn: plainDateOf('2020-12-31'),
  });
  const { properties, events } = parseCalendar(
    deadlinesCalendar([deadline(), other], writtenAt, 'Échéances ; DINUM'),
  );
  expect(properties.get('X-WR-CALNAME')?.[0]?.value).toBe('Échéances ; DINUM');
  expect(events.map((event) => event.get('UID')?.[0]?.value)).toEqual([
    'report-2020-04@signaux-faibles',
    'report-2020-04@autre',
  ]);
  expect(events[1]?.get('DTEND')?.[0]?.value).toBe('20210101');
});

test('whatever the texts, calendars are well formed and hold what was written, on one line', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('\r', '\n', ';', ',', ':', '\\', '"', '^', 'é', '👩‍👩‍👧', '\u202e', 'n', ' '),
      maxLength: 90,
    }),
  );
  fc.assert(
    fc.property(text, text, text, (title, name, evidence) => {
      const person = { name, email: 'o@x.example' };
      const given = deadline({ title, holder: name, evidence, manager: person });
      const [event] = parseCalendar(deadlinesCalendar([given], writtenAt, title)).events;
      expect(event?.size).toBe(10);
      expect(event?.get('DESCRIPTION')?.[0]?.value.split('\n')).toHaveLength(3);
      for (const method of ['REQUEST', 'CANCEL'] as const) {
        const invitation = meeting({ title, place: `x${name}`, uid: evidence, organiser: person, method });
        const [met] = parseCalendar(invitationOf(invitation, writtenAt)).events;
        expect(met?.size).toBe(11);
        expect(met?.get('ATTENDEE')).toHaveLength(2);
      }
    }),
    { numRuns: runs(100) },
  );
});

describe('in a letter', () => {
  const calendarsIn = async (...items: LetterItem[]) => {
    const { mail, raw } = await posted(letter(items));
    const calendars = mail.attachments.filter(({ contentType }) => contentType === 'text/calendar');
    return {
      calendars: calendars.map(({ filename, content }) => ({ filename, content: String(content) })),
      raw,
      mail,
    };
  };

  test('the duties asked of its addressee that are to come are one file, whose type says its method', async () => {
    const items = [
      overdueDuty(),
      duty({ rung: 'due', dueOn: today }),
      duty({ duty: 'credits', rung: 'notice', dueOn: plainDateOf('2020-05-20') }),
      duty({ duty: 'chorus-codings', standing: 'copy' }),
      alert(),
      news(),
    ];
    const { calendars, raw, mail } = await calendarsIn(...items);
    expect(calendars.map(({ filename }) => filename)).toEqual(['echeances.ics']);
    expect(raw).toMatch(
      /^Content-Type: text\/calendar; charset=utf-8; method=PUBLISH;\s+name=echeances\.ics/m,
    );
    expect(
      parseCalendar(calendars[0]?.content ?? '').events.map((event) => event.get('UID')?.[0]?.value),
    ).toEqual(['report-2020-04@signaux-faibles', 'credits@signaux-faibles']);
    expect(mail.text?.replace(/\s+/g, ' ')).toContain(
      'Le fichier joint « echeances.ics » inscrit ces 2 dates dans votre agenda.',
    );
  });

  test('nothing asked, or nothing to come: no file, and no word of it', async () => {
    for (const item of [alert(), news(), overdueDuty(), duty({ standing: 'copy' })]) {
      const { calendars, mail } = await calendarsIn(item);
      expect(calendars).toEqual([]);
      expect(mail.text).not.toContain('echeances.ics');
    }
  });

  test('an invitation stays what calendars answer, beside the deadlines', async () => {
    const { calendars, raw, mail } = await calendarsIn(news({ meeting: meeting() }), duty());
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(
      expect.arrayContaining(['invite.ics', 'echeances.ics']),
    );
    expect(raw.match(/^Content-Type: text\/calendar; charset=utf-8; method=(\w+)/gm)).toHaveLength(2);
    for (const { content } of calendars) parseCalendar(content);
  });

  test('the sequence is that of the convention, or its version when it was not told', async () => {
    const sequenceIn = async (convention: Partial<ReturnType<typeof delivery>['convention']>) => {
      const about = delivery();
      const { mail } = await posted(letter(), {
        ...about,
        convention: { ...about.convention, ...convention },
      });
      const [calendar] = parseCalendar(String(mail.attachments[0]?.content)).events;
      return calendar?.get('SEQUENCE')?.[0]?.value;
    };
    expect(await sequenceIn({ version: 3 })).toBe('2');
    expect(await sequenceIn({ version: 3, sequence: 7 })).toBe('7');
  });
});
