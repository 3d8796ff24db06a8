/** Something in an export that cannot be read. */
export interface ChorusFault {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Heading of the column; `ligne` when the whole line is at fault. */
  readonly column: string;
  /** What was given, cut at 80 characters. */
  readonly given: string;
  /** What would be accepted, in French. */
  readonly accepted: string;
}

/** What faults about a whole line have for a column. */
export const wholeLine = 'ligne';
