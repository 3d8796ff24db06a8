import { frenchDate } from '../../convention/calendar/french.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { breachesToCure } from '../../convention/duties/breach.ts';
import { handOver } from '../../convention/duties/commitments.ts';
import { endAlerts, servicesClosed } from '../../convention/duties/ending.ts';
import { renewals } from '../../convention/duties/renewal.ts';
import { endBrings, endedConvention } from '../../convention/ended.ts';
import { endNews, renewalNews } from '../../convention/news.ts';
import { comingRenewal, renewed } from '../../convention/renewal.ts';
import { endCauseOf, periodOf } from '../../convention/term.ts';
import type { Life } from '../life.ts';

/** Article 7: "conclue pour une période d’un an"; both parties see its end come. */
export function endIsAnnounced(life: Life): void {
  life.owes(endAlerts);
}

/**
 * Article 7: an end comes: the term, that of a notice, an agreed one, or that of the support; unless the term brings a
 * renewal.
 */
export async function ends(life: Life): Promise<void> {
  life.owes(renewals);
  for (;;) {
    await life.until(() => life.convention.ended !== undefined || brings(life) !== undefined);
    if (life.isOver || life.convention.ended) return;
    // Looked at again: what else this instant has brought, after days without a worker, may have moved the end.
    const what = brings(life);
    if (what === 'renewal') goesOn(life);
    if (what === 'end') hasEnded(life);
  }
}

function brings({ convention, moment }: Life) {
  return endBrings(convention, moment.today);
}

function goesOn(life: Life): void {
  const { convention, moment } = life;
  const coming = comingRenewal(convention);
  if (!coming) return;
  const after = renewed(convention, coming, moment.now);
  const from = frenchDate(addDays(coming.lastDay, 1));
  life.comesAbout(after, `La convention est reconduite à partir du ${from}.`, [renewalNews(after, coming)]);
}

function hasEnded(life: Life): void {
  const { convention, moment } = life;
  const period = periodOf(convention);
  if (!period) return;
  const cause = endCauseOf(convention);
  life.comesAbout(
    endedConvention(convention, period.endsOn, cause, moment.now),
    `La convention prend fin le ${frenchDate(period.endsOn)}.`,
    [endNews(convention, period.endsOn, cause)],
  );
}

/** Article 4: the delegatee hands everything over. */
export function worksAreHandedOver(life: Life): void {
  life.owes(handOver);
}

/** Article 7: "la résiliation entraîne de plein droit la résiliation des services associés". */
export function servicesEnd(life: Life): void {
  life.owes(servicesClosed);
}

/** Article 7: a breach of article 2 for which a formal notice was given is cured, or the delegatee may end its support. */
export function breachesAreCured(life: Life): void {
  life.owes(breachesToCure);
}
