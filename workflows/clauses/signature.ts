import { legalTextReview } from '../../convention/duties/legal-text.ts';
import {
  delegateeDutiesOnSignature,
  delegatorDutiesOnSignature,
} from '../../convention/duties/on-signature.ts';
import { ownDuties } from '../../convention/duties/own.ts';
import { registeredNews } from '../../convention/news.ts';
import type { Life } from '../life.ts';

/** The convention is signed: it enters the register, and its controllers and its manager learn it. */
export function isSigned(life: Life): void {
  if (life.isNew)
    life.comesAbout({}, `Convention enregistrée par ${life.registeredBy}.`, registeredNews(life.convention));
  life.owes(legalTextReview, ownDuties);
}

/** Article 2, "dès la signature": the delegator asks for the Chorus access rights and makes the credits available. */
export function delegatorSetsChorusUp(life: Life): void {
  life.owes(delegatorDutiesOnSignature);
}

/** Article 3, "dès la signature": the delegatee enters the codings and sends the copies to both controllers. */
export function delegateeSetsChorusUp(life: Life): void {
  life.owes(delegateeDutiesOnSignature);
}
