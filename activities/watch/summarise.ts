import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { WeeklySummary } from '../../audit/tally.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import { sendToAdmins, type WatchMeans } from './admin-mail.ts';
import { overAll } from './heartbeat-progress.ts';
import { allListed } from './listed-conventions.ts';
import { readRecords } from './records.ts';
import { emptySummary, type Summary, summed } from './summary.ts';
import { summaryContent } from './summary-content.ts';

const together = 500;
const weekMs = 7 * 24 * 3_600_000;

/** See `WatchActivities`. */
export function sendWeeklySummary({ client, post, web }: WatchMeans, at: Instant): Promise<WeeklySummary> {
  const { info, log } = Context.current();
  const wanted = { taskQueue: info.taskQueue, closedSince: at - weekMs };
  const day = parisDate(at);
  return overAll<Summary, WeeklySummary>(
    emptySummary,
    () => allListed(client, wanted),
    together,
    async (summary, listed) => summed(summary, listed, day),
    async (summary, told, tell) => {
      if (post.admins.length === 0) {
        log.info('Weekly summary not sent: DELEGATION_ADMINS names nobody');
        return resultOf(summary, day, 0);
      }
      const records = await recordsShown(client, summary);
      const content = summaryContent(summary, { today: day, records, ...(web === undefined ? {} : { web }) });
      const mail = { identity: `weekly-summary/${day}`, writtenAt: at, content };
      return resultOf(summary, day, await sendToAdmins(post, mail, told, tell));
    },
  );
}

/** The records of what is shown in detail: a few conventions, however many there are. One that does not answer is shown without. */
async function recordsShown(client: Client, { sections }: Summary): Promise<ReadonlyMap<string, Convention>> {
  const { overdue, coming, faulty } = sections;
  const ids = new Set([overdue, coming, faulty].flatMap(({ shown }) => shown.map(({ id }) => id)));
  const records = new Map<string, Convention>();
  await readRecords(client, [...ids], (id, answer) => {
    if (answer !== 'closed' && answer !== 'mute') records.set(id, answer);
  });
  return records;
}

function resultOf(
  { conventions, sections }: Summary,
  day: WeeklySummary['day'],
  sent: number,
): WeeklySummary {
  return {
    day,
    conventions,
    stopped: sections.stopped.count,
    overdue: sections.overdue.count,
    coming: sections.coming.count,
    overCeiling: sections.overCeiling.count,
    faulty: sections.faulty.count,
    ended: sections.ended.count,
    sent,
  };
}
