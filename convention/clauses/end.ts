import { frenchDate } from '../calendar/french.ts';
import { addDays } from '../calendar/plain-date.ts';
import { endNews, renewalNews } from '../mailing/news.ts';
import { endBrings, endedConvention, renewed } from '../term/ended.ts';
import { comingRenewal } from '../term/renewal.ts';
import { endCauseOf, periodOf } from '../term/term.ts';
import type { CalendarEvent } from './event.ts';

/**
 * Article 7: an end comes: the term, that of a notice, an agreed one, or that of the support; unless the term brings a
 * renewal.
 */
export const end: CalendarEvent = {
  days(convention) {
    const period = convention.ended ? undefined : periodOf(convention);
    return period ? [addDays(period.endsOn, 1)] : [];
  },

  comesAbout(convention, { now, today }) {
    const brings = endBrings(convention, today);
    const period = periodOf(convention);
    if (!brings || !period) return undefined;
    const coming = comingRenewal(convention);
    if (brings === 'renewal' && coming) {
      const after = renewed(convention, coming, now);
      const from = frenchDate(addDays(coming.lastDay, 1));
      return {
        convention: after,
        text: `La convention est reconduite à partir du ${from}.`,
        news: [renewalNews(after, coming)],
      };
    }
    const cause = endCauseOf(convention);
    const after = { ...convention, ...endedConvention(convention, period.endsOn, cause, now) };
    return {
      convention: after,
      text: `La convention prend fin le ${frenchDate(period.endsOn)}.`,
      news: [endNews(after, period.endsOn, cause)],
    };
  },
};
