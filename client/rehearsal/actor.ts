import type { ActInput, ActName } from '../../convention/acts/acts.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { onOrBeforeWorkingDay } from '../../convention/calendar/working-days.ts';
import type { ConventionView, DutyView } from '../../convention/view.ts';

/** One act that somebody does in a rehearsal. */
export interface PlayedAct {
  readonly at: Instant;
  readonly name: ActName;
  readonly input: ActInput<ActName>;
}

/**
 * When the people of a rehearsal act: the day before each deadline, ten days after it, or never, once the convention
 * is published.
 */
export type Acting = 'on-time' | 'late' | 'never';

const by = 'répétition';
const evidence = 'répétition';
const hour = '14:00';

/**
 * What people do next, all at one instant: the acts that close the duties whose day comes first.
 * Undefined when they do nothing more.
 */
export function nextActs(view: ConventionView, acting: Acting, now: Instant): PlayedAct[] | undefined {
  const awaited = view.duties
    .filter(({ closedBy }) => acting !== 'never' || closedBy === 'publish')
    .filter(
      ({ state, evidence: asked }) =>
        asked !== undefined && (state === 'planned' || state === 'open' || state === 'overdue'),
    )
    .map((duty) => ({ duty, at: Math.max(now, parisInstant(actingDay(duty, acting), hour)) }));
  const at = Math.min(...awaited.map((one) => one.at));
  if (!Number.isFinite(at)) return undefined;
  const due = awaited.filter((one) => one.at === at).map(({ duty }) => duty);
  return actsFor(due, at);
}

function actingDay({ opensOn, dueOn }: DutyView, acting: Acting): PlainDate {
  if (acting === 'late') return addDays(dueOn, 10);
  const eve = onOrBeforeWorkingDay(addDays(dueOn, -1));
  return eve < opensOn ? opensOn : eve;
}

function actsFor(duties: readonly DutyView[], at: Instant): PlayedAct[] {
  const plain = duties
    .filter(({ closedBy }) => closedBy === 'done')
    .map(({ id }) => ({ duty: id, evidence }));
  const day = parisDate(at);
  const others = duties.flatMap((duty) => specialActs(duty, day));
  const done = plain.length > 0 ? [act('markDone', { by, duties: plain })] : [];
  return [...done, ...others].map((one) => ({ ...one, at }));
}

function specialActs({ id, closedBy }: DutyView, on: PlainDate): Omit<PlayedAct, 'at'>[] {
  const rest = id.slice(id.indexOf('-') + 1);
  switch (closedBy) {
    case 'publish':
      return [act('recordPublication', { by, publication: rest, on, evidence })];
    case 'report':
      return [
        act('submitReport', { by, period: rest, spent: 0, progress: 'Conforme', forecast: 'Inchangées' }),
      ];
    case 'committee':
      return [act('holdCommittee', { by, on, decision: 'Poursuite', minutes: evidence })];
    case 'settle':
      return [act('proposeBalance', { by, amount: 0, use: 'Sans solde' }), act('agreeBalance', { by })];
    case 'year-end': {
      const year = Number(id.split('-')[2]);
      return [act('recordYearEnd', { by, year, commitments: `${year}-11-30`, payments: `${year}-12-11` })];
    }
    default:
      return [];
  }
}

function act<Name extends ActName>(name: Name, input: ActInput<Name>) {
  return { name, input };
}
