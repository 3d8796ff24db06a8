import {
  condition,
  defineQuery,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { MorningActivities } from '../contract/activities.ts';
import { mailLimits } from '../contract/mail-limits.ts';
import { type HandedLetter, type MorningOutcome, morningMailNames } from '../contract/morning-mail.ts';
import type { Instant } from '../convention/calendar/paris.ts';
import { goesOn } from './versioned.ts';

const { sendTogether } = proxyActivities<MorningActivities>({
  startToCloseTimeout: mailLimits.round,
  heartbeatTimeout: mailLimits.heartbeat,
  // As a convention's own letters: for as long as it takes. Those who handed them over find that they wait.
  retry: { initialInterval: '20 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});

/** A letter is handed over; told once, whoever tells it again. */
export const handOverSignal = defineSignal<[HandedLetter]>(morningMailNames.handOver);

/** What has left so far. */
export const leftQuery = defineQuery<MorningOutcome>(morningMailNames.left);

/**
 * One morning's letters to one person, over all conventions: waits until the last window of those handed over ends, sends
 * one message, and says of each letter what became of it. What comes later finds no place in it, and leaves by itself.
 */
export async function morningMail(): Promise<MorningOutcome> {
  const handed = new Map<string, HandedLetter>();
  let leavesAt: Instant = 0;
  let left: MorningOutcome = {};
  setHandler(handOverSignal, (letter) => {
    handed.set(letter.messageId, letter);
    leavesAt = Math.max(leavesAt, letter.leavesAt);
  });
  setHandler(leftQuery, () => left);
  await condition(() => handed.size > 0);
  for (let now = Date.now(); now < leavesAt; now = Date.now()) await sleep(leavesAt - now);
  left = await sendTogether([...handed.values()]);
  return left;
}

// It lives for a morning: any version goes on with it.
goesOn(morningMail, () => 'AUTO_UPGRADE');
