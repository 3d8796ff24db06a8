import type { PlainDate } from '../calendar/plain-date.ts';
import { hasCome } from '../clauses/clause.ts';
import { clauses } from '../clauses/clauses.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { sameFacts } from '../mailing/same-facts.ts';
import { type Duty, type DutyOutcome, type DutyState, isAlert } from './duty.ts';

/** Every duty of a convention, over or to come, by deadline. */
export function dutiesOf(convention: Convention): readonly Duty[] {
  return toldOf(convention, 'all', () =>
    clauses.flatMap(({ owes = [] }) => owes.flatMap((source) => source(convention))).sort(byDeadline),
  );
}

/** The duties owed now: those of the clauses whose stage has come, in the order of the clauses. */
export function owedDuties(convention: Convention): readonly Duty[] {
  if (convention.closed) return [];
  return toldOf(convention, 'owed', () => {
    const reached = clauses.filter(({ from }) => hasCome(from, convention));
    return reached.flatMap(({ owes = [] }) => owes.flatMap((source) => source(convention)));
  });
}

/** What its facts tell of a convention, counted once: a letter that leaves replaces it, and changes none of them. */
function toldOf(convention: Convention, what: 'all' | 'owed', count: () => readonly Duty[]): readonly Duty[] {
  const known = told[what];
  const last = known.get(convention) ?? known.get(convention.document);
  const isKnown = last && sameFacts(last.convention, convention);
  const counted = { convention, duties: isKnown ? last.duties : count() };
  known.set(convention, counted);
  known.set(convention.document, counted);
  return counted.duties;
}

// Conventions and documents never change, they are replaced: what is counted of them holds as long as they do.
const told = {
  all: new WeakMap<Convention | ConventionDocument, Told>(),
  owed: new WeakMap<Convention | ConventionDocument, Told>(),
};

interface Told {
  readonly convention: Convention;
  readonly duties: readonly Duty[];
}

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
  // The only place where a duty is late: after a day that the text fixes.
  return duty.dueOn < today && !duty.indicative ? 'overdue' : 'open';
}

/** The outcomes of a convention that stops: what was still to do lapses with it. */
export function lapsed(convention: Convention, at: number, reason: string): Convention['outcomes'] {
  const open = dutiesOf(convention).filter((duty) => !outcomeOf(convention, duty) && !isAlert(duty));
  const lapses = open.map(({ id }): [string, DutyOutcome] => [id, { state: 'lapsed', at, reason }]);
  return { ...convention.outcomes, ...Object.fromEntries(lapses) };
}
