import type { Standing } from '../../acts/standing.ts';
import { standingNames } from '../../web/access.ts';
import type { LegalNotices } from '../../web/legal.ts';
import { slugOf } from '../../web/slug.ts';
import type { Web } from '../../web/web.ts';
import type { SimulatedLife } from '../convention/simulation.ts';
import type { Answer, Visitor } from '../support/site.ts';
import type { World } from './lived-conventions.ts';

/** Who looks: somebody who has that standing in the first convention, or none at all. */
export type Reader = Standing['role'] | 'stranger';

/** What a state is opened with. */
export interface Seat {
  readonly visitor: Visitor;
  readonly web: Web;
  /** Where the links of the last letter that has one about that matter lead: `chorus-access`, `preferences`. */
  link(about: string | RegExp): string;
}

/** A state of a page, and how one comes to see it. */
export interface State {
  /** The pages that it stands among: `Liste des conventions`. */
  readonly group: string;
  readonly title: string;
  /** Absent for whoever is not signed in. */
  readonly reader?: Reader;
  readonly world: () => World;
  /** How much later than the world's instant one looks, in milliseconds. */
  readonly later?: number;
  /** Whether people sign in at an identity provider. */
  readonly provider?: boolean;
  /** How many mails the mailbox has, where it is its pages that are shown. */
  readonly mailbox?: number;
  readonly rate?: number;
  readonly legal?: LegalNotices;
  /** What is asked for; redirections are followed from the last answer. */
  readonly open: (seat: Seat) => Promise<Answer>;
}

/** The world in which a life stands where it does. */
export function worldOf(life: SimulatedLife): World {
  return { now: life.moment.now, lives: [life] };
}

/** Opens a page by its address. */
export const reads =
  (path: string): State['open'] =>
  ({ visitor }) =>
    visitor.get(path);

/** Where the gallery's index is. */
export const galleryPath = '/galerie';

/** Who looks, in words. */
export function readerOf({ reader }: State): string {
  if (reader === undefined) return 'sans se connecter';
  return reader === 'stranger' ? 'personne sans droit' : standingNames[reader];
}

/** Where the gallery shows a state. */
export function addressOf(state: State): string {
  return `${galleryPath}/${slugOf(`${state.group} ${state.title} ${readerOf(state)}`)}`;
}
