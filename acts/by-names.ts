import type { Convention } from '../convention/convention.ts';
import { contactOf } from '../convention/document/contacts.ts';
import { withoutDigests } from '../convention/proof/piece.ts';
import { findDuty } from './known-duty.ts';

/** What a message says of duties and people as programs call them, by their titles and names: for whoever reads a page. */
export function byNames(convention: Convention, message: string): string {
  return withoutDigests(message).replaceAll(/«\s([a-z0-9-]+)\s»/g, (quoted: string, id: string) => {
    const called = findDuty(convention, id)?.title ?? contactOf(convention.document, id)?.name;
    return called === undefined ? quoted : `« ${called} »`;
  });
}
