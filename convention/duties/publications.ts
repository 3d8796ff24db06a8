import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { type Holder, holderNamed } from '../people/organisations.ts';
import { type Duty, dueWithin, dutyIdOf } from './duty.ts';

/** Each publication of the convention; a publisher who is no party is asked with the parties in copy. */
export function publicationDuties({ document }: Convention): Duty[] {
  const parties: Holder[] = ['delegator', 'delegatee'];
  const { article = '', places = [] } = document.publications ?? {};
  return places.map((one) => {
    const { id, place, url, publisher } = one;
    const holder = holderNamed(document, publisher);
    return {
      id: dutyIdOf('publication', id),
      kind: 'publication',
      article,
      title: `Publication de la convention ${atPlace(place)}`,
      holder,
      copies: holder.startsWith('body:') ? parties : [],
      ...dueWithin(document, reckon('signature', document.signedOn), 'publications', one),
      evidence: `la date de publication, avec l’adresse${url ? ` sur ${url}` : ''} ou l’attestation`,
      closedBy: 'publish',
    };
  });
}

/** A place of publication as a complement: `sur data.gouv.fr`, or with the preposition that the document gives it. */
export function atPlace(place: string): string {
  return /^(aux?|à|dans|en|sur) /.test(place) ? place : `sur ${place}`;
}
