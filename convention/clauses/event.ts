import type { Moment } from '../calendar/moment.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { News } from '../mailing/audience.ts';

/** What the calendar, and no act, has brought about. */
export interface Occurrence {
  readonly convention: Convention;
  /** Its line in the journal, one French sentence. */
  readonly text: string;
  readonly news: readonly News[];
}

/** What a clause waits for, and what then comes about. */
export interface CalendarEvent {
  /** The days that it waits for, as far as they are known. */
  days(convention: Convention): readonly PlainDate[];
  /** The next thing that has come about by a moment, if anything has; called again with what it gave until nothing has. */
  comesAbout(convention: Convention, moment: Moment): Occurrence | undefined;
}
