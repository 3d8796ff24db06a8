import { periodOf } from '../acts/about-reports.ts';
import type { ActInput, ActName } from '../acts/acts.ts';
import { type Instant, parisDate, parisInstant } from '../convention/calendar/paris.ts';
import { addDays, latest, type PlainDate } from '../convention/calendar/plain-date.ts';
import { onOrBeforeWorkingDay } from '../convention/calendar/working-days.ts';
import { isParty } from '../convention/people/parties.ts';
import type { ConventionView, DutyView } from '../convention/views/view.ts';

/** One act that somebody does in a rehearsal. */
export interface PlayedAct {
  readonly at: Instant;
  readonly name: ActName;
  readonly input: ActInput<ActName>;
}

/** Who acts when no script says: everybody in time, or only those who publish. */
export type Acting = 'everybody' | 'nobody';

/** Whoever acts in a rehearsal signs so. */
export const player = 'répétition';

const hour = '14:00';
const daysToPublish = 10;

/**
 * What people do next of their own accord, all at one instant: both publications ten days after signature, every duty
 * the day before its deadline, the balance agreed. Undefined when they do nothing more.
 * @param isScripted whether the script takes care of a duty.
 */
export function nextActs(
  view: ConventionView,
  acting: Acting,
  isScripted: (duty: DutyView) => boolean,
  now: Instant,
): PlayedAct[] | undefined {
  const awaited = view.duties
    .filter((duty) => duty.evidence !== undefined && duty.outcome === undefined && !isScripted(duty))
    .filter(({ closedBy }) => acting === 'everybody' || closedBy === 'publish')
    .map((duty) => ({ duty, at: Math.max(now, parisInstant(actingDay(duty, view.signedOn), hour)) }));
  const at = Math.min(...awaited.map((one) => one.at));
  if (!Number.isFinite(at)) return undefined;
  const due = awaited.filter((one) => one.at === at).map(({ duty }) => duty);
  return actsFor(due, at, view);
}

function actingDay({ opensOn, dueOn, closedBy }: DutyView, signedOn: PlainDate): PlainDate {
  if (closedBy === 'publish') return addDays(signedOn, daysToPublish);
  return latest(opensOn, onOrBeforeWorkingDay(addDays(dueOn, -1)));
}

function actsFor(duties: readonly DutyView[], at: Instant, view: ConventionView): PlayedAct[] {
  const plain = duties
    .filter(({ closedBy }) => closedBy === 'done')
    .map(({ id }) => ({ duty: id, evidence: player }));
  const day = parisDate(at);
  const others = duties.flatMap((duty) => specialActs(duty, day, view));
  const done = plain.length > 0 ? [act('markDone', { by: player, duties: plain })] : [];
  return [...done, ...others].map((one) => ({ ...one, at }));
}

function specialActs(
  { id, closedBy, holder }: DutyView,
  on: PlainDate,
  view: ConventionView,
): Omit<PlayedAct, 'at'>[] {
  const rest = id.slice(id.indexOf('-') + 1);
  const by = player;
  switch (closedBy) {
    case 'publish':
      return [act('recordPublication', { by, publication: rest, on, evidence: player })];
    case 'report':
      return [
        act('submitReport', {
          by,
          period: periodOf({ id }),
          // What the ledger says, once it is kept.
          ...(view.money.entries === 0 ? { spent: 0 } : {}),
          progress: 'Conforme',
          forecast: 'Inchangées',
        }),
      ];
    case 'committee':
      return [
        act('holdCommittee', { by, on, committee: Number(rest), decision: 'Poursuite', minutes: player }),
      ];
    case 'settle':
      return [act('proposeBalance', { by, use: 'Restitution' }), act('agreeBalance', { by })];
    case 'year-end': {
      const year = Number(id.split('-')[2]);
      return [act('recordYearEnd', { by, year, commitments: `${year}-11-30`, payments: `${year}-12-11` })];
    }
    case 'approve':
      return [act('recordApproval', { by, on, evidence: player })];
    case 'renew':
      return isParty(holder) ? [act('answerRenewal', { by, party: holder, agrees: true })] : [];
    case 'amend':
      return amendmentActs(id, holder, on);
    case 'breach':
      return [act('cureBreach', { by, breach: Number(rest), evidence: player })];
    case 'shortfall':
      // Once suspended, the delegatee does without what lacked, and goes on.
      return id.startsWith('suspension-')
        ? [act('withdrawShortfall', { by, reason: player })]
        : [act('refuseAdjustment', { by, reason: player })];
    case 'ledger':
      // What is still open is paid, order by order.
      return view.money.openOrders.map(({ order, committed, paid }) =>
        act('recordEntry', {
          by,
          entry: { kind: 'payment', on, order, amount: (committed - paid) / 100, reference: player },
        }),
      );
    default:
      return [];
  }
}

function amendmentActs(id: string, holder: DutyView['holder'], on: PlainDate): Omit<PlayedAct, 'at'>[] {
  const amendment = Number(id.split('-')[1]);
  if (isParty(holder)) return [act('agreeAmendment', { by: player, amendment, party: holder })];
  const sha256 = '0'.repeat(64);
  return [act('signAmendment', { by: player, amendment, on, reference: player, sha256 })];
}

function act<Name extends ActName>(name: Name, input: ActInput<Name>) {
  return { name, input };
}
