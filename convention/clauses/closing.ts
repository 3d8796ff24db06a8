import type { Moment } from '../calendar/moment.ts';
import type { Convention, EndCause } from '../convention.ts';
import { lapsed } from '../duties/duties.ts';
import { closedNews } from '../mailing/news.ts';
import type { Occurrence } from './event.ts';

/** The convention is over: what is still owed lapses, and everybody is told. */
export function closes(
  convention: Convention,
  phase: 'closed' | 'withdrawn',
  cause: EndCause,
  moment: Moment,
): Occurrence {
  return {
    convention: closedConvention(convention, phase, cause, 'la convention est close', moment),
    text:
      phase === 'closed' ? 'La convention est close.' : 'La convention est retirée avant d’avoir pris effet.',
    news: [closedNews(convention, phase)],
  };
}

/** The convention once it is over, ended that day unless it was before: what is still owed lapses, for that reason. */
export function closedConvention(
  convention: Convention,
  phase: 'closed' | 'withdrawn',
  cause: EndCause,
  reason: string,
  { now, today }: Moment,
): Convention {
  const after: Convention = {
    ...convention,
    outcomes: lapsed(convention, now, reason),
    ended: convention.ended ?? { cause, on: today },
  };
  // An end lays some duties down anew: the report of a quarter that it cuts short.
  return { ...after, outcomes: lapsed(after, now, reason), closed: { phase, at: now } };
}
