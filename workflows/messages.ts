import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActInput, ActName } from '../acts/acts.ts';
import type { Course } from '../acts/course.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { ArchivedRecord, Convention, EndCause } from '../convention/convention.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import type { AlreadyDone } from '../convention/duties/taken-over.ts';
import type { Delivery } from '../convention/mailing/letter.ts';
import type { ReturnedLetter } from '../convention/mailing/returned-letter.ts';
import type { ConventionView } from '../convention/views/view.ts';

/** What a convention's workflow starts from: a document, or what its previous run left. */
export interface ConventionStart {
  readonly document: ConventionDocument;
  /** Who registers it. */
  readonly by: string;
  /** Where the text that was signed is, or the file that is kept of it. */
  readonly signedText?: string;
  /** Of a convention that already runs, what is done. */
  readonly alreadyDone?: AlreadyDone;
  /** Registered with others: told of with them, on the next morning of mail. */
  readonly together?: boolean;
  /** `updateIdOf` its registration: whoever asks for it again learns that it is done. */
  readonly intention?: string;
  /** Continues as new at so many events instead of when the server suggests it. */
  readonly historyEvents?: number;
  /** Milliseconds between its clock and the server's: a rehearsal starts on the day the document was signed. */
  readonly clockOffsetMs?: number;
  /** Set by the workflow itself when it continues as new. */
  readonly carried?: Carried;
}

/** What one run of the workflow leaves to the next. */
export interface Carried {
  readonly course: Course;
  /** Letters that had not left. */
  readonly unsent: readonly Delivery[];
}

/** The workflow, as its callers and its next run see it. */
export type ConventionWorkflow = (start: ConventionStart) => Promise<ConventionOutcome>;

/** How a convention ended. */
export interface ConventionOutcome {
  readonly id: string;
  readonly phase: 'closed' | 'withdrawn';
  readonly cause: EndCause;
  readonly endedOn: PlainDate;
  /** Where its whole record is kept. */
  readonly archive?: ArchivedRecord;
}

/** What an act did: its line in the journal. */
export interface ActDone {
  readonly text: string;
}

/** The Update by which an act is done; refused with a type of the table of errors. */
export function actUpdate<Name extends ActName>(name: Name) {
  return defineUpdate<ActDone, [ActInput<Name>], Name>(name);
}

/**
 * A letter came back; told once, whoever tells it again. Refused as `NOT_NOW` while it is still being sent, as
 * `ALREADY_DONE` when it is no news.
 */
export const returnedUpdate = defineUpdate<void, [ReturnedLetter], 'returned'>('returned');

/**
 * Asks a convention to go on with the version that is now in use, once its letters have left; of one that already does,
 * nothing. Sent to those that sleep, by whoever wants to stop the workers of a former version.
 */
export const moveOnSignal = defineSignal('moveOn');

/** The convention as people look at it now. */
export const viewQuery = defineQuery<ConventionView>('view');

/** What the next run of a convention would start from: how one that was stopped outside the application is resumed. */
export const handoverQuery = defineQuery<ConventionStart>('handover');

/** The whole record: document, facts, journal, letters. */
export const recordQuery = defineQuery<Convention>('record');
