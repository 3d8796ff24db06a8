import { addDays } from '../calendar/plain-date.ts';
import { ceilingOf } from '../ledger/budget-lines.ts';
import {
  closedShortfall,
  decisionDueOn,
  isSuspended,
  shortfallBrings,
  shortfallUnderWay,
} from '../ledger/shortfall.ts';
import { shortfallOverNews, suspensionNews } from '../mailing/news.ts';
import { spansOf } from '../term/term.ts';
import type { CalendarEvent } from './event.ts';

/**
 * Article 5: "en cas d’insuffisance des crédits, le délégataire informe le délégant sans délai. À défaut d’ajustement
 * de la dotation, le délégataire suspend l’exécution". Credits that suffice again end the suspension.
 */
export const shortfall: CalendarEvent = {
  days(convention) {
    const open = shortfallUnderWay(convention);
    const decision = open ? [addDays(decisionDueOn(convention, open), 1)] : [];
    // A period that begins has credits of its own.
    return [...decision, ...spansOf(convention).map(({ from }) => from)];
  },

  comesAbout(convention, moment) {
    const brings = shortfallBrings(convention, moment.today);
    const open = shortfallUnderWay(convention);
    if (!brings || !open) return undefined;
    if (brings === 'suspension') {
      const suspension = { shortfall: open.id, since: moment.today };
      return {
        convention: { ...convention, suspensions: [...convention.suspensions, suspension] },
        text: 'L’exécution de la délégation est suspendue pour insuffisance de crédits.',
        news: [suspensionNews(convention, open)],
      };
    }
    const suspended = isSuspended(convention);
    const isLifted = ceilingOf(convention.document.budget) === null;
    const evidence = isLifted ? 'le plafond est levé' : 'les crédits suffisent de nouveau';
    return {
      convention: closedShortfall(convention, open, { by: 'delegation', ...moment, evidence }),
      text: suspended
        ? 'Les crédits suffisent : l’exécution reprend.'
        : 'Les crédits suffisent : l’insuffisance est levée.',
      news: [shortfallOverNews(convention, open, suspended, moment.today)],
    };
  },
};
