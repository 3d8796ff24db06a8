import type { Instant } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Cents } from './money.ts';

/** What every line of the ledger says. Nothing is ever edited or deleted: an error is reversed by a correction. */
interface Written {
  /** Its rank in the ledger, from 1: what a correction names. */
  readonly seq: number;
  /** The day it counts from. */
  readonly on: PlainDate;
  /** Cents; negative only for a change that releases, and for a correction of a positive entry. */
  readonly amount: Cents;
  /** Chorus reference, or that of whatever proves it. */
  readonly reference: string;
  /** Line of the budget that it is charged to, when there are several; that of its order when absent. */
  readonly budgetLine?: string | undefined;
  /** Where it comes from: `saisie`, or the name of the imported file. */
  readonly source: string;
  readonly by: string;
  readonly at: Instant;
  /** What names the line in Chorus' exports, so that the same file imported twice changes nothing. */
  readonly key?: string;
}

/** Art. 2: credits made available on the activity code. */
export interface CreditsEntry extends Written {
  readonly kind: 'credits';
}

/** Art. 3 and 5: an order (engagement juridique) consumes commitment authorisations (AE). */
export interface CommitmentEntry extends Written {
  readonly kind: 'commitment';
  /** Order number (N° EJ). */
  readonly order: string;
  readonly supplier: string;
  /** The contract used; art. 7 ties the order's duration to it. */
  readonly contract?: string | undefined;
  /** Last day of delivery. */
  readonly deliveryEndsOn?: PlainDate | undefined;
}

/**
 * Of an order, a change: it is raised (positive) or released (negative); what was delivered on it is accepted (service
 * fait), or paid (CP).
 */
export interface OrderEntry extends Written {
  readonly kind: 'change' | 'acceptance' | 'payment';
  readonly order: string;
}

/** Reverses an entry: its amount is the opposite of that one's. */
export interface CorrectionEntry extends Written {
  readonly kind: 'correction';
  /** `seq` of the entry it reverses. */
  readonly corrects: number;
  /** What that entry was, so that totals need not look it up. */
  readonly of: Original['kind'];
  readonly order?: string;
}

/** A line of the ledger. */
export type Entry = CreditsEntry | CommitmentEntry | OrderEntry | CorrectionEntry;

export type EntryKind = Entry['kind'];
/** An entry that stands by itself: it is no correction. */
export type Original = Exclude<Entry, CorrectionEntry>;

/** What an entry counts as in totals: a change and its order's commitment are both AE. */
export type Total = 'available' | 'committed' | 'accepted' | 'paid';

const totals: Record<Original['kind'], Total> = {
  credits: 'available',
  commitment: 'committed',
  change: 'committed',
  acceptance: 'accepted',
  payment: 'paid',
};

/** What of an entry says what it counts as, written or about to be. */
type Kinded =
  | { readonly kind: Original['kind'] }
  | { readonly kind: 'correction'; readonly of: Original['kind'] };

/** The total that an entry adds to. */
export function totalOf(entry: Kinded): Total {
  return totals[entry.kind === 'correction' ? entry.of : entry.kind];
}

/** The order that an entry is about; credits have none. */
export function orderOf(entry: Pick<Entry, 'kind'> & { order?: string | undefined }): string | undefined {
  return entry.kind === 'credits' ? undefined : entry.order;
}

/** The kinds of entries, as people read them. */
export const frenchKinds: Readonly<Record<EntryKind, string>> = {
  credits: 'crédits mis à disposition',
  commitment: 'engagement (AE)',
  change: 'modification d’engagement (AE)',
  acceptance: 'service fait',
  payment: 'paiement (CP)',
  correction: 'correction',
};
