import type { Convention } from '../convention.ts';

/** Names of the acts after which a deadline may be another day, besides the amendments that make a new version. */
export const movingActs: readonly string[] = [
  'recordPublication',
  'confirmEffect',
  'waiveDuty',
  'reopenDuty',
  'giveNotice',
  'withdrawNotice',
  'agreeEnd',
  'endSupport',
  'recordYearEnd',
];

/**
 * How many times the deadlines of a convention may have moved, from 0: the SEQUENCE of its calendars (RFC 5545
 * §3.8.7.4). It only ever grows; that it grows for deadlines that stay where they are harms nobody.
 */
export function deadlineSequence({ version, renewals, journal }: Convention): number {
  const acts = journal.filter(({ act }) => movingActs.includes(act));
  return version - 1 + renewals.length + acts.length;
}
