import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { otherSide } from '../people/parties.ts';
import { askedOf, type Duty, dueWithin, dutyIdOf } from './duty.ts';

/** What one side asked of the other: forecasts and follow-up (arts 2 and 3 of the example), an opinion. */
export function informationRequests({ document, requests }: Convention): Duty[] {
  return requests.flatMap(({ id, from, item, subject, on }): Duty | [] => {
    const asked = document.requests?.items.find((one) => one.id === item);
    if (!asked) return [];
    return {
      id: dutyIdOf('request', id),
      kind: 'request',
      article: asked.article,
      title: `${asked.title} : ${subject}`,
      ...askedOf(otherSide(from), 'done', 'budget'),
      ...dueWithin(document, reckon('request', on), 'requests', asked),
      evidence: 'la réponse ou sa référence',
    };
  });
}
