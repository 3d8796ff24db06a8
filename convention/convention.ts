import type { Instant } from './calendar/paris.ts';
import type { PlainDate } from './calendar/plain-date.ts';
import type { ConventionDocument, Party } from './document/schema.ts';
import type { DutyOutcome } from './duty.ts';
import type { Cents } from './money.ts';

/** Where a convention stands; art. 7 and DESIGN's phases. Suspension comes with the ledger. */
export type Phase = 'signed' | 'inForce' | 'underNotice' | 'ended' | 'settling' | 'closed' | 'withdrawn';

/** Why a convention ended. */
export type EndCause = 'term' | 'notice' | 'administrative';

/**
 * A convention: its document and all that has happened to it. Everything else (effect, last day, duties, deadlines,
 * phase) is computed from this, so that no two of them can disagree. Plain data: crosses payloads unchanged.
 */
export interface Convention {
  readonly document: ConventionDocument;
  /** Version of the document, from 1. */
  readonly version: number;
  readonly registeredAt: Instant;
  /** Publications recorded, by their id in the document. */
  readonly publications: Readonly<Record<string, Publication>>;
  /** Effect date that an admin confirmed against that of the publications. */
  readonly confirmedEffect?: { readonly on: PlainDate; readonly reason: string };
  /** Reports submitted, by period: a month `2020-04`, or `final`. */
  readonly reports: Readonly<Record<string, Report>>;
  readonly meetings: readonly CommitteeMeeting[];
  readonly requests: readonly InformationRequest[];
  readonly notices: readonly Notice[];
  readonly proposals: readonly BalanceProposal[];
  readonly agreedBalance?: BalanceProposal & { readonly agreedBy: string; readonly agreedAt: Instant };
  /** Reminders wait until this day. */
  readonly pausedUntil?: PlainDate;
  /** How the duties that are over ended, by duty id. */
  readonly outcomes: Readonly<Record<string, DutyOutcome>>;
  /** Set when the convention came into force, with the effect date of that day. */
  readonly inForceSince?: PlainDate;
  /** Set when the convention has ended; what remains is its settlement. */
  readonly ended?: { readonly cause: EndCause; readonly on: PlainDate };
  /** Set when nothing more can happen. */
  readonly closed?: { readonly phase: 'closed' | 'withdrawn'; readonly at: Instant };
  /** The phases gone through, with the day each began. */
  readonly phases: readonly { readonly phase: Phase; readonly on: PlainDate }[];
  readonly journal: readonly JournalEntry[];
  readonly mails: readonly SentMail[];
  readonly faults: readonly MailFault[];
}

/** A recorded publication (art. 8). */
export interface Publication {
  readonly on: PlainDate;
  readonly evidence: string;
  readonly by: string;
  readonly at: Instant;
}

/** A report (art. 5). */
export interface Report {
  readonly at: Instant;
  readonly by: string;
  /** Spending of the period on the unit and the cost centre. */
  readonly spent: Cents;
  readonly progress: string;
  /** Forecast of orders and consumption. */
  readonly forecast: string;
}

/** A meeting of the investment committee (art. 2). */
export interface CommitteeMeeting {
  readonly id: number;
  readonly on: PlainDate;
  readonly time: string;
  readonly place: string;
  /** Raised each time the invitation changes (RFC 5545 SEQUENCE). */
  readonly sequence: number;
  readonly state: 'scheduled' | 'held' | 'cancelled';
  readonly decision?: string;
  readonly minutes?: string;
}

/** A request for forecasts or follow-up (arts 2 and 3). */
export interface InformationRequest {
  readonly id: number;
  /** Who asks; the other party answers. */
  readonly from: Party;
  readonly subject: string;
  readonly on: PlainDate;
}

/** A notice of termination (art. 7, decree art. 5). */
export interface Notice {
  readonly from: Party;
  /** The other party received it that day: the three months run from there. */
  readonly receivedOn: PlainDate;
  readonly reason: string;
  /** Parties that agree to its withdrawal; both are needed. */
  readonly withdrawnBy: readonly Party[];
}

/** A proposed use of the balance (art. 5). */
export interface BalanceProposal {
  readonly amount: Cents;
  readonly use: string;
  readonly by: string;
  readonly at: Instant;
}

/** One thing that happened, for ever. */
export interface JournalEntry {
  readonly at: Instant;
  /** Who: a person for an act, `delegation` for what the calendar brings. */
  readonly by: string;
  /** Name of the act, or `phase`, `duty`, `mail`. */
  readonly act: string;
  readonly text: string;
  readonly reason?: string;
  /** Version of the document in force then. */
  readonly version: number;
}

/** A letter that left. */
export interface SentMail {
  /** When its server took it. */
  readonly at: Instant;
  readonly contact: string;
  readonly messageId: string;
  /** Identities of what it says, as in `LetterItem`. */
  readonly about: readonly string[];
  /** When it should have left, if it left late. */
  readonly plannedFor?: Instant;
}

/** A letter that an addressee's server refused for good, or that could not leave for days. */
export interface MailFault {
  readonly at: Instant;
  readonly contact: string;
  readonly reason: string;
}

/** A convention as registered, before anything has happened. */
export function register(document: ConventionDocument, registeredAt: Instant): Convention {
  return {
    document,
    version: 1,
    registeredAt,
    publications: {},
    reports: {},
    meetings: [],
    requests: [],
    notices: [],
    proposals: [],
    outcomes: {},
    phases: [],
    journal: [],
    mails: [],
    faults: [],
  };
}

/** The same convention with one more line in its journal. */
export function withEntry(convention: Convention, entry: Omit<JournalEntry, 'version'>): Convention {
  return { ...convention, journal: [...convention.journal, { ...entry, version: convention.version }] };
}
