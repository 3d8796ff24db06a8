import { reckon } from '../calendar/reckoning.ts';
import type { Convention, Correction } from '../convention.ts';
import { isParty, otherSide, sideOf } from '../people/parties.ts';
import { type Duty, dueWithin, dutyIdOf } from './duty.ts';

/** Some duties, each with what was asked to be mended in what was handed over for it: of the same holder, by the same act. */
export function withCorrections({ document, corrections = [] }: Convention, duties: readonly Duty[]): Duty[] {
  const mended = (duty: Duty, { id, on, reason }: Correction): Duty => ({
    id: dutyIdOf('correction', id, duty.id),
    kind: 'correction',
    article: duty.article,
    title: `Correction demandée : ${duty.title}`,
    holder: duty.holder,
    copies: isParty(duty.holder) ? [otherSide(sideOf(duty.holder))] : [],
    ...(duty.role ? { role: duty.role } : {}),
    ...dueWithin(document, reckon('correction', on), 'corrections'),
    evidence: `ce qui a été remis, corrigé : ${reason}`,
    closedBy: duty.closedBy,
  });
  return duties.flatMap((duty) => [
    duty,
    ...corrections.filter((one) => one.duty === duty.id).map((one) => mended(duty, one)),
  ]);
}

/** What was asked to be mended of a duty, and is not yet: its id; undefined when nothing is. */
export function pendingCorrection({ corrections = [], outcomes }: Convention, duty: string) {
  const asked = corrections.flatMap((one) => (one.duty === duty ? dutyIdOf('correction', one.id, duty) : []));
  return asked.find((id) => !outcomes[id]);
}
