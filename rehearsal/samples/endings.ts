import { addDays } from '../../convention/calendar/plain-date.ts';
import { openOrders } from '../../convention/ledger/totals.ts';
import { closedNews, endNews } from '../../convention/mailing/news.ts';
import { endedConvention } from '../../convention/term/ended.ts';
import { endCauseOf, periodOf } from '../../convention/term/term.ts';
import { by, reference, type Story } from './story.ts';

/** Art. 7: an end before the term, by notice or agreed upon. */
export function endsEarly(story: Story): void {
  const { today } = story;
  const [first = 'delegator', ...others] = story.parties;
  const last = others.pop();
  const agreed = story.otherwise();
  const on = addDays(today, 60);
  const reason = 'objectifs atteints';
  agreed.does('agreeEnd', { by, party: first, on, reason }, 'news-agreed-end-proposed');
  for (const party of others) agreed.does('agreeEnd', { by, party, on, reason });
  if (last) agreed.does('agreeEnd', { by, party: last, on, reason }, 'news-agreed-end');
  story.does('giveNotice', { by, from: first, receivedOn: today, reason }, 'news-notice');
  story.does('withdrawNotice', { by, party: first, reason }, 'news-notice-withdrawal');
}

/** Art. 5 and 7: the term comes, the balance is agreed upon, nothing more is owed. */
export function isSettled(story: Story): void {
  const period = periodOf(story.convention);
  if (!period) return;
  story.today = addDays(period.endsOn, 1);
  const cause = endCauseOf(story.convention);
  story.becomes(endedConvention(story.convention, period.endsOn, cause, story.moment.now));
  story.tells('news-end', [endNews(story.convention, period.endsOn, cause)]);
  for (const { order, committed, paid } of openOrders(story.convention.ledger)) {
    const entry = {
      kind: 'payment',
      on: story.today,
      order,
      amount: (committed - paid) / 100,
      reference,
    } as const;
    story.does('recordEntry', { by, entry });
  }
  story.passes(10);
  const use = 'restitution au délégant';
  story.does('proposeBalance', { by, use }, 'news-balance-proposed');
  story
    .otherwise()
    .does('counterBalance', { by, use: 'report sur l’année suivante' }, 'news-balance-countered');
  story.does('agreeBalance', { by, party: 'delegator' }, 'news-balance-agreed');
  story.tells('news-closed', [closedNews(story.convention, 'closed')]);
}
