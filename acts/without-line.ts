import type { Convention, JournalEntry } from '../convention/convention.ts';
import { begunAs } from '../convention/duties/taken-over.ts';
import type { News } from '../convention/mailing/audience.ts';
import { canonical } from '../convention/proof/digest.ts';
import { type Act, newsOf } from './act.ts';
import { momentOf, type Replayed, replayed } from './replayed.ts';

/** The act of that name, if there is one. */
export type ActNamed = (name: string) => Act | undefined;

/** A convention as it would stand had one of its acts not been done. */
interface Without {
  /** Absent when something followed from the act. */
  readonly convention?: Convention;
  /** The first line of the journal that would not be as it is without it. */
  readonly followedBy?: JournalEntry;
  /** What the act had told. */
  readonly told: readonly News[];
}

/** The lines of the journal, from 1, whose acts were undone. */
export function undoneLines({ journal }: Pick<Convention, 'journal'>): ReadonlySet<number> {
  return new Set(journal.flatMap((entry) => undoneBy(entry) ?? []));
}

/** The line that an entry undoes, if it does. */
function undoneBy({ act, input }: JournalEntry): number | undefined {
  const line = act === 'undoAct' ? Reflect.get(Object(input), 'line') : undefined;
  return typeof line === 'number' ? line : undefined;
}

/**
 * Lives the journal once more, with an act and without it: nothing has followed from it when every later line is the same
 * in both lives. What it alone has changed is then taken back; what the engine knows besides, letters and faults, is in
 * neither life, and stays.
 * @param line of the journal, from 1.
 */
export function withoutLine(record: Convention, line: number, actNamed: ActNamed): Without {
  const { journal } = record;
  const undone = undoneLines(record);
  let lived = begunAs(record);
  let other: Convention | undefined;
  let told: readonly News[] = [];
  for (const [index, entry] of journal.entries()) {
    // The first line tells of the registration; what was undone is as if it had not been.
    const isRegistration = index === 0 && entry.act === 'phase';
    if (isRegistration || undone.has(index + 1) || undoneBy(entry) !== undefined) continue;
    const act = actNamed(entry.act);
    const step = replayed(lived, entry, act, record);
    if (index + 1 === line) {
      [other, told] = [lived, newsOf(step)];
    } else if (other) {
      const without = replayed(other, entry, act, record);
      if (outcomeOf(other, entry, act, without) !== outcomeOf(lived, entry, act, step))
        return { followedBy: entry, told };
      other = without.convention;
    }
    lived = step.convention;
  }
  return { convention: other ? takenBack(record, lived, other) : record, told };
}

/** What tells what a line brings in one life from what it brings in another: why it is refused there, and its words. */
function outcomeOf(before: Convention, entry: JournalEntry, act: Act | undefined, { text = '' }: Replayed) {
  const refused =
    act && !act.abridged ? act.refuse(before, entry.input, momentOf(entry))?.message : undefined;
  return `${refused ?? ''}\n${text}`;
}

/** The record, but for what one life has that the other has not. */
function takenBack(record: Convention, lived: Convention, other: Convention): Convention {
  const names = [...new Set([...Object.keys(lived), ...Object.keys(other)])];
  const changed = names.filter(
    (name) =>
      name !== 'journal' && canonical(Reflect.get(lived, name)) !== canonical(Reflect.get(other, name)),
  );
  const kept = Object.entries(record).filter(([name]) => !changed.includes(name));
  const taken = Object.entries(other).filter(([name]) => changed.includes(name));
  // Ours: the keys are those of a convention, and those of the record that none of both lives knows.
  return Object.fromEntries([...kept, ...taken]) as unknown as Convention;
}
