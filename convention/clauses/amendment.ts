import { amendmentDue, lapsedDuties } from '../amendments/due.ts';
import { inForce, withState } from '../amendments/in-force.ts';
import { addDays } from '../calendar/plain-date.ts';
import { amendmentExpiredNews, amendmentInForceNews } from '../mailing/news.ts';
import { ofAllParties } from '../people/parties.ts';
import type { CalendarEvent } from './event.ts';

/**
 * Article 6: an amendment, "définie d’un commun accord entre les parties", counts from its effect date; a proposal that
 * both have not agreed to in time goes no further.
 */
export const amendment: CalendarEvent = {
  days({ amendments }) {
    return amendments.flatMap(({ state, effectiveOn, expiresOn }) => {
      if (state === 'signed') return [effectiveOn];
      return state === 'proposed' ? [addDays(expiresOn, 1)] : [];
    });
  },

  comesAbout(convention, { now, today }) {
    const due = amendmentDue(convention, today);
    if (!due) return undefined;
    if (due.state === 'signed') {
      return {
        convention: inForce(convention, due, today),
        text: `L’avenant n° ${due.id} est en vigueur.`,
        news: [amendmentInForceNews(convention, due, today)],
      };
    }
    const abandoned = lapsedDuties(convention, due.id, now, 'la proposition a expiré');
    return {
      convention: withState(abandoned, due, 'expired'),
      text: `L’avenant n° ${due.id} a expiré sans l’accord ${ofAllParties(convention.document)}.`,
      news: [amendmentExpiredNews(convention, due)],
    };
  },
};
