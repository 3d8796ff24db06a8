import { informationRequests } from '../../convention/duties/requests.ts';
import { yearEndDuties } from '../../convention/duties/year-end.ts';
import type { Life } from '../life.ts';

/** Articles 2 and 3: each party gives the other the forecasts and follow-up it asks for, "en temps utile". */
export function partiesInformEachOther(life: Life): void {
  life.owes(informationRequests);
}

/** Articles 2 and 3: "et notamment en fin de gestion". */
export function yearEndComes(life: Life): void {
  life.owes(yearEndDuties);
}
