import { type Instant, parisDate } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { absenceOn } from './addressee.ts';
import { leavesAtOnce } from './leaves-at-once.ts';
import type { DutyItem, NewsItem } from './letter.ts';
import { mondayInstant } from './reminders.ts';

// Who is written to on Mondays only, and of what: the rest is told as to anybody.

/** What says how often a contact is written to. */
type Paced = Pick<Convention, 'document' | 'absences' | 'rhythms' | 'closed'>;

/** What decides whether an item may wait. */
type Item = Pick<DutyItem, 'kind' | 'dueOn'> | NewsItem;

/**
 * The Monday on which a contact is told of what might leave at an instant; undefined when it is told as anybody is. Who stands
 * in has chosen nothing, and of what is closed nothing follows: there nothing waits.
 */
export function mondayOf(convention: Paced, contact: string, item: Item, at: Instant): Instant | undefined {
  const { document, rhythms = {}, closed } = convention;
  const isPaced = rhythms[contact] === 'mondays' && !closed && !absenceOn(convention, contact, parisDate(at));
  if (!isPaced) return undefined;
  const monday = mondayInstant(document, at);
  return mayWaitUntil(item, parisDate(monday)) ? monday : undefined;
}

/** Not what is due by then, nor leaves at once, in calendars, for that contact alone, or waiting for its answer. */
function mayWaitUntil(item: Item, day: PlainDate): boolean {
  if (item.kind === 'duty') return item.dueOn > day;
  return !(leavesAtOnce(item) || item.meeting || item.personal || item.duty !== undefined);
}
