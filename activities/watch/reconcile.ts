import { Context } from '@temporalio/activity';
import {
  type DailyReconciliation,
  emptyTally,
  halted,
  isAlarming,
  silentKinds,
  type Tally,
  tallied,
  unanswered,
} from '../../audit/tally.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { sendToAdmins, type WatchMeans } from './admin-mail.ts';
import { alertContent } from './alert-content.ts';
import { overAll } from './heartbeat-progress.ts';
import { allListed, type ListedConvention } from './listed-conventions.ts';
import { readRecords } from './records.ts';

/** Conventions taken together: what is asked anew when a worker dies. */
const together = 50;

/** See `WatchActivities`. */
export function reconcileConventions(
  { client, post, web }: WatchMeans,
  at: Instant,
  from: PlainDate,
  to: PlainDate,
): Promise<DailyReconciliation> {
  const { info, log } = Context.current();
  const { taskQueue } = info;
  return overAll<Tally, DailyReconciliation>(
    emptyTally,
    () => allListed(client, { taskQueue }),
    together,
    async (tally, listed) => {
      let sum = listed.reduce(withStop, tally);
      await readRecords(
        client,
        listed.flatMap(({ id, stopped }) => (stopped ? [] : id)),
        (id, answer) => {
          if (answer !== 'closed') sum = withAnswer(sum, id, answer, { from, to });
        },
      );
      return sum;
    },
    async (tally, told, tell) => {
      const mail = {
        identity: `reconciliation/${to}`,
        writtenAt: at,
        content: alertContent(tally, { from, to, ...(web === undefined ? {} : { web }) }),
      };
      const alarming = isAlarming(tally);
      const alerted = alarming ? await sendToAdmins(post, mail, told, tell) : 0;
      const result = resultOf(tally, from, to, alerted);
      if (alarming && post.admins.length === 0) {
        log.error('Letters are missing or held back, and DELEGATION_ADMINS names nobody to tell', {
          ...result,
        });
      }
      return result;
    },
  );
}

function withStop(tally: Tally, { id, shortName, stopped, closedAt }: ListedConvention): Tally {
  return stopped ? halted(tally, { id, shortName, how: stopped, at: closedAt ?? 0 }) : tally;
}

/** One record that cannot be read must not hide what the others tell. */
function withAnswer(
  tally: Tally,
  id: string,
  answer: Convention | 'mute',
  days: { readonly from: PlainDate; readonly to: PlainDate },
): Tally {
  try {
    if (answer !== 'mute') return tallied(tally, answer, days);
    Context.current().log.warn('Convention does not answer', { convention: id });
  } catch (error) {
    Context.current().log.error('Record not reconciled', { convention: id, error });
  }
  return unanswered(tally, id);
}

function resultOf(tally: Tally, from: PlainDate, to: PlainDate, alerted: number): DailyReconciliation {
  const { conventions, due, sent, late, failed, missing, withdrawn } = tally;
  const inTime = sent - late;
  return {
    from,
    to,
    conventions,
    due,
    inTime,
    late,
    failed,
    missing,
    withdrawn,
    ...(due > 0 ? { inTimeRate: inTime / due } : {}),
    silent: silentKinds(tally),
    unanswered: tally.unanswered,
    held: tally.held,
    stopped: tally.stopped,
    alerted,
  };
}
