import { frenchChanges } from '../../acts/amendment-changes.ts';
import type { Amendment } from '../../convention/amendments/amendment.ts';
import { frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import type { Convention } from '../../convention/convention.ts';
import type { Fact } from '../../convention/mailing/facts.ts';
import { partyName } from '../../convention/people/parties.ts';

/** What an amendment is: what it changes, who proposed it, who agreed to it, how it was signed. */
export function amendmentFacts(
  { document }: Convention,
  { changes, from, proposedOn, effectiveOn, reason, agreedBy, signature }: Amendment,
): readonly Fact[] {
  const agreements = agreedBy.map(
    ({ party, by, at }) => `${partyName(document, party)} (${by}, le ${frenchInstant(at)})`,
  );
  return [
    ['Ce qu’il change', frenchChanges(changes)],
    ['Proposé par', `${partyName(document, from)}, le ${frenchDate(proposedOn)}`],
    ['Prend effet le', frenchDate(effectiveOn)],
    ['Motif', reason],
    ['Accords', agreements.join(' ; ') || 'aucun'],
    ...(signature ? [['Signé', `le ${frenchDate(signature.on)}, ${signature.reference}`] as const] : []),
  ];
}
