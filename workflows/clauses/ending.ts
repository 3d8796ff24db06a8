import { frenchDate } from '../../convention/calendar/french.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { handOver } from '../../convention/duties/commitments.ts';
import { endAlerts, servicesClosed } from '../../convention/duties/ending.ts';
import { endNews } from '../../convention/news.ts';
import { periodOf } from '../../convention/term.ts';
import type { Life } from '../life.ts';

/** Article 7: "conclue pour une période d’un an"; both parties see its end come. */
export function endIsAnnounced(life: Life): void {
  life.owes(endAlerts);
}

/** Article 7: the term comes, or the end of a notice, whichever is first. */
export async function ends(life: Life): Promise<void> {
  await life.until(() => {
    const period = periodOf(life.convention);
    return period !== undefined && life.hasCome(addDays(period.endsOn, 1));
  });
  const period = periodOf(life.convention);
  if (life.convention.ended || life.convention.closed || !period) return;
  const { endsOn, lastDay } = period;
  const cause = endsOn < lastDay ? 'notice' : 'term';
  life.comesAbout({ ended: { cause, on: endsOn } }, `La convention prend fin le ${frenchDate(endsOn)}.`, [
    endNews(endsOn, cause),
  ]);
}

/** Article 4: the delegatee hands everything over. */
export function worksAreHandedOver(life: Life): void {
  life.owes(handOver);
}

/** Article 7: "la résiliation entraîne de plein droit la résiliation des services associés". */
export function servicesEnd(life: Life): void {
  life.owes(servicesClosed);
}
