import type { Moment } from '../../convention/calendar/moment.ts';
import { nextOccurrence } from '../../convention/clauses/calendar.ts';
import type { Convention } from '../../convention/convention.ts';

/** The convention once the calendar has brought all that it brings by a moment. */
export function lived(convention: Convention, moment: Moment): Convention {
  let before = convention;
  for (;;) {
    const after = nextOccurrence(before, moment)?.convention;
    if (!after) return before;
    before = after;
  }
}
