import { frenchDate, frenchLongDate } from '../../convention/calendar/french.ts';
import { asLandmark, frenchDueName, noDelay } from '../../convention/duties/due-words.ts';
import type { DutyView } from '../../convention/views/view.ts';

type Due = Pick<DutyView, 'dueOn' | 'indicative'>;

/** The day of a duty, in a column of such days. */
export function DueDay({ due: { dueOn, indicative } }: { due: Due }) {
  return <time dateTime={dueOn}>{asLandmark(frenchDate(dueOn), indicative)}</time>;
}

/** The day of a duty, as what it is. */
export function dueFact({ dueOn, indicative }: Due): readonly [term: string, fact: string] {
  const whose = indicative ? ` (${noDelay})` : '';
  return [frenchDueName(indicative), `${frenchLongDate(dueOn)}${whose}`];
}
