import { enumerated } from '../calendar/french.ts';
import { type Instant, parisDate } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention, Phase } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { dutiesOf, dutyStateOf, outcomeOf } from '../duties/duties.ts';
import { type Duty, type DutyOutcome, type DutyState, isAlert } from '../duties/duty.ts';
import { grouped } from '../grouped.ts';
import { frenchEuros } from '../ledger/money.ts';
import { type Position, positionOf } from '../ledger/position.ts';
import { openSuspensions, shortfallsUnderWay } from '../ledger/shortfall.ts';
import type { Rung } from '../mailing/letter.ts';
import { reachableContacts } from '../mailing/recipients.ts';
import { mondayOf } from '../mailing/rhythm.ts';
import { nextRung, type Tracking } from '../mailing/tracking.ts';
import { holderName } from '../people/organisations.ts';
import { partiesLine, partiesOf } from '../people/parties.ts';
import { present } from '../plain-object.ts';
import { phaseOf } from '../term/phases.ts';
import { type ComingRenewal, comingRenewal } from '../term/renewal.ts';
import type { Stop } from '../term/stop.ts';
import { type Period, periodOf } from '../term/term.ts';
import type { ShownDuty } from './schedule.ts';

/** A convention as people look at it at an instant: the shape of `delegation show --json`, kept stable. */
export interface ConventionView
  extends Pick<ConventionDocument, 'id' | 'title' | 'shortName' | 'signedOn'>,
    Pick<Convention, 'version' | 'registeredAt' | 'pausedUntil' | 'archive' | ListedFacts> {
  /** `DGEFP → DINUM`. */
  readonly parties: string;
  /** How many parties there are: each agrees for itself. */
  readonly partyCount: number;
  readonly phase: Phase;
  /** Set when it was stopped outside the application: all else is as of then, and nothing more will be written. */
  readonly stopped?: Stop;
  /** The day it is in Paris for the convention: a rehearsal's is not the reader's. */
  readonly today: PlainDate;
  /** Absent before effect. */
  readonly period?: Period;
  readonly endCause?: string;
  readonly duties: readonly DutyView[];
  readonly money: MoneyView;
  /** Set while a shortfall waits for a decision or suspends the execution; the first, when several lines fall short. */
  readonly shortfall?: Convention['shortfalls'][number];
  readonly otherShortfalls?: Convention['shortfalls'];
  readonly suspendedSince?: PlainDate;
  /** The renewal that may follow the current period. */
  readonly comingRenewal?: ComingRenewal;
  /** Day of the first duty still to do, today included, be it a landmark. */
  readonly nextDeadline?: PlainDate;
  readonly overdue: number;
  readonly nextMails: readonly NextMail[];
}

/** What is shown as it is recorded. */
type ListedFacts =
  | 'amendments'
  | 'breaches'
  | 'agreedEnd'
  | 'renewals'
  | 'proposals'
  | 'phases'
  | 'journal'
  | 'mails'
  | 'faults'
  | 'held';

/** Where the money stands today; amounts in cents. */
export interface MoneyView extends Omit<Position, 'openOrders'> {
  readonly entries: number;
  /** The first orders with something left to pay or to release. */
  readonly openOrders: Position['openOrders'];
  readonly openOrderCount: number;
}

/** How many open orders a view shows: it is to be read, and answers at once. */
const shownOrders = 50;

/** A duty and where it stands. */
export interface DutyView extends ShownDuty, Pick<Duty, 'takenOverOn' | 'evidence' | 'closedBy'> {
  readonly id: string;
  readonly state: DutyState;
  readonly outcome?: DutyOutcome;
}

/** A letter that will leave if nothing is done. */
export interface NextMail {
  readonly at: Instant;
  readonly duty: string;
  readonly rung: Rung;
  /** Ids of the holder's contacts. */
  readonly to: readonly string[];
}

/** What there is to see of a convention at an instant. */
export function viewOf(convention: Convention, tracking: Tracking, now: Instant): ConventionView {
  const { document, version, ended, pausedUntil, phases, journal, mails, faults, held } = convention;
  const { amendments, breaches, agreedEnd, renewals, proposals, archive } = convention;
  const today = parisDate(now);
  const duties = dutiesOf(convention);
  const [shortfall, ...otherShortfalls] = ended ? [] : shortfallsUnderWay(convention);
  const [suspension] = openSuspensions(convention);
  const upcoming = convention.closed
    ? []
    : duties.flatMap((duty) => {
        const next = nextRung(convention, duty, tracking);
        return next ? [{ duty, next }] : [];
      });
  return {
    id: document.id,
    title: document.title,
    shortName: document.shortName,
    parties: partiesLine(document),
    partyCount: partiesOf(document).length,
    version,
    phase: phaseOf(convention, today),
    today,
    signedOn: document.signedOn,
    registeredAt: convention.registeredAt,
    ...present({ period: periodOf(convention), endCause: ended?.cause, pausedUntil, agreedEnd, archive }),
    duties: duties.map((duty) => dutyView(convention, duty, today)),
    money: moneyOf(convention, today),
    ...present({ shortfall, suspendedSince: suspension?.since, comingRenewal: comingRenewal(convention) }),
    ...(otherShortfalls.length > 0 ? { otherShortfalls } : {}),
    amendments,
    breaches,
    renewals,
    proposals,
    ...present({ nextDeadline: nextDeadlineOf(convention, today) }),
    overdue: overdueCount(convention, today),
    nextMails: upcoming
      .sort((a, b) => a.next.at - b.next.at)
      .slice(0, 20)
      .flatMap(({ duty, next }) => nextMailsAbout(convention, duty, next, today))
      .sort((a, b) => a.at - b.at),
    phases,
    journal,
    mails,
    faults,
    held,
  };
}

/** The next letters about a duty: who is written to on Mondays only may be told later than others. */
function nextMailsAbout(
  convention: Convention,
  { id, holder, role, dueOn }: Duty,
  { at, rung }: Pick<NextMail, 'at' | 'rung'>,
  today: PlainDate,
): NextMail[] {
  const told = reachableContacts(convention, today, holder, role).map((contact) => contact.id);
  const item = { kind: 'duty', dueOn } as const;
  const byInstant = grouped(told, (contact) => mondayOf(convention, contact, item, at) ?? at);
  if (byInstant.size === 0) return [{ at, duty: id, rung, to: [] }];
  return [...byInstant].map(([instant, to]) => ({ at: instant, duty: id, rung, to }));
}

function dutyView(convention: Convention, duty: Duty, today: PlainDate): DutyView {
  const { id, article, title, holder, opensOn, dueOn, indicative, takenOverOn, evidence, closedBy } = duty;
  const named = { id, article, title, holder, holderName: holderName(convention.document, holder) };
  const state = dutyStateOf(convention, duty, today);
  const known = present({ indicative, takenOverOn, evidence, outcome: outcomeOf(convention, duty) });
  return { ...named, opensOn, dueOn, closedBy, state, ...known };
}

/** What lacks, and of which line: `12 000,00 € (ligne « Programme 143 ») et 500,00 € (…)`. */
export function frenchLacks({ shortfall, otherShortfalls = [], money }: ConventionView): string {
  return enumerated(
    [...(shortfall ? [shortfall] : []), ...otherShortfalls].map(({ missing, line }) => {
      const own = money.lines.find(({ id }) => id === line);
      return `${frenchEuros(missing)}${own ? ` (ligne « ${own.name} »)` : ''}`;
    }),
  );
}

/** The same convention once it was stopped outside the application. */
export function stoppedView(view: ConventionView, stopped: Stop): ConventionView {
  return { ...view, stopped, nextMails: [] };
}

function moneyOf(convention: Convention, today: PlainDate): MoneyView {
  const position = positionOf(convention, today);
  return {
    ...position,
    entries: convention.ledger.length,
    openOrders: position.openOrders.slice(0, shownOrders),
    openOrderCount: position.openOrders.length,
  };
}

/** The day of the first duty still to do, today included, be it a landmark. */
export function nextDeadlineOf(convention: Convention, today: PlainDate): PlainDate | undefined {
  return dutiesOf(convention).find(
    (duty) => !outcomeOf(convention, duty) && !isAlert(duty) && duty.dueOn >= today,
  )?.dueOn;
}

/** How many duties are late. */
export function overdueCount(convention: Convention, today: PlainDate): number {
  return dutiesOf(convention).filter((duty) => dutyStateOf(convention, duty, today) === 'overdue').length;
}
