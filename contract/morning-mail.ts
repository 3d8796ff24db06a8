import type { Instant } from '../convention/calendar/paris.ts';
import type { Letter, LetterOutcome, Writer } from '../convention/mailing/letter.ts';

// The letters of one morning to one person, over all conventions: one message. Each convention hands its own over, and
// asks what became of it; the workflow that takes them in lives for that morning alone.

/** Its workflow's type, what is sent to it and what is asked of it. */
export const morningMailNames = { type: 'morningMail', handOver: 'handOver', left: 'left' } as const;

/** One letter of a convention, handed over. */
export interface HandedLetter extends Writer {
  /** By which it is known: the Message-ID that it would have if it left alone. */
  readonly messageId: string;
  readonly letter: Letter;
  /** When the message leaves, at the earliest, by the clock of this deployment. */
  readonly leavesAt: Instant;
}

/** What became of one of them, and whose it was. */
export interface TogetherOutcome extends LetterOutcome {
  /** Id of the convention. */
  readonly convention: string;
}

/** What became of the letters of a morning, by the Message-IDs that they were handed over with; of what came too late, nothing. */
export type MorningOutcome = Readonly<Record<string, TogetherOutcome>>;
