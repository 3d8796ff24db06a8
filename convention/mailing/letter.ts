import type { Instant } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { ClosingAct, Duty } from '../duties/duty.ts';
import type { BudgetChart } from '../ledger/chart.ts';
import type { Piece } from '../proof/piece.ts';
import type { Fact } from './facts.ts';

/** Everything a convention has to say at one instant: one delivery, one letter for each addressee. */
export interface Delivery {
  readonly convention: {
    readonly id: string;
    /** Short name, first words of every subject: `Signaux Faibles`. */
    readonly shortName: string;
    readonly title: string;
    /** `DGEFP → DINUM`. */
    readonly parties: string;
    /** Version of the document, from 1: part of each letter's identity. */
    readonly version: number;
    /** `deadlineSequence` of the convention. Deliveries written before this was told lack it. */
    readonly sequence?: number;
  };
  /** The convention's manager: answers to every letter reach this person. */
  readonly manager: Person;
  readonly letters: readonly Letter[];
  /** When it was handed over to be sent, by the convention's clock: what leaves on a later day says so. */
  readonly handedOverAt?: Instant;
}

/** Who writes: a convention, and who manages it. */
export type Writer = Pick<Delivery, 'convention' | 'manager'>;

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** One e-mail to one addressee. */
export interface Letter {
  readonly to: Person & {
    /** Id of the contact; of somebody who is none any more, a mark that is no id. */
    readonly contact: string;
    /** Is no contact any more: told, and offered nothing. */
    readonly outside?: boolean;
  };
  /** What is asked or told, most pressing first; never empty. */
  readonly items: readonly LetterItem[];
  /** Message-IDs, oldest first, of the earlier letters about the same matters to the same addressee. */
  readonly thread: readonly string[];
  /** When the convention decided to send it: the `Date` header. */
  readonly writtenAt: Instant;
  /** When it should have left; only set when it leaves late. */
  readonly plannedFor?: Instant;
  /** Until when it may wait for those of other conventions to the same address, to leave as one message with them. */
  readonly waitsUntil?: Instant;
}

export type LetterItem = DutyItem | NewsItem;

/** What a contact is told with the next letter, beside what falls due: it takes over from somebody, or stands in. */
export interface HandedOn {
  readonly contact: string;
  readonly item: LetterItem;
  /** When it may leave; with the next letters when absent. */
  readonly at?: Instant;
  /** Its duty was not owed then: it leaves once it is again. */
  readonly over?: true;
}

/**
 * Why a duty is written about, from the mildest to the gravest:
 * `notice` it opens, `before` its deadline comes near, `due` its deadline is today, `overdue` its deadline has passed,
 * `escalation` it has been overdue for so long that the holder's representative is told.
 */
export type Rung = 'notice' | 'before' | 'due' | 'overdue' | 'escalation';

/** A duty written about. */
export interface DutyItem
  extends Pick<
    Duty,
    'title' | 'opensOn' | 'dueOn' | 'indicative' | 'takenOverOn' | 'afterwards' | 'about' | 'evidence'
  > {
  readonly kind: 'duty';
  /** What makes this item itself, stable for ever: `report-2020-04/2020-05-08/before:2020-05-06`. */
  readonly identity: string;
  readonly rung: Rung;
  /** `holder`: is asked to act; `copy`: is told; `representative`: is told because nothing came. */
  readonly standing: 'holder' | 'copy' | 'representative';
  readonly duty: string;
  /** `art. 5`. */
  readonly article?: string;
  /** Who must act, as written in French: `DINUM`. */
  readonly holder: string;
  /** Calendar days since the day it is due, 0 when it has not passed. */
  readonly daysOverdue: number;
  /** How it is done. Letters of conventions under way since before this was told lack it. */
  readonly closedBy?: ClosingAct;
  /** Mark of what is to be agreed to, as it stands when this is written. */
  readonly agrees?: string;
  /** What was last said of it: by which party, as written in French, and when. */
  readonly comment?: { readonly by: string; readonly on: PlainDate; readonly text: string };
  /** Nobody represents the holder: nobody else is told that it is late. */
  readonly unrepresented?: true;
}

/** Something that happened, told to whom it concerns. The act that causes it words it. */
export interface NewsItem {
  readonly kind: 'news';
  /** What makes this item itself, stable for ever: `notice-given/2023-11-30`. */
  readonly identity: string;
  /** End of the subject line: `préavis de résiliation reçu`. */
  readonly subject: string;
  /** What happened and what is expected, one sentence. */
  readonly lead: string;
  /** Further sentences, one paragraph each. */
  readonly paragraphs?: readonly string[];
  readonly facts?: readonly Fact[];
  /** `art. 7`. */
  readonly article?: string;
  /** Leaves at once, whatever the hour: notice, breach, shortfall. */
  readonly urgent?: boolean;
  /** Somebody waits for it, who has just asked for it or is told that it leaves: leaves at once too, and presses nobody. */
  readonly awaited?: true;
  /** For that contact alone: nobody is told in its place. */
  readonly personal?: boolean;
  readonly meeting?: Meeting;
  /** The duty that whoever receives the news may act upon, when it is asked of all of them alike. */
  readonly duty?: string;
  /** Files that go with the letter, when they are within reach of whoever sends it. */
  readonly enclosed?: Enclosed;
  /** What its link opens, when that is no duty: `handover-1`, `meeting-3`. */
  readonly about?: string;
  /** Mark of what is to be agreed to, as it stands when this is written. */
  readonly agrees?: string;
  /** Drawn as an image; its figures are also in the facts. */
  readonly chart?: BudgetChart;
}

/** Files kept with the convention that a letter encloses, and what it says when it leaves without them. */
export interface Enclosed {
  readonly files: readonly Piece[];
  readonly otherwise: string;
}

/** A meeting to put in calendars: becomes a `text/calendar` part (RFC 5545, RFC 6047). */
export interface Meeting {
  readonly uid: string;
  /** Raised at each change, from 0. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly startsAt: Instant;
  readonly minutes: number;
  readonly title: string;
  readonly place?: string;
  readonly organiser: Person;
  readonly attendees: readonly Person[];
}

/** What became of one letter. */
export interface LetterOutcome {
  readonly contact: string;
  readonly messageId: string;
  /**
   * `refused`: the address is at fault, nothing more will be tried; `held`: the sender's side keeps the letter back, it
   * goes on being tried and another outcome follows.
   */
  readonly status: 'sent' | 'refused' | 'held';
  /** The server's own words. */
  readonly response: string;
  /** It left as part of a message with those of other conventions, whose Message-ID this is. */
  readonly together?: true;
}
