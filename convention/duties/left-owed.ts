import type { DocumentVersion, LeftDuty } from '../amendments/amendment.ts';
import type { Clause } from '../clauses/clause.ts';
import { clauses } from '../clauses/clauses.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument, Section } from '../document/schema.ts';
import { type Holder, membersOf } from '../people/organisations.ts';
import { isParty, partiesOf, sideOf } from '../people/parties.ts';
import { dutiesOf, laidDown, outcomeOf } from './duties.ts';
import { type ClosingAct, type Duty, isAlert } from './duty.ts';

// What an amendment takes out of the text asks for nothing more from its effect on; what it had asked before stays owed.

/**
 * The convention once an amendment is in force, with what the version before had opened and this one lays down no more.
 * What a clause that comes back would have asked while it was away is not owed.
 * @param after with the version before as the last of `pastVersions`.
 */
export function leavingOwed(before: Convention, after: Convention): Convention {
  const replaced = after.pastVersions.at(-1);
  if (!replaced) return after;
  const now = laidDown(after, clauses);
  const ids = new Set(now.map(({ duty }) => duty.id));
  const known = new Set(leftIn(before).map(({ duty }) => duty.id));
  const isChanged = ({ named }: Clause) =>
    JSON.stringify(before.document[named]) !== JSON.stringify(after.document[named]);
  // What its own clause asks for no more, and not what another term leaves no room for.
  const left = laidDown(before, clauses.filter(isChanged)).filter(
    ({ duty }) => stays(duty) && duty.opensOn < replaced.until && !ids.has(duty.id) && !known.has(duty.id),
  );
  const skipped = back(before, now).filter(
    (duty) => !isAlert(duty) && !outcomeOf(after, duty) && duty.dueOn < replaced.until,
  );
  const version: DocumentVersion = {
    ...replaced,
    ...(left.length > 0 ? { left } : {}),
    ...(skipped.length > 0 ? { skipped: skipped.map(({ id, dueOn }) => ({ id, dueOn })) } : {}),
  };
  const isTakenBack = ({ duty }: LeftDuty) => ids.has(duty.id) && outcomeOf(after, duty) !== undefined;
  const pastVersions = [...after.pastVersions.slice(0, -1), version].map((past) =>
    past.left
      ? {
          ...past,
          // What was over before its clause came back is that clause's again.
          left: past.left.filter((one) => !isTakenBack(one)).flatMap((one) => asHeld(after.document, one)),
        }
      : past,
  );
  return { ...after, pastVersions };
}

/** A duty as it is held now: by its side, when its party is called otherwise or has left; by nobody, when its body has. */
function asHeld(document: ConventionDocument, { clause, duty }: LeftDuty): readonly LeftDuty[] {
  const parties = partiesOf(document).map(({ party }) => party);
  const now = (holder: Holder) => (isParty(holder) && !parties.includes(holder) ? sideOf(holder) : holder);
  const isThere = (holder: Holder) => membersOf(document, holder).length > 0;
  const held = { ...duty, holder: now(duty.holder), copies: duty.copies.map(now).filter(isThere) };
  return isThere(held.holder) ? [{ clause, duty: held }] : [];
}

/** Duties that no clause lays down any more, of every version. */
function leftIn({ pastVersions }: Convention): readonly LeftDuty[] {
  return pastVersions.flatMap(({ left }) => left ?? []);
}

/** What no clause lays down any more under that id. */
export function leftDuty(convention: Convention, { id }: Pick<Duty, 'id'>): LeftDuty | undefined {
  return leftIn(convention).find(({ duty }) => duty.id === id);
}

/** What is still to do of a clause that is there no more. */
export function stillOwedUnder(convention: Convention, clause: Section): readonly Duty[] {
  return leftIn(convention).flatMap((left) =>
    left.clause === clause && !outcomeOf(convention, left.duty) ? [left.duty] : [],
  );
}

/** Answers that only the clause asks for, which have no object without it. */
const answers: ReadonlySet<ClosingAct> = new Set(['amend', 'renew', 'end', 'year-end']);

/** Whether it stays owed when no clause asks for it any more: not what is only announced, nor the defects of a text that was mended. */
function stays(duty: Duty): boolean {
  return !isAlert(duty) && !answers.has(duty.closedBy) && duty.kind !== 'legal-text';
}

/** What comes back: laid down now, not by the version before, and by one that came earlier. */
function back(before: Convention, now: readonly LeftDuty[]): readonly Duty[] {
  if (before.pastVersions.length === 0) return [];
  const owed = new Set(dutiesOf(before).map(({ id }) => id));
  const come = now.map(({ duty }) => duty).filter(({ id }) => !owed.has(id));
  if (come.length === 0) return [];
  const earlier = before.pastVersions.flatMap(({ document }) => laidDown({ ...before, document }, clauses));
  const ids = new Set(earlier.map(({ duty }) => duty.id));
  return come.filter(({ id }) => ids.has(id));
}
