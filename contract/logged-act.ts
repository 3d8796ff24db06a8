/** The message of a log's line about an act, by which it is found there. */
export const actDone = 'act done';

/**
 * What that line says: what was done, nothing of who did it nor of what was written. A record that was put back from a
 * backup is compared with it.
 */
export interface LoggedAct {
  /** Id of the convention. */
  readonly convention: string;
  /** Name of the act; `start` and `resume` are told too. */
  readonly act: string;
  /** When, in milliseconds since 1970: that of its line in the convention's journal. */
  readonly at: number;
  /** Identity of the Update that asked for it; what begins a run has none. */
  readonly update?: string;
}
