import type { Instant } from './paris.ts';
import type { PlainDate } from './plain-date.ts';

/** When something is done or comes about; `today` is the day of `now` in Paris. */
export interface Moment {
  readonly now: Instant;
  readonly today: PlainDate;
}
