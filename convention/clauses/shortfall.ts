import { addDays } from '../calendar/plain-date.ts';
import { ceilingOf } from '../ledger/budget-lines.ts';
import {
  closedShortfall,
  isSuspended,
  ofLine,
  reckonedDecision,
  shortfallBrings,
  shortfallsUnderWay,
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
    const decisions = shortfallsUnderWay(convention).map((open) =>
      addDays(reckonedDecision(convention, open).on, 1),
    );
    // A period that begins has credits of its own.
    return [...decisions, ...spansOf(convention).map(({ from }) => from)];
  },

  comesAbout(convention, moment) {
    const [first] = shortfallsUnderWay(convention).flatMap((open) => {
      const brings = shortfallBrings(convention, moment.today, open);
      return brings ? [{ open, brings }] : [];
    });
    if (!first) return undefined;
    const { open, brings } = first;
    if (brings === 'suspension') {
      const suspension = { shortfall: open.id, since: moment.today };
      return {
        convention: { ...convention, suspensions: [...convention.suspensions, suspension] },
        text: `L’exécution de la délégation est suspendue pour insuffisance de crédits${ofLine(convention, open)}.`,
        news: [suspensionNews(convention, open)],
      };
    }
    const isLifted = ceilingOf(convention.document.budget) === null;
    const evidence = isLifted ? 'le plafond est levé' : 'les crédits suffisent de nouveau';
    const after = closedShortfall(convention, open, { by: 'delegation', ...moment, evidence });
    const resumes = isSuspended(convention) && !isSuspended(after);
    return {
      convention: after,
      text: resumes
        ? `Les crédits suffisent${ofLine(convention, open)} : l’exécution reprend.`
        : `Les crédits suffisent${ofLine(convention, open)} : l’insuffisance est levée.`,
      news: [shortfallOverNews(after, open, resumes, moment.today)],
    };
  },
};
