import { addDays, dayOfWeek, daysBetween, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { distance, sinceWhen } from '../../letters/duty-matter.ts';
import type { AskedDuty } from './asked-duties.ts';
import { taskOf } from './tasks.ts';

/** The days that a week is looked at for, both included. */
export interface Week {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** A duty in somebody's week, and the form by which they act on it, if they may. */
export interface WeekLine {
  readonly duty: AskedDuty;
  readonly form?: string;
}

/** Lines that ask for the same: `Comptes rendus à remettre`. */
export interface TaskGroup {
  readonly task: string;
  readonly lines: readonly WeekLine[];
  readonly overdue: number;
}

/** What somebody has to do in a week, and what they are told. */
export interface Plan {
  /** What is late first, then by day: the groups by their first line, and the lines of each. */
  readonly groups: readonly TaskGroup[];
  /** Dates to come that are announced this week, or are this week's: nothing is asked. */
  readonly announced: readonly WeekLine[];
  readonly overdue: number;
  /** What is asked by the end of the week, what is late included. */
  readonly asked: number;
  /** What is open already, for later: how many, and the first day. */
  readonly later?: { readonly count: number; readonly first: PlainDate };
}

/** The week of a day, from Monday to Sunday; on a Saturday or a Sunday, the one that comes with it. */
export function weekOf(today: PlainDate): Week {
  const day = dayOfWeek(today);
  const from = addDays(today, 1 - day);
  return { from, until: addDays(from, day > 5 ? 13 : 6) };
}

/** Sorts out what is for this week among what conventions ask of somebody. */
export function planOf(lines: readonly WeekLine[], today: PlainDate): Plan {
  const week = weekOf(today);
  const isAnnouncement = ({ duty }: WeekLine) => duty.evidence === undefined;
  const asked = lines.filter((line) => !isAnnouncement(line) && line.duty.dueOn <= week.until);
  const later = lines
    .filter((line) => !isAnnouncement(line) && line.duty.dueOn > week.until && line.duty.state === 'open')
    .map(({ duty }) => duty.dueOn)
    .sort();
  const [first] = later;
  const byTask = new Map<string, WeekLine[]>();
  for (const line of [...asked].sort(byUrgency)) {
    const task = taskOf(line.duty);
    const group = byTask.get(task);
    if (group) group.push(line);
    else byTask.set(task, [line]);
  }
  return {
    // The most urgent line of all has brought its group first.
    groups: [...byTask].map(([task, group]) => ({ task, lines: group, overdue: overdueAmong(group) })),
    announced: lines
      .filter((line) => isAnnouncement(line) && isAnnouncedIn(line.duty, week, today))
      .sort(byUrgency),
    overdue: overdueAmong(asked),
    asked: asked.length,
    ...(first ? { later: { count: later.length, first } } : {}),
  };
}

/** How a duty stands to a day, in words: `en retard de 3 jours`, `en attente depuis 3 jours`, `demain`. */
export function frenchUrgency({ dueOn, indicative, evidence }: AskedDuty, today: PlainDate): string {
  const daysOverdue = daysBetween(dueOn, today);
  if (evidence === undefined || daysOverdue <= 0) return distance(today, dueOn);
  return sinceWhen({ daysOverdue, ...(indicative ? { indicative } : {}) });
}

function isAnnouncedIn({ dueOn, alertsOn }: AskedDuty, { from, until }: Week, today: PlainDate): boolean {
  return dueOn >= today && (dueOn <= until || alertsOn.some((day) => day >= from && day <= until));
}

function overdueAmong(lines: readonly WeekLine[]): number {
  return lines.filter(({ duty }) => duty.state === 'overdue').length;
}

function byUrgency({ duty: a }: WeekLine, { duty: b }: WeekLine): number {
  const late = Number(b.state === 'overdue') - Number(a.state === 'overdue');
  if (late !== 0) return late;
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return (
    byName.compare(a.convention.shortName, b.convention.shortName) ||
    byName.compare(a.title, b.title) ||
    byName.compare(a.convention.id, b.convention.id)
  );
}

/** `Équipe n° 2` comes before `Équipe n° 10`. */
const byName = new Intl.Collator('fr', { numeric: true });
