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
  { now, today }: Moment,
): Occurrence {
  return {
    convention: {
      ...convention,
      ended: convention.ended ?? { cause, on: today },
      outcomes: lapsed(convention, now, 'la convention est close'),
      closed: { phase, at: now },
    },
    text:
      phase === 'closed' ? 'La convention est close.' : 'La convention est retirée avant d’avoir pris effet.',
    news: [closedNews(convention, phase)],
  };
}
