import type { Moment } from './acts/act.ts';
import type { Convention } from './convention.ts';
import { dutiesOf, dutyStateOf } from './duties/duties.ts';
import type { Duty } from './duty.ts';
import type { HandedOn, Letter, LetterItem, LetterOutcome } from './letter.ts';
import { reachableContacts, standInOf } from './reachable.ts';
import { dutyItemOf } from './writing.ts';

/**
 * What letters that were refused said, for whoever stands in, once the faults are known. Neither what was for that
 * contact alone, nor what the other has been told already. It ends: each refusal is one more fault, and nobody at fault stands in.
 */
export function handedOn(
  convention: Convention,
  letters: readonly Letter[],
  outcomes: readonly LetterOutcome[],
): HandedOn[] {
  const refused = outcomes.filter(({ status }) => status === 'refused').map(({ contact }) => contact);
  const toldOf = (contact: string) =>
    new Set([
      ...convention.mails.flatMap((mail) => (mail.contact === contact ? mail.about : [])),
      ...letters
        .flatMap(({ to, items }) => (to.contact === contact ? items : []))
        .map(({ identity }) => identity),
    ]);
  return letters
    .filter(({ to }) => refused.includes(to.contact))
    .flatMap(({ to, items }) => {
      const standIn = standInOf(convention, to.contact);
      if (!standIn) return [];
      const told = toldOf(standIn.id);
      const open = items.filter((item) => !isPersonal(item) && !told.has(item.identity));
      return open.map((item) => ({ contact: standIn.id, item }));
    });
}

/** The duties that are asked of a contact now. */
export function dutiesAskedOf(convention: Convention, contact: string, { today }: Moment): Duty[] {
  return dutiesOf(convention).filter(
    (duty) =>
      ['open', 'overdue'].includes(dutyStateOf(convention, duty, today)) &&
      reachableContacts(convention, duty.holder, duty.role).some(({ id }) => id === contact),
  );
}

/** The same, as what somebody who takes a contact over is handed. */
export function takenOver(convention: Convention, contact: string, moment: Moment): HandedOn[] {
  return dutiesAskedOf(convention, contact, moment).map((duty) => ({
    contact,
    item: dutyItemOf(convention, duty, moment.today),
  }));
}

function isPersonal(item: LetterItem): boolean {
  return item.kind === 'news' && item.personal === true;
}
