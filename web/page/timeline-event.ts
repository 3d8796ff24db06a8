import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';

/** What an event of a life is: each has a shape of its own. */
export type EventKind = 'past' | 'due' | 'landmark' | 'overdue' | 'alert' | 'phase';

/** One event of a convention's life. */
export interface TimelineEvent {
  readonly on: PlainDate;
  readonly label: string;
  readonly kind: EventKind;
  /** Page that tells more, or where to act. */
  readonly href?: string | undefined;
}

/** Events as people look for them: what is late or awaited, what comes soon, what comes later, what is over. */
export interface Grouped {
  readonly overdue: readonly TimelineEvent[];
  /** To do after a day that no text fixes. */
  readonly awaited: readonly TimelineEvent[];
  /** Today and the next 30 days. */
  readonly soon: readonly TimelineEvent[];
  readonly later: readonly TimelineEvent[];
  /** The latest first. */
  readonly past: readonly TimelineEvent[];
}

/** Days ahead that count as soon. */
export const soonDays = 30;

/** Sorts events into their groups, each in the order in which it is read. */
export function grouped(events: readonly TimelineEvent[], today: PlainDate): Grouped {
  const inOrder = [...events].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const horizon = addDays(today, soonDays);
  const isAwaited = ({ kind, on }: TimelineEvent) => kind === 'landmark' && on < today;
  const open = inOrder.filter(({ kind }) => kind !== 'overdue' && kind !== 'past');
  return {
    overdue: inOrder.filter(({ kind }) => kind === 'overdue'),
    awaited: inOrder.filter(isAwaited),
    soon: open.filter(({ on }) => on >= today && on <= horizon),
    later: open.filter(({ on }) => on > horizon),
    past: inOrder
      .filter((event) => {
        const { kind, on } = event;
        return kind === 'past' || (kind !== 'overdue' && !isAwaited(event) && on < today);
      })
      .reverse(),
  };
}
