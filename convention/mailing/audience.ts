import type { Instant } from '../calendar/paris.ts';
import { citing } from '../document/articles.ts';
import type { Role } from '../document/schema.ts';
import type { Holder } from '../people/organisations.ts';
import type { NewsItem, Person } from './letter.ts';

/**
 * The contacts of a holder who take care of a matter, one contact by its id, whoever a contact was until now, or somebody at
 * that very address, under a mark that is no id: who is away, or stands in, is told so wherever the contact is written to.
 */
export type Audience =
  | { readonly holder: Holder; readonly role?: Role }
  | { readonly contact: string }
  | { readonly former: Person & { readonly contact: string } }
  | { readonly outside: Person & { readonly mark: string } };

/** Something to tell, and to whom. */
export interface News {
  readonly to: readonly Audience[];
  readonly item: NewsItem;
  /** The contact who has brought it about by an act, and so is not told of it with the others. */
  readonly actor?: string;
  /** Since when it may be told, where that counts: who is written to on Mondays only is told on the next. */
  readonly at?: Instant;
}

/** What is told, and by which articles. */
export interface Told extends Omit<NewsItem, 'kind' | 'article'> {
  readonly cites?: readonly (string | undefined)[];
}

/** Something to tell to some. */
export function tell(to: readonly Audience[], { cites = [], ...item }: Told): News {
  return { to, item: { kind: 'news', ...item, ...citing(...cites) } };
}

/** The two parties, as an audience. */
export const bothParties = [{ holder: 'delegator' }, { holder: 'delegatee' }] as const;

/** Something to tell to all parties, and to those who have copy of it. */
export function tellParties({ copies = [], ...item }: Told & { readonly copies?: readonly Holder[] }): News {
  return tell([...bothParties, ...audienceOf(copies)], item);
}

/** Some holders, as an audience. */
export function audienceOf(holders: readonly Holder[]): readonly Audience[] {
  return holders.map((holder) => ({ holder }));
}
