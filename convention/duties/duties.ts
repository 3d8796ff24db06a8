import type { PlainDate } from '../calendar/plain-date.ts';
import { hasCome } from '../clauses/clause.ts';
import { clauses } from '../clauses/clauses.ts';
import type { Convention } from '../convention.ts';
import { type Duty, type DutyOutcome, type DutyState, isAlert } from '../duty.ts';

/** Every duty of a convention, over or to come, by deadline. */
export function dutiesOf(convention: Convention): readonly Duty[] {
  const known = computed.get(convention);
  if (known) return known;
  const duties = clauses
    .flatMap(({ owes = [] }) => owes.flatMap((source) => source(convention)))
    .sort(byDeadline);
  computed.set(convention, duties);
  return duties;
}

/** The duties owed now: those of the clauses whose stage has come, in the order of the clauses. */
export function owedDuties(convention: Convention): readonly Duty[] {
  if (convention.closed) return [];
  const known = owed.get(convention);
  if (known) return known;
  const reached = clauses.filter(({ from }) => hasCome(from, convention));
  const duties = reached.flatMap(({ owes = [] }) => owes.flatMap((source) => source(convention)));
  owed.set(convention, duties);
  return duties;
}

// A convention never changes, it is replaced: what is computed of it holds as long as it does.
const computed = new WeakMap<Convention, readonly Duty[]>();
const owed = new WeakMap<Convention, readonly Duty[]>();

/** Orders duties by deadline, then by opening, then by id. */
export function byDeadline(a: Duty, b: Duty): number {
  const keyOf = ({ dueOn, opensOn, id }: Duty) => `${dueOn} ${opensOn} ${id}`;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** How a duty ended, if it did. */
export function outcomeOf(convention: Convention, duty: Pick<Duty, 'id'>): DutyOutcome | undefined {
  return convention.outcomes[duty.id];
}

/** Where a duty stands on a day. */
export function dutyStateOf(convention: Convention, duty: Duty, today: PlainDate): DutyState {
  const outcome = outcomeOf(convention, duty);
  if (outcome) return outcome.state;
  if (duty.opensOn > today) return 'planned';
  if (isAlert(duty)) return duty.dueOn < today ? 'passed' : 'open';
  return duty.dueOn < today ? 'overdue' : 'open';
}

/** The outcomes of a convention that stops: what was still to do lapses with it. */
export function lapsed(convention: Convention, at: number, reason: string): Convention['outcomes'] {
  const open = dutiesOf(convention).filter((duty) => !outcomeOf(convention, duty) && !isAlert(duty));
  const lapses = open.map(({ id }): [string, DutyOutcome] => [id, { state: 'lapsed', at, reason }]);
  return { ...convention.outcomes, ...Object.fromEntries(lapses) };
}
