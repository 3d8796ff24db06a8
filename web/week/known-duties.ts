import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { Known, type RecordSource } from '../known.ts';
import { type AskedDuty, askedDuties } from './asked-duties.ts';

/** How many conventions are kept at most: some megabytes for each thousand. */
const most = 2_000;

/** What conventions ask, as `askedDuties` tells it on a day, acts being looked for up to another. */
export class KnownDuties extends Known<readonly AskedDuty[], [today: PlainDate, formsUntil: PlainDate]> {
  /** @param clock milliseconds that only ever grow. */
  constructor(conventions: RecordSource, clock?: () => number) {
    super(conventions, { make: askedDuties, most }, clock);
  }
}
