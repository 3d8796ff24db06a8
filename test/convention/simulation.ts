import type { Moment } from '../../convention/acts/act.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import { threaded } from '../../convention/delivered.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import type { Letter, LetterItem } from '../../convention/letter.ts';
import { afterWriting, dueRungs, nextRung, type Tracking } from '../../convention/tracking.ts';
import { lettersOf } from '../../convention/writing.ts';

/** A letter that left, and what it is known by: what it says, and to whom. */
export interface Sent {
  readonly letter: Letter;
  readonly moment: Moment;
  readonly identity: string;
}

/** What one turn writes, and the tracking after it. */
export function turn(convention: Convention, tracking: Tracking, moment: Moment, acted = false) {
  const owed = dutiesOf(convention);
  const rungs = dueRungs(convention, owed, tracking, moment, acted);
  const letters = lettersOf(convention, rungs, [], tracking, moment);
  const written = afterWriting(tracking, owed, rungs, moment.today);
  const outcomes = letters.map((letter) => ({
    contact: letter.to.contact,
    messageId: identityOf(letter),
    status: 'sent' as const,
    response: '250 OK',
  }));
  return { rungs, letters, tracking: threaded(written, letters, outcomes) };
}

/** Everything written to a convention that nobody answers, as the workflow would: it wakes when a letter is due. */
export function unanswered(convention: Convention, from: Moment, until: Moment): Sent[] {
  const sent: Sent[] = [];
  let tracking: Tracking = {};
  let moment: Moment | undefined = from;
  while (moment && moment.now <= until.now) {
    const { now }: Moment = moment;
    const { letters, tracking: after } = turn(convention, tracking, moment, now === from.now);
    tracking = after;
    for (const letter of letters) sent.push({ letter, moment, identity: identityOf(letter) });
    const instants = dutiesOf(convention).flatMap((duty) => nextRung(convention, duty, after)?.at ?? []);
    const next = Math.min(...instants.filter((instant) => instant > now));
    moment = Number.isFinite(next) ? { now: next, today: parisDate(next) } : undefined;
  }
  return sent;
}

/** What is said of duties, in letters. */
export function dutyItemsOf(letters: readonly Letter[]): Extract<LetterItem, { kind: 'duty' }>[] {
  return letters.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'duty' ? item : [])));
}

function identityOf({ to, items }: Letter): string {
  return [to.contact, ...items.map(({ identity }) => identity).sort()].join(' ');
}
