import type { Moment } from '../../convention/calendar/moment.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import type { Duty } from '../../convention/duties/duty.ts';
import type { News } from '../../convention/mailing/audience.ts';
import type { Delivery, Letter } from '../../convention/mailing/letter.ts';
import { mailInstant } from '../../convention/mailing/reminders.ts';
import { dueRungs } from '../../convention/mailing/tracking.ts';
import { deliveryOf, lettersOf } from '../../convention/mailing/writing.ts';

/** A mail of a convention, to be looked at. */
export interface Sample {
  /** What it is, as its files are called: `duty-monthly-report-before`. */
  readonly name: string;
  readonly delivery: Delivery;
  readonly letter: Letter;
}

/** A letter as a sample. */
export function sampleOf(name: string, convention: Convention, letter: Letter): Sample {
  return { name, delivery: deliveryOf(convention, [letter]), letter };
}

/**
 * What each audience is told by the same news, with the duties that come with it: the first letter to each audience
 * is enough to see it.
 */
export function newsSamples(
  name: string,
  convention: Convention,
  { news, opened }: { readonly news: readonly News[]; readonly opened: readonly Duty[] },
  moment: Moment,
): Sample[] {
  const rungs = dueRungs(convention, opened, {}, moment, true);
  return news.flatMap((one, rank) => {
    const letters = lettersOf(convention, rungs, [one], {}, moment);
    const letter = letters.find(({ items }) => items.some(({ identity }) => identity === one.item.identity));
    return letter ? [sampleOf(rank === 0 ? name : `${name}-${rank + 1}`, convention, letter)] : [];
  });
}

/** The moment at which a convention's letters of a day leave. */
export function mailMoment({ document }: Convention, on: PlainDate): Moment {
  const now = mailInstant(document, on);
  return { now, today: parisDate(now) };
}
