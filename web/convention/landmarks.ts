import { frenchDate } from '../../convention/calendar/french.ts';
import { fullPartyName } from '../../convention/people/parties.ts';
import type { Opened } from './opened.ts';

/** The dates and the people by which a convention is known. */
export function landmarks({ view, record }: Pick<Opened, 'view' | 'record'>) {
  const { document } = record;
  const day = (label: string, on: string | undefined) => (on ? [[label, on] as const] : []);
  return [
    ['Signée le', frenchDate(view.signedOn)] as const,
    ...day('Prend effet le', view.period && frenchDate(view.period.effectiveOn)),
    ...day('Dernier jour', view.period && frenchDate(view.period.endsOn)),
    ['Délégant', fullPartyName(document, 'delegator')] as const,
    ['Délégataire', fullPartyName(document, 'delegatee')] as const,
    ['Gestionnaire', document.manager.name] as const,
    ...day('Rappels en pause jusqu’au', view.pausedUntil && frenchDate(view.pausedUntil)),
  ];
}
