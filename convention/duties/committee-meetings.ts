import { clauseOrLast } from '../amendments/versions.ts';
import { byDate } from '../calendar/plain-date.ts';
import type { CommitteeMeeting, Convention } from '../convention.ts';
import { dutiesOf, outcomeOf } from './duties.ts';
import type { Duty } from './duty.ts';

// Art. 2: each committee that is owed has its own meetings.

/** What the text calls the committee: `comité d’investissement`. */
export function committeeName(convention: Convention): string {
  return clauseOrLast(convention, 'committee')?.name ?? 'comité';
}

/** The committee that a duty asks for, by its rank: 2 for `committee-2`. */
export function committeeRank({ id }: Pick<Duty, 'id'>): number {
  return Number(id.slice('committee-'.length));
}

/** The committees still to be held, by their rank, in order. */
export function awaitedCommittees(convention: Convention): readonly Duty[] {
  return dutiesOf(convention).filter((duty) => duty.closedBy === 'committee' && !outcomeOf(convention, duty));
}

/** The meetings that were convened and not held yet, by their day. */
export function scheduledMeetings({ meetings }: Convention): readonly CommitteeMeeting[] {
  return meetings
    .filter(({ state }) => state === 'scheduled')
    .sort((a, b) => byDate(a.on, b.on) || a.id - b.id);
}

/** The meeting of a committee that was convened and not held yet. */
export function scheduledMeeting(convention: Convention, committee: number): CommitteeMeeting | undefined {
  return scheduledMeetings(convention).find((meeting) => meeting.committee === committee);
}

/** The number of the next meeting: never that of another. */
export function nextMeeting({ meetings }: Convention): number {
  return Math.max(0, ...meetings.map(({ id }) => id)) + 1;
}

/** The convention with a meeting as it stands now. */
export function withMeeting(convention: Convention, meeting: CommitteeMeeting): Convention {
  const others = convention.meetings.filter(({ id }) => id !== meeting.id);
  return { ...convention, meetings: [...others, meeting].sort((a, b) => a.id - b.id) };
}

/** The convention once a committee is not held after all: its minutes are taken back, its meeting keeps its number. */
export function unheld(convention: Convention, rank: number): Convention {
  const held = convention.meetings.findLast((one) => one.committee === rank && one.state === 'held');
  if (!held) return convention;
  const { decision: _decision, minutes: _minutes, ...meeting } = held;
  return withMeeting(convention, { ...meeting, state: 'cancelled' });
}
