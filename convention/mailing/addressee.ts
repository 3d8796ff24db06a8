import { addDays, type PlainDate } from '../calendar/plain-date.ts';
import type { Absence, Convention } from '../convention.ts';
import { allContacts } from '../document/contacts.ts';
import type { Contact } from '../document/schema.ts';
import type { Letter, Person } from './letter.ts';

// Where a contact is written to on a day. Who it is, what it may do and what the record says of its letters stay its own.

/** What says who is away. */
export type Attended = Pick<Convention, 'absences'>;

/** The absence of a contact on a day, its first and its last included. */
export function absenceOn(
  { absences = {} }: Attended,
  contact: string,
  today: PlainDate,
): Absence | undefined {
  const absence = absences[contact];
  return absence && absence.since <= today && today <= absence.until ? absence : undefined;
}

/** Whom a contact is written to on a day: itself, or whoever it named while it is away. */
export function addresseeOf(
  convention: Attended,
  { id, ...own }: Pick<Contact, 'id' | 'name' | 'email'>,
  today: PlainDate,
): Person {
  const { name, email } = absenceOn(convention, id, today) ?? own;
  return { name, email };
}

/** Whom each contact is written to on a day, by its id. */
export function addresseesOf(
  convention: Pick<Convention, 'document' | 'absences'>,
  today: PlainDate,
): ReadonlyMap<string, Letter['to']> {
  return new Map(
    allContacts(convention.document).map(({ contact }) => [
      contact.id,
      { contact: contact.id, ...addresseeOf(convention, contact, today) },
    ]),
  );
}

/** The days from which contacts are written to elsewhere, or at their own address again. */
export function addresseeChangeDays({ absences = {} }: Attended): readonly PlainDate[] {
  return Object.values(absences).flatMap(({ since, until }) => [since, addDays(until, 1)]);
}
