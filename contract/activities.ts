import type { DailyReconciliation, WeeklySummary } from '../audit/tally.ts';
import type { Instant } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { ArchivedRecord, Convention } from '../convention/convention.ts';
import type { Delivery, LetterOutcome } from '../convention/mailing/letter.ts';
import type { ExportsWatched } from './dropped-exports.ts';
import type { HandedLetter, MorningOutcome } from './morning-mail.ts';

// What workflows ask for and activities do.

/** What a workflow may ask of the mail. */
export interface MailActivities {
  /**
   * Sends the letters of a delivery, each in its own SMTP transaction, and tells what became of those that left or
   * were refused; those it does not tell of are to be sent by another delivery.
   * To be run with the timeouts of `mailLimits`; an attempt that follows a worker's death goes on where it stopped.
   *
   * @throws ApplicationFailure when nothing left: `MailDeferred` when it may later, `MailMisconfigured` when it cannot
   *   until somebody changes the settings. Both are retryable.
   * @throws CancelledFailure when the activity is cancelled before anything left.
   */
  deliver(delivery: Delivery): Promise<LetterOutcome[]>;
}

/** What the workflow of a morning's letters may ask of the mail. */
export interface MorningActivities {
  /**
   * Sends the letters of one person as one message, or the only one as it is, and tells of each what became of it.
   * To be run with the timeouts of `mailLimits`.
   * @throws ApplicationFailure as `deliver` does.
   */
  sendTogether(letters: readonly HandedLetter[]): Promise<MorningOutcome>;
}

/** What a workflow may ask of the archive. */
export interface ArchiveActivities {
  /**
   * Writes the whole record of a closed convention to the archive folder, as one package that checks itself. Done
   * twice, it is the same file; another of that name, from an earlier life of the convention, is left as it is.
   *
   * @throws ApplicationFailure `ArchiveUnwritable`, retryable: a disk that is full is emptied one day.
   */
  archive(record: Convention): Promise<ArchivedRecord>;
}

/** What a workflow may ask of the watch. Each goes on where a worker that died left it, page by page. */
export interface WatchActivities {
  /**
   * Proves of every running convention that each letter due from one day to another was sent, withdrawn or failed,
   * and alerts the admins when one is not.
   * @throws ApplicationFailure as `deliver` does, when an alert cannot leave yet.
   */
  reconcileConventions(at: Instant, from: PlainDate, to: PlainDate): Promise<DailyReconciliation>;
  /**
   * Sends the admins one mail about all conventions.
   * @throws ApplicationFailure as `deliver` does, when it cannot leave yet.
   */
  sendWeeklySummary(at: Instant): Promise<WeeklySummary>;
  /**
   * Looks every quarter of an hour, until an instant, for what did not leave within an hour, and tells the admins, once.
   * @param from what the last one left.
   * @throws ApplicationFailure `WatchHandedOn` when the worker stops, retryable.
   */
  sweepLetters(until: Instant, from?: Swept): Promise<Swept>;
  /**
   * Looks every minute, until an instant, for exports of Chorus in the folder where they are dropped, imports each that
   * is whole into all conventions, and puts it aside with a report; looks nowhere where no folder is set.
   * @param from what the last one left.
   * @throws ApplicationFailure `ExportsUnreadable` when the folder cannot be read, `WatchHandedOn` when the worker
   *   stops; both retryable.
   */
  importExports(until: Instant, from?: ExportsWatched): Promise<ExportsWatched>;
}

/** Up to where a sweep has looked: the result of its workflow, from which the next one goes on. */
export interface Swept {
  /** What was found to wait up to there is in the log, and was told to the admins. */
  readonly loggedUpTo: Instant;
  readonly toldUpTo: Instant;
  /** Ids of the first conventions that do not advance, as the log and the admins know. */
  readonly stuck: readonly string[];
  readonly stuckTold: readonly string[];
  /** Message-IDs of what has left of a message that has not left to all admins. */
  readonly mailed: readonly string[];
}

/** What the day's reading of what came back found: counts alone, the result of its workflow. */
export interface ReturnsRead {
  /** Failures of which conventions were told. */
  readonly told: number;
  /** Messages that somebody has to look at. */
  readonly aside: number;
  /** How many of each kind were read. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** What a workflow may ask of the mailbox to which letters come back. */
export interface ReturnActivities {
  /**
   * Reads it every minute until an instant, and tells conventions of the letters that were not delivered; reads nothing
   * where no mailbox is set.
   * @throws ApplicationFailure `ReturnsUnreadable` when it cannot be read, `WatchHandedOn` when the worker stops; both retryable.
   */
  readReturns(until: Instant): Promise<ReturnsRead>;
}
