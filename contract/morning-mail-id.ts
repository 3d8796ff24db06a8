import { createHmac } from 'node:crypto';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { LinkKeys } from './link-keys.ts';

const prefix = 'matin-';

/** Hexadecimal digits of an address's mark: 80 bits, as no two addresses may share one. */
const markLength = 20;

/**
 * The id of the workflow of one address and one morning, `matin-2020-05-07-8c1f…`: nobody can tell the address from it, nor
 * make the id without our keys.
 * @throws RangeError when there is no key.
 */
export function morningMailId(keys: LinkKeys, email: string, day: PlainDate): string {
  const [key] = keys;
  if (!key) throw new RangeError('aucune clé pour marquer les adresses');
  const mark = createHmac('sha256', key.secret).update(`morning ${email.toLowerCase()}`).digest('hex');
  return `${prefix}${day}-${mark.slice(0, markLength)}`;
}
