import type { Moment } from '../calendar/moment.ts';
import type { Convention } from '../convention.ts';
import type { HandedOn, Letter, LetterItem } from './letter.ts';
import { mondayOf } from './rhythm.ts';
import { nextMailInstant } from './tracking.ts';
import { asItStands, matterOf, owedAsItStands } from './writing.ts';

// What is told to a contact later than it might be: it leaves in time, and once.

/**
 * The same, no later than with the next mail when it may not wait: who waited does no more, or it falls due sooner. What is over
 * when it might leave is kept, for an act may be undone or a duty reopened: that is told as what an act brings.
 */
export function inTime(convention: Convention, kept: HandedOn, moment: Moment, acted = false): HandedOn {
  const { over, ...waiting } = kept;
  const { closed } = convention;
  const { contact, item, at } = waiting;
  const { now } = moment;
  const next = nextMailInstant(convention, now);
  // Of what is closed nothing follows, by which it would be told that what was kept is over.
  const isOwed = closed || item.kind === 'news' || owedAsItStands(convention, item, moment);
  if (over) return isOwed ? { ...waiting, at: acted || closed ? now : next } : kept;
  if (!isOwed && (at ?? now) <= now) return { ...kept, over: true };
  if (at === undefined || at <= next) return kept;
  const mayWait = (one: LetterItem) => mondayOf(convention, contact, one, now) !== undefined;
  return !closed && asItStands(convention, kept, moment).every(mayWait) ? kept : { ...kept, at: next };
}

/**
 * What is kept once letters leave and more is kept: of one matter to one contact, the last says it all, and what a letter says is
 * not kept too. What was over and comes back may be what falls due that very morning.
 */
export function stillKept(
  kept: readonly HandedOn[],
  letters: readonly Letter[],
  more: readonly HandedOn[],
): readonly HandedOn[] {
  if (kept.length === 0 && more.length === 0) return more;
  const keyOf = (contact: string, about: string) => `${contact} ${about}`;
  const leaving = letters.flatMap(({ to, items }) => items.map((item) => ({ contact: to.contact, item })));
  const told = new Set(leaving.map(({ contact, item }) => keyOf(contact, item.identity)));
  const fresh = more.filter(({ contact, item }) => !told.has(keyOf(contact, item.identity)));
  const said = new Set([...leaving, ...fresh].map(({ contact, item }) => keyOf(contact, matterOf(item))));
  return [...kept.filter(({ contact, item }) => !said.has(keyOf(contact, matterOf(item)))), ...fresh];
}
