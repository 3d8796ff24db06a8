import type { LeftDuty } from '../amendments/amendment.ts';
import { parisDate } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import { reckon } from '../calendar/reckoning.ts';
import { type Clause, hasCome } from '../clauses/clause.ts';
import { clauses } from '../clauses/clauses.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { sameFacts } from '../mailing/same-facts.ts';
import { withCorrections } from './corrections.ts';
import { type Duty, type DutyOutcome, type DutyState, dueBy, isAlert } from './duty.ts';

/** Every duty of a convention, over or to come, by deadline. */
export function dutiesOf(convention: Convention): readonly Duty[] {
  const told = toldOf(convention);
  told.all ??= withWhatWasLeft(convention, [...told.laid.values()].flat()).sort(byDeadline);
  return told.all;
}

/** The duties owed now: those of the clauses whose stage has come, in the order of the clauses. */
export function owedDuties(convention: Convention): readonly Duty[] {
  if (convention.closed) return [];
  const told = toldOf(convention);
  told.owed ??= withWhatWasLeft(
    convention,
    [...told.laid].flatMap(([clause, laid]) => (hasCome(clause.from, convention) ? laid : [])),
  );
  return told.owed;
}

/** What some clauses of the document lay down, each duty with its clause; what amendments have left is not of it. */
export function laidDown(convention: Convention, of: readonly Clause[]): LeftDuty[] {
  return of.flatMap(({ named, owes = [] }) =>
    withCorrections(
      convention,
      owes.flatMap((source) => source(convention) ?? []),
    ).map((duty) => ({ clause: named, duty })),
  );
}

/** The same with what amendments have left owed, which stays as it was; each with the time that was given for it. */
function withWhatWasLeft(convention: Convention, laid: readonly LeftDuty[]): Duty[] {
  return andLeft(convention, laid).map((duty) => extended(convention, takenOver(convention, duty)));
}

/** What was due before the convention was registered is late for nobody: it is asked for by a landmark. */
function takenOver({ takenOver: over, outcomes }: Convention, duty: Duty): Duty {
  if (!over || duty.dueOn >= over.on || isAlert(duty)) return duty;
  if (duty.id in over.done && outcomes[duty.id]) return duty;
  const landmark = reckon('takenOver', over.landmark);
  return { ...duty, opensOn: over.on, ...dueBy(landmark), takenOverOn: over.on };
}

function extended({ extensions = {} }: Convention, duty: Duty): Duty {
  const until = extensions[duty.id];
  if (until === undefined || until <= duty.dueOn) return duty;
  const { indicative: _landmark, takenOverOn: _on, ...others } = duty;
  return { ...others, ...dueBy(reckon('granted', until)) };
}

function andLeft({ pastVersions }: Convention, laid: readonly LeftDuty[]): Duty[] {
  const duties = laid.map(({ duty }) => duty);
  const left = pastVersions.flatMap((past) => past.left ?? []).map(({ duty }) => duty);
  const skipped = pastVersions.flatMap((past) => past.skipped ?? []);
  if (left.length + skipped.length === 0) return duties;
  const known = new Set(left.map(({ id }) => id));
  const isSkipped = ({ id, dueOn }: Duty) => skipped.some((one) => one.id === id && one.dueOn === dueOn);
  return [...duties.filter((duty) => !known.has(duty.id) && !isSkipped(duty)), ...left];
}

/** What its facts tell of a convention, counted once: a letter that leaves replaces it, and changes none of them. */
function toldOf(convention: Convention): Told {
  const last = counted.get(convention) ?? counted.get(convention.document);
  if (last?.convention === convention) return last;
  const told =
    last && sameFacts(last.convention, convention)
      ? { ...last, convention }
      : {
          convention,
          laid: new Map(
            clauses.map((clause): [Clause, LeftDuty[]] => [clause, laidDown(convention, [clause])]),
          ),
        };
  counted.set(convention, told);
  counted.set(convention.document, told);
  return told;
}

// Conventions and documents never change, they are replaced: what is counted of them holds as long as they do.
const counted = new WeakMap<Convention | ConventionDocument, Told>();

interface Told {
  readonly convention: Convention;
  /** What each clause lays down. */
  readonly laid: ReadonlyMap<Clause, readonly LeftDuty[]>;
  all?: readonly Duty[];
  owed?: readonly Duty[];
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
  const { closed } = convention;
  if (closed && isAlert(duty)) return duty.dueOn < parisDate(closed.at) ? 'passed' : 'lapsed';
  if (duty.opensOn > today) return 'planned';
  if (isAlert(duty)) return duty.dueOn < today ? 'passed' : 'open';
  // The only place where a duty is late: after a day that the text fixes.
  return duty.dueOn < today && !duty.indicative ? 'overdue' : 'open';
}

/** The outcomes of a convention that stops: what was still to do lapses with it. */
export function lapsed(convention: Convention, at: number, reason: string): Convention['outcomes'] {
  const duties = dutiesOf(convention).filter((duty) => !isAlert(duty));
  return withLapsed(convention, duties, at, reason);
}

/** The outcomes of a convention once some duties, those of them that are not over, have lapsed. */
export function withLapsed(
  convention: Convention,
  duties: readonly Pick<Duty, 'id'>[],
  at: number,
  reason: string,
): Convention['outcomes'] {
  const open = duties.filter((duty) => !outcomeOf(convention, duty));
  const lapses = open.map(({ id }): [string, DutyOutcome] => [id, { state: 'lapsed', at, reason }]);
  return { ...convention.outcomes, ...Object.fromEntries(lapses) };
}
