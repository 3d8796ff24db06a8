import type { Convention, JournalEntry } from '../convention/convention.ts';
import { confirmHandover } from './confirm-handover.ts';
import { replaceContact } from './replace-contact.ts';

/** The contact that somebody else took over by what a line of the journal tells, if it tells that. */
export function contactTakenOver(record: Convention, { act, input }: JournalEntry): string | undefined {
  if (act === 'replaceContact') return replaceContact.schema.safeParse(input).data?.contact;
  if (act !== 'confirmHandover') return undefined;
  const id = confirmHandover.schema.safeParse(input).data?.handover;
  return record.handovers.find((one) => one.id === id)?.contact;
}
