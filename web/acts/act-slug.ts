import type { ActName } from '../../acts/acts.ts';
import { actForms } from '../../acts/forms.ts';
import { slugOf } from '../slug.ts';

const slugs = new Map<ActName, string>(Object.values(actForms).map(({ act, title }) => [act, slugOf(title)]));

/** What names an act in an address, from its title: `dispenser-d-une-obligation`. */
export function actSlug(act: ActName): string {
  return slugs.get(act) ?? '';
}
