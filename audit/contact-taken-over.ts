import { confirmHandover } from '../acts/confirm-handover.ts';
import { replaceContact } from '../acts/replace-contact.ts';
import type { Convention, JournalEntry } from '../convention/convention.ts';

/** The contact that somebody else took over by what a line of the journal tells, if it tells that. */
export function contactTakenOver(record: Convention, { act, input }: JournalEntry): string | undefined {
  if (act === 'replaceContact') return replaceContact.schema.safeParse(input).data?.contact;
  if (act !== 'confirmHandover') return undefined;
  const id = confirmHandover.schema.safeParse(input).data?.handover;
  return record.handovers.find((one) => one.id === id)?.contact;
}
