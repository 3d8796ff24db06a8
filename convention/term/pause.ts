import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { Duty, DutyKind } from '../duties/duty.ts';

/** Legal deadlines: notice, renewal, breach, shortfall, the end itself. Time runs on them whatever is agreed. */
const neverPaused: ReadonlySet<DutyKind> = new Set([
  'term',
  'notice-end',
  'renewal',
  'renewal-notice',
  'breach',
  'shortfall',
  'suspension',
]);

/** Whether the reminders of a duty wait on a day; those of a legal deadline never do. */
export function isPaused(
  { pausedUntil }: Pick<Convention, 'pausedUntil'>,
  { kind }: Pick<Duty, 'kind'>,
  day: PlainDate,
): boolean {
  return pausedUntil !== undefined && pausedUntil > day && !neverPaused.has(kind);
}
