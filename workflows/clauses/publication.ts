import { frenchDate } from '../../convention/calendar/french.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { publicationDuties } from '../../convention/duties/publications.ts';
import { effectNews } from '../../convention/news.ts';
import { periodOf, runningNotice } from '../../convention/term.ts';
import type { Life } from '../life.ts';

/** Article 8: the convention is published where it says. */
export function isPublished(life: Life): void {
  life.owes(publicationDuties);
}

/**
 * Article 7: "prend effet à la date de publication".
 * A notice that runs out before any effect withdraws the convention.
 */
export async function takesEffect(life: Life): Promise<void> {
  const hasEffect = () => life.hasCome(periodOf(life.convention)?.effectiveOn);
  const noticeIsOver = () => {
    const notice = runningNotice(life.convention);
    return notice !== undefined && life.hasCome(addDays(notice.endsOn, 1));
  };
  await life.until(() => hasEffect() || noticeIsOver());
  if (life.convention.closed || life.hasTakenEffect) return;
  const period = periodOf(life.convention);
  if (period && hasEffect()) {
    life.comesAbout(
      { inForceSince: period.effectiveOn },
      `La convention prend effet le ${frenchDate(period.effectiveOn)}.`,
      [effectNews(life.convention, period)],
    );
  } else {
    life.closes('withdrawn', 'notice');
  }
}
