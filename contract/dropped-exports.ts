import type { Instant } from '../convention/calendar/paris.ts';

// What those who watch a folder of exports, and those who import one, must agree upon.

/** An export that somebody has dropped in the folder. */
export interface DroppedExport {
  /** As people named it, on one line. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What came of one export in all conventions. */
export type ExportFate =
  | ({
      readonly state: 'imported';
      /** What went where, in French, line by line. */
      readonly report: readonly string[];
    } & ExportFindings)
  /** Nothing is imported; in French, quoting what is at fault. */
  | { readonly state: 'refused'; readonly reason: string }
  /** Something has not answered: to be asked again. In French. */
  | { readonly state: 'later'; readonly reason: string };

/** What of an export somebody has to look at. */
export interface ExportFindings {
  /** Conventions that have refused their share. */
  readonly refused: readonly ExportFinding[];
  /** Rows that are nobody's, by their reason. */
  readonly unclaimed: readonly ExportFinding[];
}

/** One of them, in French: `signaux-faibles` or `3 lignes, engagé…`, and why. */
export interface ExportFinding {
  readonly what: string;
  readonly why: string;
}

/** Up to where a folder has been watched: the result of its workflow, from which the next one goes on. */
export interface ExportsWatched {
  /** How many files were imported and refused that day. */
  readonly imported: number;
  readonly refused: number;
  /** How each file stood at the last look, by its name: one that has not changed by the next is whole. */
  readonly seen: Readonly<Record<string, string>>;
  /** Files of which something has not answered, by their name: since when, and whether it was told. */
  readonly waiting: Readonly<Record<string, { readonly since: Instant; readonly isTold: boolean }>>;
  /** What is to be told to the admins, and has not left to all of them. */
  readonly untold: readonly ToldExport[];
}

/** What the admins are told of one file. */
export interface ToldExport extends ExportFindings {
  readonly name: string;
  /** When it was read, or since when it waits. */
  readonly at: Instant;
  /** Where it was put, from the folder; absent when it is still to be read. */
  readonly kept?: string;
  /** Why all of it is refused, or waits, in French: several lines where it has several faults. */
  readonly reason?: string;
  /** Message-IDs of what has left. */
  readonly mailed: readonly string[];
}
