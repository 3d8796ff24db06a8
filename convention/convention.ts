import type { Amendment, DocumentVersion } from './amendments/amendment.ts';
import type { Instant } from './calendar/paris.ts';
import type { PlainDate } from './calendar/plain-date.ts';
import type { ConventionDocument, Party, Side } from './document/schema.ts';
import type { DutyOutcome } from './duties/duty.ts';
import type { Refusal } from './errors.ts';
import type { Entry } from './ledger/entry.ts';
import type { Cents } from './ledger/money.ts';
import type { NewsItem } from './mailing/letter.ts';

/** Where a convention stands (art. 5 and 7), in the order of a life, as people read it. */
export const frenchPhases = {
  signed: 'signée',
  inForce: 'en vigueur',
  suspended: 'suspendue',
  underNotice: 'en préavis',
  ended: 'terminée',
  settling: 'en solde',
  closed: 'close',
  withdrawn: 'retirée',
} as const;

export type Phase = keyof typeof frenchPhases;

/** Every phase, in the order of a life. */
export const phases = Object.keys(frenchPhases) as readonly Phase[];

/** Whether a word is a phase. */
export function isPhase(word: string): word is Phase {
  return Object.hasOwn(frenchPhases, word);
}

/** Why a convention ended: at its term, by notice, by agreement of both, for breach, or taken off the software. */
export type EndCause = 'term' | 'notice' | 'agreement' | 'breach' | 'administrative';

/**
 * A convention: its document and all that has happened to it. Everything else (effect, last day, duties, deadlines,
 * phase) is computed from this, so that no two of them can disagree. Plain data: crosses payloads unchanged.
 */
export interface Convention {
  readonly document: ConventionDocument;
  /** Version of the document, from 1. */
  readonly version: number;
  readonly registeredAt: Instant;
  /** The text that was signed, once it is kept or its place is known. */
  readonly signedText?: SignedText;
  /** The document it was registered with: where the past begins, whatever contacts and dates were changed since. */
  readonly registeredAs: ConventionDocument;
  /** It already ran when it was registered; absent otherwise. */
  readonly takenOver?: TakenOver;
  /** Nobody is written to before, of what began with others; absent of one that was registered by itself. */
  readonly quietUntil?: Instant;
  /** Publications recorded, by their id in the document. */
  readonly publications: Readonly<Record<string, Publication>>;
  /** The approval on which the effect depends (decree 2004-1085, art. 3), once it is given. */
  readonly approval?: Publication;
  /** Effect date that an admin confirmed against that of the document's conditions. */
  readonly confirmedEffect?: { readonly on: PlainDate; readonly reason: string };
  /** Reports submitted, by period: a month `2020-04`, or `final`. */
  readonly reports: Readonly<Record<string, Report>>;
  /** What was handed over and is to be mended; absent as long as nothing is. */
  readonly corrections?: readonly Correction[];
  readonly meetings: readonly CommitteeMeeting[];
  readonly requests: readonly InformationRequest[];
  readonly notices: readonly Notice[];
  /** Art. 7: an end that both parties agree upon, or that one has proposed. */
  readonly agreedEnd?: AgreedEnd;
  readonly breaches: readonly Breach[];
  readonly renewals: readonly Renewal[];
  /** What each party answered on the renewal to come. */
  readonly renewalAnswers: readonly RenewalAnswer[];
  /** Art. 5: everything that Chorus knows of the money, in the order in which it was recorded. */
  readonly ledger: readonly Entry[];
  readonly shortfalls: readonly Shortfall[];
  readonly suspensions: readonly Suspension[];
  readonly amendments: readonly Amendment[];
  /** The documents that amendments have replaced, oldest first. */
  readonly pastVersions: readonly DocumentVersion[];
  readonly proposals: readonly BalanceProposal[];
  readonly agreedBalance?: BalanceProposal & { readonly agreedBy: string; readonly agreedAt: Instant };
  /** What was asked from mails by people who are not the right ones, in the order in which it was asked. */
  readonly handovers: readonly Handover[];
  /** Who is away, or will be, by contact; absent as long as nobody is. */
  readonly absences?: Readonly<Record<string, Absence>>;
  /** Who is written to on Mondays only of what may wait, by contact; absent as long as nobody has chosen so. */
  readonly rhythms?: Readonly<Record<string, 'mondays'>>;
  /** When a new link was last sent to a contact who asked for one. */
  readonly linksSent: Readonly<Record<string, Instant>>;
  /** Reminders wait until this day. */
  readonly pausedUntil?: PlainDate;
  /** Until when more time was given for duties, by duty id. */
  readonly extensions?: Readonly<Record<string, PlainDate>>;
  /** What parties have said of duties, oldest first; absent as long as none has. */
  readonly comments?: readonly Comment[];
  /** How the duties that are over ended, by duty id. */
  readonly outcomes: Readonly<Record<string, DutyOutcome>>;
  /** Set when the convention came into force, with the effect date of that day. */
  readonly inForceSince?: PlainDate;
  /** Set when the convention has ended; what remains is its settlement. */
  readonly ended?: { readonly cause: EndCause; readonly on: PlainDate };
  /** Set when nothing more can happen. */
  readonly closed?: { readonly phase: 'closed' | 'withdrawn'; readonly at: Instant };
  /** Where the whole record was written, once the convention is closed. */
  readonly archive?: ArchivedRecord;
  /** The phases gone through, with the day each began. */
  readonly phases: readonly { readonly phase: Phase; readonly on: PlainDate }[];
  readonly journal: readonly JournalEntry[];
  /** What was asked for lately, under the name that its client gave: asked again, it is told and not done twice. */
  readonly intentions: readonly Intention[];
  readonly mails: readonly SentMail[];
  /** How many letters were due and never reached whom they were for. */
  readonly undelivered: number;
  readonly faults: readonly MailFault[];
  /** Letters that wait on our side of the mail: they leave by themselves once it is mended. */
  readonly held: readonly HeldMail[];
}

/** Who recorded something, and when. */
interface Recorded {
  readonly by: string;
  readonly at: Instant;
}

/** How a convention is followed that already ran when it was registered. */
export interface TakenOver {
  /** Who registered it, and the day. */
  readonly by: string;
  readonly on: PlainDate;
  /** By when what was due before that day, and is not done, is asked for. */
  readonly landmark: PlainDate;
  /** Before, no duty is written about. */
  readonly quietUntil: Instant;
  /** The day of its effect, where only its life tells it. */
  readonly effectiveOn?: PlainDate;
  /** What proves each duty that was done by then, by its id. */
  readonly done: Readonly<Record<string, string>>;
}

/** The text of the convention as it was signed. */
export interface SignedText extends Recorded {
  /** Cites a file that is kept with the convention, or says where the text is. */
  readonly evidence: string;
}

/** A recorded publication, or approval: its day, and what proves it. */
export interface Publication extends Recorded {
  readonly on: PlainDate;
  readonly evidence: string;
}

/** A report (art. 5). */
export interface Report extends Recorded {
  /** Spending of the period on the unit and the cost centre. */
  readonly spent: Cents;
  readonly progress: string;
  /** Forecast of orders and consumption, in words. */
  readonly forecast: string;
  /** Orders forecast, by month. */
  readonly orders?: readonly MonthAmount[];
  /** Consumption (CP) forecast, by month. */
  readonly consumption?: readonly MonthAmount[];
  /** The delegator has accepted it. */
  readonly accepted?: Recorded;
}

/** A duty was done, and the side that it was done for asks that it be done better. */
export interface Correction extends Recorded {
  readonly id: number;
  /** Id of the duty: `report-2020-04`. */
  readonly duty: string;
  readonly on: PlainDate;
  readonly reason: string;
}

/** What a party says of a duty: it is read beside it, and fulfils nothing. */
export interface Comment extends Recorded {
  /** Id of the duty. */
  readonly duty: string;
  readonly party: Party;
  readonly on: PlainDate;
  readonly text: string;
}

/** An amount forecast for a month, `2020-04`. */
export interface MonthAmount {
  readonly month: string;
  readonly amount: Cents;
  /** The line of the budget that it is charged to, when there are several. */
  readonly budgetLine?: string | undefined;
}

/** A meeting of the investment committee (art. 2). */
export interface CommitteeMeeting {
  /** Never that of another meeting, whatever became of it. */
  readonly id: number;
  /** The committee that it is a meeting of, by its rank: 2 for the duty `committee-2`. */
  readonly committee: number;
  readonly on: PlainDate;
  readonly time: string;
  readonly place: string;
  /** Raised each time the invitation changes (RFC 5545 SEQUENCE). */
  readonly sequence: number;
  readonly state: 'scheduled' | 'held' | 'cancelled';
  readonly decision?: string;
  readonly minutes?: string;
  /** What those who are invited have answered to this date, by contact. */
  readonly answers?: Readonly<Record<string, InvitationAnswer>>;
}

/** What somebody answers to an invitation (RFC 5545 PARTSTAT). */
export interface InvitationAnswer extends Recorded {
  readonly answer: 'accepted' | 'declined' | 'tentative';
  readonly comment?: string;
}

/** Something that one side asked of the other. */
export interface InformationRequest {
  readonly id: number;
  /** The side that asks; the other one answers. */
  readonly from: Side;
  /** Id of what the text lets it ask for. */
  readonly item: string;
  readonly subject: string;
  readonly on: PlainDate;
}

/** Somebody was named from a mail to take a contact over. */
export interface Handover {
  readonly id: number;
  /** Id of the contact. */
  readonly contact: string;
  /** Who held the contact when it was asked. */
  readonly from: { readonly name: string; readonly email: string };
  readonly to: { readonly name: string; readonly email: string };
  readonly askedAt: Instant;
  readonly state: 'asked' | 'confirmed' | 'refused';
}

/** A contact is away for a time: meanwhile somebody else is written to in its stead, and acts by the links of its letters. */
export interface Absence extends Recorded {
  /** First and last day, both included. */
  readonly since: PlainDate;
  readonly until: PlainDate;
  /** Who is written to meanwhile. */
  readonly name: string;
  readonly email: string;
}

/** A notice of termination (art. 7, decree art. 5). */
export interface Notice {
  readonly from: Party;
  /** The other party received it that day: the three months run from there. */
  readonly receivedOn: PlainDate;
  readonly reason: string;
  /** Parties that agree to its withdrawal; both are needed. */
  readonly withdrawnBy: readonly Party[];
  /** Its last day, by the document in force when it was given: an amendment does not move it. */
  readonly endsOn: PlainDate;
}

/** An end by mutual agreement (art. 7): sealed once both parties have agreed to the same day. */
export interface AgreedEnd {
  /** From 1: a new day is a new proposal. */
  readonly id: number;
  /** Last day of the convention. */
  readonly on: PlainDate;
  readonly agreedBy: readonly Party[];
  readonly reason: string;
  readonly proposedOn: PlainDate;
  /** The day of the last agreement. */
  readonly decidedOn: PlainDate;
}

/** A breach by the delegator of an engagement of art. 2, which the delegatee's programme recorded (art. 7). */
export interface Breach {
  readonly id: number;
  /** Id of the engagement in the document. */
  readonly engagement: string;
  readonly facts: string;
  /** The day of the breach. */
  readonly on: PlainDate;
  readonly recordedOn: PlainDate;
  /** Last day to cure it, when a formal notice was given. */
  readonly cureBy?: PlainDate;
  readonly cured?: { readonly on: PlainDate; readonly by: string; readonly evidence: string };
  /** The support that the delegatee put an end to: some services, or all and the convention with them. */
  readonly ending?: {
    /** Last day of the support. */
    readonly on: PlainDate;
    readonly services: readonly string[] | 'all';
    readonly reason: string;
    readonly decidedOn: PlainDate;
  };
}

/** A period after the first (`renewal` of the document). */
export interface Renewal {
  /** 1 for the second period. */
  readonly rank: number;
  readonly months: number;
  readonly how: 'express' | 'tacit';
  readonly at: Instant;
}

/** A party's answer to the express renewal of that rank. */
export interface RenewalAnswer extends Recorded {
  readonly rank: number;
  readonly party: Party;
  readonly agrees: boolean;
}

/** Credits fall short (art. 5): the delegator is told without delay, and decides. */
export interface Shortfall {
  readonly id: number;
  readonly on: PlainDate;
  /** What lacked that day, in cents. */
  readonly missing: Cents;
  /** What must be possible to commit for the shortfall to be over, in cents. */
  readonly needed: Cents;
  /** Σ AE that the ceiling would have had to allow that day. */
  readonly target: Cents;
  /** The period whose ceiling is short, 0 for the first. */
  readonly period: number;
  readonly reason: string;
  /** The line of the budget whose own ceiling is short, when it is not that of the whole. */
  readonly line?: string;
  /** The delegator refused to adjust the credits. */
  readonly refused?: { readonly on: PlainDate; readonly by: string; readonly reason: string };
  /** It is over: the ceiling was adjusted, commitments were released, or the delegatee does without. */
  readonly closedOn?: PlainDate;
}

/** The execution is suspended (art. 5, "à défaut d’ajustement de la dotation"). */
export interface Suspension {
  readonly shortfall: number;
  readonly since: PlainDate;
  /** The day it resumed. */
  readonly until?: PlainDate;
}

/** A whole record as it was written to the archive folder. */
export interface ArchivedRecord {
  /** Name of the file in the archive folder. */
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
}

/** A proposed use of the balance (art. 5). */
export interface BalanceProposal extends Recorded {
  readonly amount: Cents;
  readonly use: string;
  /** Who proposes: the delegatee, or the delegator who counters; the other side agrees. */
  readonly from: Side;
}

/** One thing that happened, for ever. */
export interface JournalEntry {
  readonly at: Instant;
  /** Who: a person for an act, `delegation` for what the calendar brings. */
  readonly by: string;
  /** What tells whoever acted from others of the same name: of an account, a contact or a machine's user. */
  readonly mark?: string;
  /** Mark of the link of a mail by which it was done: that link serves once. */
  readonly link?: string;
  /** Name of the act, or `phase`, `duty`, `mail`. */
  readonly act: string;
  readonly text: string;
  readonly reason?: string;
  /**
   * What an act was done with, as its schema read it, or what the act keeps of it: its past is a fold of these, and
   * never guessed from sentences. Of a letter that was refused, to whom and why. Absent of what the calendar brings.
   */
  readonly input?: unknown;
  /** Version of the document in force then. */
  readonly version: number;
}

/** Something that somebody meant to be done once, and what came of it. */
export interface Intention {
  /** As the client named it. */
  readonly id: string;
  /** Digest of the act that was asked for. */
  readonly mark: string;
  /** Its line in the journal, from 0. */
  readonly line: number;
  /** Set when it was refused, and the refusal itself is kept. */
  readonly refusal?: Refusal;
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

/** A mailbox that is not there, or takes nothing more: its address is passed over, and tried again once a month. */
export interface MailFault {
  readonly at: Instant;
  readonly contact: string;
  readonly reason: string;
  /** The address, where it was not the contact's own but that of who was written to in its absence. */
  readonly standInEmail?: string;
  /** News that it should have been told and nobody was in its place: the next letter that reaches it says so. */
  readonly untold?: readonly NewsItem[];
}

/** Letters to a contact that the sender's side keeps back: a server that is down, a login, a list that we are on. */
export interface HeldMail {
  readonly contact: string;
  /** When the first of them was written. */
  readonly since: Instant;
  /** When it was found that they wait. What was held before this was told lacks it. */
  readonly foundAt?: Instant;
  /** What keeps them, without addresses. */
  readonly reason: string;
}

/** A convention as registered, before anything has happened. */
export function register(
  document: ConventionDocument,
  registeredAt: Instant,
  signedText?: SignedText,
): Convention {
  return {
    document,
    version: 1,
    registeredAt,
    ...(signedText ? { signedText } : {}),
    registeredAs: document,
    publications: {},
    reports: {},
    meetings: [],
    requests: [],
    notices: [],
    breaches: [],
    renewals: [],
    renewalAnswers: [],
    ledger: [],
    shortfalls: [],
    suspensions: [],
    amendments: [],
    pastVersions: [],
    proposals: [],
    handovers: [],
    linksSent: {},
    outcomes: {},
    phases: [],
    journal: [],
    intentions: [],
    mails: [],
    undelivered: 0,
    faults: [],
    held: [],
  };
}

/** The same convention with one more line in its journal. */
export function withEntry(convention: Convention, entry: Omit<JournalEntry, 'version'>): Convention {
  return { ...convention, journal: [...convention.journal, { ...entry, version: convention.version }] };
}
