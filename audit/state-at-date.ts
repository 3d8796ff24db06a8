import { actNamed, isActName } from '../acts/acts.ts';
import { replayed } from '../acts/replayed.ts';
import type { Instant } from '../convention/calendar/paris.ts';
import type { Convention, JournalEntry } from '../convention/convention.ts';
import { begunAs } from '../convention/duties/taken-over.ts';
import { isAnsweredAtOnce } from '../convention/mailing/tracking.ts';

/** A convention from one instant to the next at which anything was done or came about. */
export interface State {
  readonly from: Instant;
  readonly convention: Convention;
  /** Whether somebody's act began it, which is answered at once, not the calendar alone. */
  readonly acted: boolean;
  /** Whether an act began it that is told in the morning. */
  readonly waits: boolean;
}

/**
 * Every state that a convention went through, oldest first: what it was registered with, then each line of its journal
 * done once more as it was then. What the engine alone knows (letters, phases) is not in them.
 */
export function statesOf(record: Convention): readonly State[] {
  const { registeredAt, journal } = record;
  const known = computed.get(journal);
  if (known) return known;
  const lines = journal.filter(tellsOfChange);
  let convention = begunAs(record);
  const states: State[] = [];
  for (const { from, ofThen } of turnsOf(registeredAt, lines)) {
    for (const line of ofThen) convention = replayed(convention, line, actNamed(line.act), record).convention;
    // Whoever registers it acts, too; but not on what already runs, nor is told with others.
    const isBegun = states.length === 0 && !record.takenOver && record.quietUntil === undefined;
    const isAct = ofThen.some(({ act }) => isActName(act));
    const isAnswered = isAnsweredAtOnce(convention);
    states.push({
      from,
      convention,
      acted: (isBegun || isAct) && isAnswered,
      waits: isAct && !isAnswered,
    });
  }
  computed.set(journal, states);
  return states;
}

/** The lines of each turn, from the registration on: of one instant, those of the calendar alone are of a turn before an act's. */
function turnsOf(registeredAt: Instant, lines: readonly JournalEntry[]) {
  const instants = [...new Set([registeredAt, ...lines.map(({ at }) => at)])].sort((a, b) => a - b);
  return instants.flatMap((from) => {
    const ofThen = lines.filter(({ at }) => at === from);
    const acted = ofThen.findIndex(({ act }) => isActName(act));
    if (acted <= 0) return [{ from, ofThen }];
    return [
      { from, ofThen: ofThen.slice(0, acted) },
      { from, ofThen: ofThen.slice(acted) },
    ];
  });
}

// A journal never changes, it is replaced by a longer one: the past that it tells holds as long as it does.
const computed = new WeakMap<Convention['journal'], readonly State[]>();

function tellsOfChange({ act }: JournalEntry): boolean {
  return act === 'phase' || isActName(act);
}
