import { addDays, type PlainDate } from '../calendar/plain-date.ts';
import type { Reckoned, Reckoning } from '../calendar/reckoning.ts';
import { delayOf, type WrittenDelay } from '../document/delays.ts';
import type { ConventionDocument, ReminderPolicy, Role, Side } from '../document/schema.ts';
import type { Holder } from '../people/organisations.ts';
import { otherSide } from '../people/parties.ts';

declare const dutyId: unique symbol;

/** What names a duty within its convention: `report-2020-04`. */
export type DutyId = string & { readonly [dutyId]: true };

/** The identifier of a duty, from its words. */
export function dutyIdOf(...words: (string | number)[]): DutyId {
  return words.join('-') as DutyId;
}

/** Every sort of duty: what reminder policies are set by when not by id. */
export const dutyKinds = [
  'legal-text',
  'chorus-access',
  'credits',
  'chorus-codings',
  'controller-copies',
  'publication',
  'approval',
  'request',
  'monthly-report',
  'final-report',
  'correction',
  'committee',
  'year-end',
  'year-end-dates',
  'community',
  'deliverable',
  'hand-over',
  'term',
  'notice-end',
  'agreed-end',
  'services-closed',
  'shortfall',
  'suspension',
  'amendment',
  'breach',
  'renewal',
  'renewal-notice',
  'open-commitments',
  'balance',
  'own',
] as const;

export type DutyKind = (typeof dutyKinds)[number];

/** Whether a text names a sort of duty, or may be the id of one: `report-2020-04`, `deliverable-stats`. */
export function isKindOrId(text: string): boolean {
  return (
    dutyKinds.some((kind) => kind === text) ||
    /^(report|credits|publication|request|committee|year-end|correction|community|deliverable|notice-end|agreed-end|shortfall|suspension|amendment|breach|renewal|term|own)-./.test(
      text,
    )
  );
}

/** How a duty is done: by its evidence alone, or by the act that says it better. */
export type ClosingAct =
  | 'done'
  | 'publish'
  | 'approve'
  | 'report'
  | 'committee'
  | 'settle'
  | 'year-end'
  | 'shortfall'
  | 'amend'
  | 'breach'
  | 'renew'
  | 'end'
  | 'ledger';

/** What the convention asks of somebody by a date, or announces to them (an alert). The atom of the software. */
export interface Duty {
  readonly id: DutyId;
  /** What reminder policies are set by when not by id: `monthly-report`. */
  readonly kind: DutyKind;
  /** Article of the convention: `2`. */
  readonly article: string;
  /** What must be done, in French, without verb tense: `Compte rendu d’avril 2020`. */
  readonly title: string;
  readonly holder: Holder;
  /** Told when it opens and when it is late. */
  readonly copies: readonly Holder[];
  /** Role of the contacts concerned, within the holder and the copies. */
  readonly role?: Role;
  readonly opensOn: PlainDate;
  readonly dueOn: PlainDate;
  /** How that date is found, for who asks: no letter nor view tells it. */
  readonly reckoning: Reckoning;
  /** The text fixes no such day: it is a landmark of the tracking, after which the duty is awaited, never late. */
  readonly indicative?: true;
  /** The day is such because the convention already ran when it was registered, that day. */
  readonly takenOverOn?: PlainDate;
  /** What comes of such a day once it has passed, in French: nothing, most of the time. */
  readonly afterwards?: string;
  /** What it is about, in French, thing by thing, where its title only counts them. */
  readonly about?: readonly string[];
  /** What closes it, in French. An alert has none: it asks nothing and passes by itself. */
  readonly evidence?: string;
  readonly closedBy: ClosingAct;
  /** An alert's own dates, instead of a reminder policy. */
  readonly alertsOn?: readonly PlainDate[];
  /** Overrides the document's policy. */
  readonly policy?: Partial<ReminderPolicy>;
}

/** What one side is asked for, the other in copy; by which act it is done, and whose role it is. */
export function askedOf(side: Side, closedBy: ClosingAct, role?: Role) {
  return { holder: side, copies: [otherSide(side)], closedBy, ...(role ? { role } : {}) };
}

/** When a duty is due, and how that is found. */
export function dueBy(due: Reckoned): Pick<Duty, 'dueOn' | 'reckoning' | 'indicative'> {
  const { on, reckoning, isIndicative } = due;
  return { dueOn: on, reckoning, ...(isIndicative ? { indicative: true } : {}) };
}

/** When a duty opens and is due that is to be done within some delay, from a day on. */
export function dueWithin(
  { holidays }: ConventionDocument,
  from: Reckoned,
  what: Parameters<typeof delayOf>[0],
  written: WrittenDelay = {},
): Pick<Duty, 'opensOn' | 'dueOn' | 'reckoning' | 'indicative'> {
  const due =
    inDaysOrMonths(from, written, holidays) ??
    from.plusWorkingDays(delayOf(what, written.dueWorkingDays), holidays);
  return { opensOn: from.on, ...dueBy(due) };
}

/** The end of a delay in days or months, which is a working day (CPC art. 641 and 642); none where it is written otherwise. */
export function inDaysOrMonths(
  from: Reckoned,
  { dueDays, dueMonths }: WrittenDelay,
  holidays: ConventionDocument['holidays'],
): Reckoned | undefined {
  if (dueDays === undefined && dueMonths === undefined) return undefined;
  const end = dueDays === undefined ? from.plusMonths(dueMonths ?? 0) : from.plusDays(dueDays);
  return end.onOrAfterWorkingDay(holidays);
}

/** A date that is only announced, to both sides, so many days before it: on those of these days that count. */
export function announced(due: Reckoned, daysBefore: readonly number[], counts: (day: PlainDate) => boolean) {
  const alertsOn = daysBefore.map((days) => addDays(due.on, -days)).filter(counts);
  return {
    holder: 'delegatee',
    copies: ['delegator'],
    opensOn: alertsOn[0] ?? due.on,
    ...dueBy(due),
    closedBy: 'done',
    alertsOn,
  } as const satisfies Partial<Duty>;
}

/** Whether a duty only announces a date. */
export function isAlert(duty: Duty): boolean {
  return duty.evidence === undefined;
}

/** How a duty ended. */
export type DutyOutcome =
  | { readonly state: 'done'; readonly at: number; readonly by: string; readonly evidence: string }
  | { readonly state: 'waived'; readonly at: number; readonly by: string; readonly reason: string }
  | { readonly state: 'lapsed'; readonly at: number; readonly reason: string };

/** Where a duty stands on a given day. */
export type DutyState = 'planned' | 'open' | 'overdue' | 'passed' | DutyOutcome['state'];

/** Where a duty stands, as people read it. */
export const frenchDutyStates: Readonly<Record<DutyState, string>> = {
  planned: 'à venir',
  open: 'à faire',
  overdue: 'en retard',
  passed: 'passée',
  done: 'remplie',
  waived: 'dispensée',
  lapsed: 'caduque',
};
