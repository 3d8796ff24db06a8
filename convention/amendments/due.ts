import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { withLapsed } from '../duties/duties.ts';
import { dutyIdOf } from '../duties/duty.ts';
import { isAgreedByAll, partiesOf, partyWord } from '../people/parties.ts';
import { type Amendment, byEffect } from './amendment.ts';

/** The next amendment that the calendar moves on a day: signed, its effect has come; proposed, it has expired. */
export function amendmentDue(convention: Convention, today: PlainDate): Amendment | undefined {
  if (convention.ended) return undefined;
  const inEffect = byEffect(convention).find(({ effectiveOn }) => effectiveOn <= today);
  return inEffect ?? convention.amendments.find((one) => isExpired(convention, one, today));
}

/** A proposal that lacks an agreement on its last day goes no further; one that both agreed to waits for its signature. */
export function isExpired({ document }: Convention, amendment: Amendment, today: PlainDate): boolean {
  const { state, agreedBy, expiresOn } = amendment;
  const agreed = agreedBy.map(({ party }) => party);
  return state === 'proposed' && !isAgreedByAll(document, agreed) && expiresOn < today;
}

/** The duties of a proposal that goes no further. */
export function lapsedDuties(convention: Convention, id: number, at: number, reason: string): Convention {
  const words = [...partiesOf(convention.document).map(({ party }) => partyWord(party)), 'signature'];
  const duties = words.map((word) => ({ id: dutyIdOf('amendment', id, word) }));
  return { ...convention, outcomes: withLapsed(convention, duties, at, reason) };
}
