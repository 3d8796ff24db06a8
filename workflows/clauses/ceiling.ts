import { closedShortfall } from '../../convention/acts/shortfall.ts';
import { shortfallDecisions, suspensionReminders } from '../../convention/duties/shortfall.ts';
import { shortfallOverNews, suspensionNews } from '../../convention/news.ts';
import { isSuspended, openShortfall, shortfallBrings } from '../../convention/shortfall.ts';
import type { Life } from '../life.ts';

/**
 * Article 5: "en cas d’insuffisance des crédits, le délégataire informe le délégant sans délai. À défaut d’ajustement
 * de la dotation, le délégataire suspend l’exécution". Credits that suffice again end the suspension.
 */
export async function creditsSuffice(life: Life): Promise<void> {
  life.owes(shortfallDecisions, suspensionReminders);
  for (;;) {
    await life.until(() => shortfallBrings(life.convention, life.moment.today) !== undefined);
    if (life.isOver) return;
    const brings = shortfallBrings(life.convention, life.moment.today);
    if (brings === 'suspension') executionIsSuspended(life);
    if (brings === 'end') shortfallIsOver(life);
  }
}

function executionIsSuspended(life: Life): void {
  const { convention, moment } = life;
  const shortfall = openShortfall(convention);
  if (!shortfall) return;
  const suspension = { shortfall: shortfall.id, since: moment.today };
  life.comesAbout(
    { suspensions: [...convention.suspensions, suspension] },
    'L’exécution de la délégation est suspendue pour insuffisance de crédits.',
    [suspensionNews(convention, shortfall)],
  );
}

function shortfallIsOver(life: Life): void {
  const { convention, moment } = life;
  const shortfall = openShortfall(convention);
  if (!shortfall) return;
  const suspended = isSuspended(convention);
  const { ceiling } = convention.document.budget;
  const evidence = ceiling === null ? 'le plafond est levé' : 'les crédits suffisent de nouveau';
  life.comesAbout(
    closedShortfall(convention, shortfall, { by: 'delegation', ...moment, evidence }),
    suspended
      ? 'Les crédits suffisent : l’exécution reprend.'
      : 'Les crédits suffisent : l’insuffisance est levée.',
    [shortfallOverNews(convention, shortfall, suspended, moment.today)],
  );
}
