import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import { type Holder, holderNamed } from '../people/organisations.ts';
import { type Duty, dueBy, dutyIdOf } from './duty.ts';

/** Each publication of the convention; a publisher who is no party is asked with the parties in copy. */
export function publicationDuties({ document }: Convention): Duty[] {
  const parties: Holder[] = ['delegator', 'delegatee'];
  const { article = '', places = [] } = document.publications ?? {};
  return places.map(({ id, place, url, publisher, dueWorkingDays }) => {
    const holder = holderNamed(document, publisher);
    const delay = delayOf('publications', dueWorkingDays);
    const due = reckon('signature', document.signedOn).plusWorkingDays(delay, document.holidays);
    return {
      id: dutyIdOf('publication', id),
      kind: 'publication',
      article,
      title: `Publication de la convention ${atPlace(place)}`,
      holder,
      copies: holder.startsWith('body:') ? parties : [],
      opensOn: document.signedOn,
      ...dueBy(due),
      evidence: `la date de publication, avec l’adresse${url ? ` sur ${url}` : ''} ou l’attestation`,
      closedBy: 'publish',
    };
  });
}

/** A place of publication as a complement: `sur data.gouv.fr`, or with the preposition that the document gives it. */
export function atPlace(place: string): string {
  return /^(aux?|à|dans|en|sur) /.test(place) ? place : `sur ${place}`;
}
