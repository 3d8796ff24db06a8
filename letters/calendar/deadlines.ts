import type { Instant } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { asLandmark, whyLandmark } from '../../convention/duties/due-words.ts';
import type { Person } from '../../convention/mailing/letter.ts';
import { typeset } from '../typography.ts';
import { calendarText, calendarUsers, dayText, escaped, escapedLines, utc } from './calendar-text.ts';

/** A deadline to put in a calendar. */
export interface CalendarDeadline {
  readonly convention: { readonly id: string; readonly shortName: string };
  /** Who manages the convention: a published event has an organiser (RFC 5546 §3.2.1). */
  readonly manager: Person;
  /** Id of the duty, unique within the convention. */
  readonly duty: string;
  /** Raised whenever the deadline may have moved, from 0: `deadlineSequence`. */
  readonly sequence: number;
  /** `art. 5`; absent when the text numbers no article. */
  readonly article?: string;
  readonly title: string;
  /** Who must act, as written in French. */
  readonly holder: string;
  readonly dueOn: PlainDate;
  /** The text fixes no such day. */
  readonly indicative?: true;
  /** Because the convention already ran when it was registered, that day. */
  readonly takenOverOn?: PlainDate;
  /** What closes the duty, in French; absent for a date that is only announced. */
  readonly evidence?: string;
}

/** A calendar has one component at least (RFC 5545 §3.6); some readers refuse one that has none. */
const nothing = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * Deadlines as a published calendar: one event a deadline, all day long, that leaves its day free. An event keeps its
 * UID for ever, so that a calendar that reads it again moves it.
 *
 * @param writtenAt when it is written: DTSTAMP.
 * @param name how a calendar that subscribes to it calls it.
 */
export function deadlinesCalendar(
  deadlines: readonly CalendarDeadline[],
  writtenAt: Instant,
  name?: string,
): string {
  return calendarText(
    'PUBLISH',
    deadlines.length > 0 ? deadlines.flatMap((deadline) => eventOf(deadline, writtenAt)) : nothing,
    name,
  );
}

function eventOf(deadline: CalendarDeadline, writtenAt: Instant): string[] {
  const { convention, manager, duty, sequence, article, title, holder, dueOn, evidence, indicative } =
    deadline;
  const says = [
    `${article === undefined ? 'Convention' : `${article} de la convention`} « ${convention.shortName} »`,
    `Qui doit agir : ${holder}`,
    ...(evidence === undefined ? [] : [`À fournir : ${evidence}`]),
    ...(indicative ? [`Cette date est un repère du suivi : ${whyLandmark(deadline)}`] : []),
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(`${duty}@${convention.id}`)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(writtenAt)}`,
    `DTSTART;VALUE=DATE:${dayText(dueOn)}`,
    `DTEND;VALUE=DATE:${dayText(addDays(dueOn, 1))}`,
    `SUMMARY:${escaped(typeset(asLandmark(`${convention.shortName} : ${title}`, indicative)))}`,
    `DESCRIPTION:${escapedLines(says.map(typeset))}`,
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    ...calendarUsers([manager], 'ORGANIZER'),
    'END:VEVENT',
  ];
}
