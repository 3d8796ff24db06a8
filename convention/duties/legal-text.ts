import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { legalWarnings } from '../document/legal-warnings.ts';
import { type Duty, dueWithin, dutyIdOf } from './duty.ts';

/** The text's own defects, which are of no article in particular, are put before the manager, never corrected silently. */
export function legalTextReview({ document }: Convention): Duty | undefined {
  const about = legalWarnings(document);
  if (about.length === 0) return undefined;
  return {
    id: dutyIdOf('legal-text'),
    kind: 'legal-text',
    article: '',
    title: `Défauts du texte signé (${about.length}) à corriger par avenant ou à admettre`,
    about,
    holder: 'manager',
    copies: [],
    ...dueWithin(document, reckon('signature', document.signedOn), 'legalText'),
    evidence: 'l’avenant, ou la décision de laisser le texte en l’état',
    closedBy: 'done',
  };
}
