import type { Moment } from '../calendar/moment.ts';
import type { Convention } from '../convention.ts';
import { dutiesOf, dutyStateOf } from '../duties/duties.ts';
import type { Duty } from '../duties/duty.ts';
import type { Delivery, HandedOn, Letter, LetterItem, LetterOutcome } from './letter.ts';
import { reachableContacts, standInOf } from './recipients.ts';
import { dutyItemOf, eachMatterOnce, toldTo } from './writing.ts';

/**
 * What letters that were refused said, for whoever stands in, once the faults are known. Neither what was for that
 * contact alone, nor what the other has been told already. It ends: each refusal is one more fault, and nobody at fault stands in.
 */
export function handedOn(
  convention: Convention,
  letters: readonly Letter[],
  outcomes: readonly LetterOutcome[],
  { today }: Moment,
): HandedOn[] {
  const refused = outcomes.filter(({ status }) => status === 'refused').map(({ contact }) => contact);
  const writtenTo = (contact: string) =>
    letters.flatMap(({ to, items }) => (to.contact === contact ? items : []));
  return letters.flatMap(({ to, items }) => {
    const standIn = refused.includes(to.contact) ? standInOf(convention, to.contact, today) : undefined;
    if (!standIn) return [];
    const { id: contact } = standIn;
    const told = new Set([
      ...toldTo(convention, contact),
      ...writtenTo(contact).map(({ identity }) => identity),
    ]);
    const open = items.filter((item) => !isPersonal(item) && !told.has(item.identity));
    return open.map((item) => ({ contact, item }));
  });
}

/**
 * A delivery without the letters that are on their way: of two addresses refused one after the other, both hand the same on to
 * whoever stands in for them, and the first of it has not left yet.
 * @returns nothing where all are.
 */
export function notUnderWay(delivery: Delivery, underWay: Iterable<Delivery>): Delivery | undefined {
  const known = new Map<string, Set<string>>();
  for (const { letters } of underWay)
    for (const { to, items } of letters)
      for (const { identity } of items)
        known.set(to.contact, (known.get(to.contact) ?? new Set()).add(identity));
  const letters = delivery.letters.filter(({ to: { contact }, items }) =>
    items.some(({ identity }) => !known.get(contact)?.has(identity)),
  );
  if (letters.length === delivery.letters.length) return delivery;
  return letters.length > 0 ? { ...delivery, letters } : undefined;
}

/** The duties that are asked of a contact now. */
export function dutiesAskedOf(convention: Convention, contact: string, { today }: Moment): Duty[] {
  return dutiesOf(convention).filter(
    (duty) =>
      ['open', 'overdue'].includes(dutyStateOf(convention, duty, today)) &&
      reachableContacts(convention, today, duty.holder, duty.role).some(({ id }) => id === contact),
  );
}

/** What a contact finds once it can be written to, its fault being over: the same, and what it was never told. */
export function takenOver(convention: Convention, contact: string, moment: Moment): HandedOn[] {
  const fault = convention.faults.find((one) => one.contact === contact);
  const reached = { ...convention, faults: convention.faults.filter((one) => one !== fault) };
  const asked = dutiesAskedOf(reached, contact, moment).map((duty) =>
    dutyItemOf(reached, duty, moment.today),
  );
  return eachMatterOnce([...asked, ...(fault?.untold ?? [])]).map((item) => ({ contact, item }));
}

/** What is for one contact alone, whoever else there is. */
export function isPersonal(item: LetterItem): boolean {
  return item.kind === 'news' && item.personal === true;
}
