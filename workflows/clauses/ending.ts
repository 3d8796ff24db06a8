import { amendmentDue } from '../../convention/amendments/due.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { breachesToCure } from '../../convention/duties/breach.ts';
import { handOver } from '../../convention/duties/commitments.ts';
import { endAlerts, servicesClosed } from '../../convention/duties/ending.ts';
import { renewals } from '../../convention/duties/renewal.ts';
import { endedConvention } from '../../convention/ended.ts';
import { endNews, renewalNews } from '../../convention/news.ts';
import { comingRenewal, isRenewed, renewed } from '../../convention/renewal.ts';
import { endCauseOf, periodOf } from '../../convention/term.ts';
import type { Life } from '../life.ts';

/** Article 7: "conclue pour une période d’un an"; both parties see its end come. */
export function endIsAnnounced(life: Life): void {
  life.owes(endAlerts);
}

/** Article 7: an end comes: the term, that of a notice, an agreed one, or that of the support; unless the term brings a renewal. */
export async function ends(life: Life): Promise<void> {
  life.owes(renewals);
  for (;;) {
    await life.until(() => {
      return hasEnded(life) && amendmentDue(life.convention, life.moment.today)?.state !== 'signed';
    });
    const { convention, moment } = life;
    const period = periodOf(convention);
    if (convention.ended || life.isOver || !period) return;
    // What else this instant has brought, an extension after days without a worker, may have moved the end.
    if (!hasEnded(life)) continue;
    const coming = comingRenewal(convention);
    if (coming && isRenewed(convention)) {
      const after = renewed(convention, coming, moment.now);
      life.comesAbout(
        after,
        `La convention est reconduite à partir du ${frenchDate(addDays(coming.lastDay, 1))}.`,
        [renewalNews(after, coming)],
      );
      continue;
    }
    const cause = endCauseOf(convention);
    life.comesAbout(
      endedConvention(convention, period.endsOn, cause, moment.now),
      `La convention prend fin le ${frenchDate(period.endsOn)}.`,
      [endNews(convention, period.endsOn, cause)],
    );
    return;
  }
}

function hasEnded({ convention, moment }: Life): boolean {
  const period = periodOf(convention);
  return period !== undefined && addDays(period.endsOn, 1) <= moment.today;
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
