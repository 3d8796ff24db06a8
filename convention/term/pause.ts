import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { Duty, DutyKind } from '../duties/duty.ts';

/** Legal deadlines: notice, renewal, breach, shortfall, the end itself. Time runs on them whatever is agreed. */
const legal: ReadonlySet<DutyKind> = new Set([
  'term',
  'notice-end',
  'renewal',
  'renewal-notice',
  'breach',
  'shortfall',
  'suspension',
]);

/** Whether the deadline of a duty is one of those. */
export function isLegal({ kind }: Pick<Duty, 'kind'>): boolean {
  return legal.has(kind);
}

/** Whether the reminders of a duty wait on a day; those of a legal deadline never do. */
export function isPaused({ pausedUntil }: Convention, duty: Pick<Duty, 'kind'>, day: PlainDate): boolean {
  return pausedUntil !== undefined && pausedUntil > day && !isLegal(duty);
}
