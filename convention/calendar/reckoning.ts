import type { HolidayRegion } from './holidays.ts';
import type { OriginName } from './origins.ts';
import {
  addDays,
  addMonths,
  dayOf,
  earliest,
  endOfMonth,
  lastDayOfMonths,
  latest,
  type PlainDate,
  yearOf,
} from './plain-date.ts';
import { addWorkingDays, onOrAfterWorkingDay, onOrBeforeWorkingDay } from './working-days.ts';

/** A day, and what it is. */
export interface Origin {
  readonly what: OriginName;
  readonly on: PlainDate;
}

/** So many months, days or working days; `indicative` when no text gives them, but the tracking. */
export interface Delay {
  readonly count: number;
  readonly indicative?: true;
}

/** How long after a day, or before it, something is. */
type Span = Readonly<Record<'months' | 'days' | 'workingDays', number>>;

/** How one day gives the next. */
export type Rule =
  | ({ readonly name: 'months' | 'wholeMonths' | 'days' | 'workingDays' } & Delay)
  | { readonly name: 'onOrAfterWorkingDay' | 'onOrBeforeWorkingDay' | 'endOfMonth' | 'endOfYear' }
  | { readonly name: 'lastNotice' }
  | { readonly name: 'notBefore' | 'notAfter'; readonly bound: OriginName };

/** What one rule made of a day: perhaps the same. */
export interface Step {
  readonly rule: Rule;
  readonly from: PlainDate;
  readonly on: PlainDate;
}

/** How a date was found: from where, and by which steps. Plain data. */
export interface Reckoning {
  readonly origin: Origin;
  readonly steps: readonly Step[];
}

/**
 * A date that knows how it is found. Most are only asked for their day, thousands of times: what they were found from is
 * linked, and told when asked.
 */
export class Reckoned {
  readonly on: PlainDate;
  readonly found: OriginName | { readonly rule: Rule; readonly from: Reckoned };

  /** @param found what the day is, to begin with; else the rule that gave it, and from which day. */
  constructor(on: PlainDate, found: OriginName | { readonly rule: Rule; readonly from: Reckoned }) {
    this.on = on;
    this.found = found;
  }

  /** How it is found. */
  get reckoning(): Reckoning {
    const { on } = this;
    if (typeof this.found === 'string') return { origin: { what: this.found, on }, steps: [] };
    const { rule, from } = this.found;
    const { origin, steps } = from.reckoning;
    return { origin, steps: [...steps, { rule, from: from.on, on }] };
  }

  /** Whether it rests on a day or a delay that no text gives; a bound that held the day does not. */
  get isIndicative(): boolean {
    if (typeof this.found === 'string') return this.found === 'yearEndCircular' || this.found === 'takenOver';
    const { rule, from } = this.found;
    if ('count' in rule && rule.indicative) return true;
    const isHeld = 'bound' in rule && from.on !== this.on;
    return from.isIndicative && !isHeld;
  }

  /** Date to date (CPC art. 641). */
  plusMonths(delay: number | Delay): Reckoned {
    const counted = delayIn(delay);
    return this.by({ name: 'months', ...counted }, addMonths(this.on, counted.count));
  }

  /** The last day of so many months that begin on this one. */
  throughMonths(count: number): Reckoned {
    return this.by({ name: 'wholeMonths', count }, lastDayOfMonths(this.on, count));
  }

  plusDays(delay: number | Delay): Reckoned {
    const counted = delayIn(delay);
    return this.by({ name: 'days', ...counted }, addDays(this.on, counted.count));
  }

  plusWorkingDays(delay: number | Delay, region?: HolidayRegion): Reckoned {
    const counted = delayIn(delay);
    return this.by({ name: 'workingDays', ...counted }, addWorkingDays(this.on, counted.count, region));
  }

  /** So many months, then days, then working days: so what recurs on the last day of months does so whatever their length. */
  plus({ months, days, workingDays }: Span, region?: HolidayRegion): Reckoned {
    return this.plusMonths(months).plusDays(days).plusWorkingDays(workingDays, region);
  }

  /** CPC art. 642. */
  onOrAfterWorkingDay(region?: HolidayRegion): Reckoned {
    return this.by({ name: 'onOrAfterWorkingDay' }, onOrAfterWorkingDay(this.on, region));
  }

  onOrBeforeWorkingDay(region?: HolidayRegion): Reckoned {
    return this.by({ name: 'onOrBeforeWorkingDay' }, onOrBeforeWorkingDay(this.on, region));
  }

  endOfMonth(): Reckoned {
    return this.by({ name: 'endOfMonth' }, endOfMonth(this.on));
  }

  endOfYear(): Reckoned {
    return this.by({ name: 'endOfYear' }, dayOf(yearOf(this.on), 12, 31));
  }

  notBefore(bound: OriginName, on: PlainDate): Reckoned {
    return this.by({ name: 'notBefore', bound }, latest(this.on, on));
  }

  notAfter(bound: OriginName, on: PlainDate): Reckoned {
    return this.by({ name: 'notAfter', bound }, earliest(this.on, on));
  }

  /** The day that a rule of the convention gives, found elsewhere. */
  by(rule: Rule, on: PlainDate): Reckoned {
    return new Reckoned(on, { rule, from: this });
  }
}

function delayIn(delay: number | Delay): Delay {
  return typeof delay === 'number' ? { count: delay } : delay;
}

/** A day to count from. */
export function reckon(what: OriginName, on: PlainDate): Reckoned {
  return new Reckoned(on, what);
}
