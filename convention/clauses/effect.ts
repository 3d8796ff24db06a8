import { frenchDate } from '../calendar/french.ts';
import { addDays } from '../calendar/plain-date.ts';
import { effectNews } from '../mailing/news.ts';
import { frenchEffectRule } from '../term/effect.ts';
import { periodOf, runningNotice } from '../term/term.ts';
import { closes } from './closing.ts';
import type { CalendarEvent } from './event.ts';

/**
 * "Prend effet à la date de publication", or on another of the conditions that the document sets. A notice that runs out before any effect withdraws the convention.
 */
export const effect: CalendarEvent = {
  days(convention) {
    if (convention.inForceSince) return [];
    const period = periodOf(convention);
    const notice = runningNotice(convention);
    return [...(period ? [period.effectiveOn] : []), ...(notice ? [addDays(notice.endsOn, 1)] : [])];
  },

  comesAbout(convention, moment) {
    if (convention.inForceSince) return undefined;
    const period = periodOf(convention);
    if (period && period.effectiveOn <= moment.today) {
      return {
        convention: { ...convention, inForceSince: period.effectiveOn },
        text: `La convention prend effet le ${frenchDate(period.effectiveOn)}, ${frenchEffectRule(convention)}.`,
        news: [effectNews(convention, period)],
      };
    }
    const notice = runningNotice(convention);
    const isOver = notice !== undefined && notice.endsOn < moment.today;
    return isOver ? closes(convention, 'withdrawn', 'notice', moment) : undefined;
  },
};
