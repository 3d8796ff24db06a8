import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { dutiesOf, dutyStateOf, outcomeOf } from '../../convention/duties/duties.ts';
import { type Duty, isAlert } from '../../convention/duties/duty.ts';
import type { ListedConvention } from './listed-conventions.ts';

/** The sections of a weekly summary, in their order. */
export const sectionNames = ['stopped', 'overdue', 'coming', 'overCeiling', 'faulty', 'ended'] as const;

export type SectionName = (typeof sectionNames)[number];

/** All conventions, summed up as they are listed. Plain data: kept in heartbeats. */
export interface Summary {
  /** Conventions under way. */
  readonly conventions: number;
  readonly sections: Readonly<Record<SectionName, Section>>;
}

/** The conventions of which something is to be said. */
export interface Section {
  readonly count: number;
  /** The first of them by what matters there: what a mail can show. */
  readonly shown: readonly ListedConvention[];
}

const shownAtMost = 20;
/** Deadlines as far ahead are announced. */
const daysAhead = 30;

const none: Section = { count: 0, shown: [] };

/** Nothing listed yet. */
export const emptySummary: Summary = {
  conventions: 0,
  sections: { stopped: none, overdue: none, coming: none, overCeiling: none, faulty: none, ended: none },
};

/** The summary with some more conventions, on a day. */
export function summed(summary: Summary, listed: readonly ListedConvention[], today: PlainDate): Summary {
  return {
    conventions: summary.conventions + listed.filter(({ closedAt }) => closedAt === undefined).length,
    sections: {
      stopped: withMore(
        summary.sections.stopped,
        listed.filter(({ stopped }) => stopped !== undefined),
        (one) => -(one.closedAt ?? 0),
      ),
      overdue: withMore(summary.sections.overdue, listed.filter(isOverdue), (one) => -one.overdue),
      coming: withMore(
        summary.sections.coming,
        listed.filter((one) => isComing(one, today)),
        (one) => one.nextDeadline ?? 0,
      ),
      overCeiling: withMore(
        summary.sections.overCeiling,
        listed.filter((one) => one.closedAt === undefined && one.forecastOver > 0),
        (one) => -one.forecastOver,
      ),
      faulty: withMore(
        summary.sections.faulty,
        listed.filter((one) => one.closedAt === undefined && one.faults > 0),
        (one) => -one.faults,
      ),
      ended: withMore(
        summary.sections.ended,
        listed.filter((one) => hasEnded(one, today)),
        (one) => -(one.closedAt ?? one.lastDay ?? 0),
      ),
    },
  };
}

function withMore(
  { count, shown }: Section,
  more: readonly ListedConvention[],
  rankOf: (one: ListedConvention) => number,
): Section {
  const all = [...shown, ...more].sort((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1));
  return { count: count + more.length, shown: all.slice(0, shownAtMost) };
}

function isOverdue({ overdue, closedAt }: ListedConvention): boolean {
  return closedAt === undefined && overdue > 0;
}

function isComing({ nextDeadline, closedAt }: ListedConvention, today: PlainDate): boolean {
  return (
    closedAt === undefined &&
    nextDeadline !== undefined &&
    isWithin(nextDeadline, today, addDays(today, daysAhead))
  );
}

/** Closed in the week, or whose last day was in it. */
function hasEnded({ phase, lastDay, closedAt, stopped }: ListedConvention, today: PlainDate): boolean {
  if (stopped !== undefined) return false;
  if (closedAt !== undefined) return true;
  const isOver = phase === 'ended' || phase === 'settling';
  return isOver && lastDay !== undefined && isWithin(lastDay, addDays(today, -7), addDays(today, -1));
}

function isWithin(instant: Instant, first: PlainDate, last: PlainDate): boolean {
  const day = parisDate(instant);
  return day >= first && day <= last;
}

/** The duties of a convention that are late on a day. */
export function lateDuties(convention: Convention, today: PlainDate): Duty[] {
  return dutiesOf(convention).filter((duty) => dutyStateOf(convention, duty, today) === 'overdue');
}

/** The duties of a convention whose day comes within the days that a summary announces. */
export function comingDuties(convention: Convention, today: PlainDate): Duty[] {
  const last = addDays(today, daysAhead);
  return askedOf(convention).filter(({ dueOn }) => dueOn >= today && dueOn <= last);
}

function askedOf(convention: Convention): Duty[] {
  return dutiesOf(convention).filter((duty) => !isAlert(duty) && !outcomeOf(convention, duty));
}
