import { frenchDate } from '../convention/calendar/french.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { DutyView } from '../convention/views/view.ts';

/** A rehearsal that does not see its convention close leaves it as it stands: nobody acts any more, or it has lasted enough. */
export interface Left {
  readonly on: PlainDate;
  readonly because: 'unanswered' | 'years';
}

/** One that is renewed without end is left as it stands so many years after its signature. */
export const mostYears = 10;

/** Most obligations that are named one by one. */
const mostNamed = 5;

/** How a rehearsal ended, in French: when the convention closed; else where it was left, why, and what was then awaited. */
export function frenchEnding({ duties, left, outcome }: Ending): string {
  if (!left)
    return outcome ? `La convention prend fin le ${frenchDate(outcome.endedOn)}, et rien ne reste dû.` : '';
  const awaited = duties.filter(({ state }) => state === 'open' || state === 'overdue');
  const named = awaited.slice(0, mostNamed).map(({ title }) => `« ${title} »`);
  const others = awaited.length > mostNamed ? ` et ${awaited.length - mostNamed} de plus` : '';
  const rest = awaited.length > 0 ? ` Restent à remplir : ${named.join(', ')}${others}.` : '';
  return left.because === 'years'
    ? `La répétition s’arrête le ${frenchDate(left.on)}, ${mostYears} ans après la signature : la convention n’est pas close.${rest}`
    : `Inachevée : plus rien n’étant fait, la répétition s’arrête le ${frenchDate(left.on)}.${rest}`;
}

interface Ending {
  readonly duties: readonly Pick<DutyView, 'state' | 'title'>[];
  readonly left?: Left;
  readonly outcome?: { readonly endedOn: PlainDate };
}
