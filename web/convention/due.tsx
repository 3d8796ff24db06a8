import { frenchDate, frenchLongDate } from '../../convention/calendar/french.ts';
import { asLandmark, frenchDueName, whyLandmark } from '../../convention/duties/due-words.ts';
import type { DutyView } from '../../convention/views/view.ts';

type Due = Pick<DutyView, 'dueOn' | 'indicative' | 'takenOverOn'>;

/** The day of a duty, in a column of such days. */
export function DueDay({ due: { dueOn, indicative } }: { due: Due }) {
  return <time dateTime={dueOn}>{asLandmark(frenchDate(dueOn), indicative)}</time>;
}

/** The day of a duty, as what it is. */
export function dueFact(due: Due): readonly [term: string, fact: string] {
  const { dueOn, indicative } = due;
  const whose = indicative ? ` (${whyLandmark(due)})` : '';
  return [frenchDueName(indicative), `${frenchLongDate(dueOn)}${whose}`];
}
