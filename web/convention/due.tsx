import { frenchDate, frenchLongDate } from '../../convention/calendar/french.ts';
import { asLandmark, frenchDueName, whyLandmark } from '../../convention/duties/due-words.ts';
import type { DutyView } from '../../convention/views/view.ts';

type Due = Pick<DutyView, 'dueOn' | 'indicative' | 'takenOverOn'>;

/** The day of a duty, in a column of such days. */
export function DueDay({ due: { dueOn, indicative } }: { due: Due }) {
  return <time dateTime={dueOn}>{asLandmark(frenchDate(dueOn), indicative)}</time>;
}

/** What a landmark is, where some of those days are one. */
export function LandmarkHint({ dues }: { dues: readonly Due[] }) {
  if (dues.every(({ indicative }) => !indicative)) return null;
  return (
    <p className="fr-hint-text">
      Un repère n’est pas une échéance du texte : l’obligation est attendue, jamais en retard.
    </p>
  );
}

/** The day of a duty, as what it is. */
export function dueFact(due: Due): readonly [term: string, fact: string] {
  const { dueOn, indicative } = due;
  const whose = indicative ? ` (${whyLandmark(due)})` : '';
  return [frenchDueName(indicative), `${frenchLongDate(dueOn)}${whose}`];
}
