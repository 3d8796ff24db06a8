import type { Moment } from '../convention/calendar/moment.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { nextOccurrence } from '../convention/clauses/calendar.ts';
import { type Convention, type JournalEntry, withEntry } from '../convention/convention.ts';
import type { Act, Done } from './act.ts';

/** What a line of the journal brings once more: what is told of it is known of acts alone. */
export type Replayed = Pick<Done, 'convention' | 'news'> & { readonly text?: string };

/** The moment of a line of the journal. */
export function momentOf({ at }: JournalEntry): Moment {
  return { now: at, today: parisDate(at) };
}

/**
 * A convention after a line of its journal, done once more as it was then: an act, or what the calendar brought. Nobody is
 * told, nothing is refused; what the engine alone knows (letters, phases) is not in it.
 * @param act that the line tells of, if it tells of one.
 * @param record the whole record, of which some acts keep only a part in the journal.
 */
export function replayed(
  convention: Convention,
  entry: JournalEntry,
  act: Act | undefined,
  record: Convention,
): Replayed {
  const { at, by, text, input } = entry;
  const moment = momentOf(entry);
  const occurred = entry.act === 'phase' ? nextOccurrence(convention, moment) : undefined;
  const done: Replayed = act?.abridged
    ? { convention: act.abridged.redo(convention, input, moment, record) }
    : (act?.apply(convention, input, moment) ?? occurred ?? { convention });
  const line = { at, act: entry.act, by, text, ...(input === undefined ? {} : { input }) };
  return { ...done, convention: withEntry(done.convention, line) };
}
