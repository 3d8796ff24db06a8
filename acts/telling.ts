import type { ConventionDocument } from '../convention/document/schema.ts';
import { type Cents, frenchEuros } from '../convention/ledger/money.ts';
import { type Audience, bothParties, type News } from '../convention/mailing/audience.ts';
import type { NewsItem } from '../convention/mailing/letter.ts';
import { copiedBodies, type Holder } from '../convention/people/organisations.ts';

// How acts tell what they change.

/** What acts tell. */
export type Told = Omit<NewsItem, 'kind'>;

/** Something to tell to some. */
export function tell(to: readonly Audience[], item: Told): News {
  return { to, item: { kind: 'news', ...item } };
}

/** Some holders, as an audience. */
export function audienceOf(holders: readonly Holder[]): readonly Audience[] {
  return holders.map((holder) => ({ holder }));
}

/** Both parties, and the bodies that have copy of all that is signed. */
export function partiesAndCopies(document: ConventionDocument): readonly Audience[] {
  return [...bothParties, ...audienceOf(copiedBodies(document))];
}

/** Those who hold the purse, on both sides. */
export const bothPurses = bothParties.map((party) => ({ ...party, role: 'budget' as const }));

/** An amount among facts, where there is one. */
export function eurosWhere(label: string, amount: Cents | undefined): readonly (readonly [string, string])[] {
  return amount === undefined ? [] : [[label, frenchEuros(amount)]];
}
