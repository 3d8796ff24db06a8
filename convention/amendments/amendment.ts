import type { Instant } from '../calendar/paris.ts';
import { byDate, type PlainDate } from '../calendar/plain-date.ts';
import type { ConventionDocument, Party, Section } from '../document/schema.ts';
import type { Duty } from '../duties/duty.ts';

/** An amendment (avenant, art. 6): what one party proposes to change, until it is in force or abandoned. */
export interface Amendment {
  readonly id: number;
  readonly from: Party;
  readonly changes: Changes;
  readonly reason: string;
  readonly proposedOn: PlainDate;
  /** Last day to agree to it. */
  readonly expiresOn: PlainDate;
  /** The day from which it counts; may be before its signature. */
  readonly effectiveOn: PlainDate;
  /** The parties that agreed; both are needed before it is signed. */
  readonly agreedBy: readonly { readonly party: Party; readonly by: string; readonly at: Instant }[];
  readonly signature?: AmendmentSignature;
  /** Contacts that somebody took over since it was proposed: what it says of those who left does not bring them back. */
  readonly takenOver?: readonly TakenOver[];
  readonly state: AmendmentState;
}

/** The keys of the document that change, as people write them: objects are merged, anything else is replaced. */
export type Changes = Readonly<Record<string, unknown>>;

/** What is changed, and from when on. */
export type Changing = Pick<Amendment, 'changes' | 'effectiveOn'>;

/** A contact that somebody took over, with the address of whoever left. */
export interface TakenOver {
  readonly contact: string;
  readonly from: string;
  readonly name: string;
  readonly email: string;
}

/** The signed text of an amendment. */
export interface AmendmentSignature {
  readonly on: PlainDate;
  readonly reference: string;
  /** SHA-256 of the signed text, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Where an amendment stands, as people read it: `proposed` until both agree and sign, `signed` until its effect, then
 * `inForce`; or `refused`, `withdrawn` by whom proposed it, `expired` without both agreements, `superseded` by another
 * that changes the same keys.
 */
export const frenchAmendmentStates = {
  proposed: 'proposé',
  signed: 'signé, pas encore en vigueur',
  inForce: 'en vigueur',
  refused: 'refusé',
  withdrawn: 'retiré',
  expired: 'expiré',
  superseded: 'caduc',
} as const;

export type AmendmentState = keyof typeof frenchAmendmentStates;

/** A document that was in force, and until when. */
export interface DocumentVersion {
  /** From 1, the convention as signed. */
  readonly version: number;
  /** First day of the version that replaced it. */
  readonly until: PlainDate;
  /** Number of the amendment that replaced it. */
  readonly amendment: number;
  /** Rank of the period, 0 for the first, in which it was: what that amendment says of the term counts from there. */
  readonly period: number;
  readonly document: ConventionDocument;
  /** What had opened under it, and the next version lays down no more: it is owed, or over, as it was. */
  readonly left?: readonly LeftDuty[];
  /** What the next version lays down again, and was due while nothing asked for it: it is not owed. */
  readonly skipped?: readonly Pick<Duty, 'id' | 'dueOn'>[];
}

/** A duty that no clause lays down any more, with the one that did. */
export interface LeftDuty {
  readonly clause: Exclude<Section, '$schema'>;
  readonly duty: Duty;
}

/** The signed amendments that are not in force yet, in the order of their effect. */
export function byEffect({ amendments }: { amendments: readonly Amendment[] }): readonly Amendment[] {
  const signed = amendments.filter(({ state }) => state === 'signed');
  return signed.sort((a, b) => byDate(a.effectiveOn, b.effectiveOn) || a.id - b.id);
}
