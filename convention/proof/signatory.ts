import { z } from 'zod';
import type { Convention, JournalEntry } from '../convention.ts';
import { line, record, slug } from '../document/fields.ts';

// Who an act says does it: a name, as people read it, and a mark that stays the same when the name does not.

/** How the journal calls this service itself, as it is written and as it is read. */
const ownNames: ReadonlySet<string> = new Set(['delegation', 'le suivi']);

/**
 * A name that cannot pass for that of the service: whatever case, accents and spaces it has, and whatever it holds that
 * does not show.
 */
export function personsName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\p{M}\p{C}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return ownNames.has(plain) ? `${name.trim()} (personne)` : name;
}

/** What an act says of who does it, as {@link signedAct} has it: no answer to a question. */
export const signatureKeys: readonly string[] = ['by', 'mark', 'link', 'as'];

/** Who acts: it never passes for the service. */
export const by = line(100).transform((name) => personsName(name).slice(0, 120));

const mark = z
  .string('une marque de 8 à 64 lettres, chiffres et tirets')
  .regex(/^[\w-]{8,64}$/, 'une marque de 8 à 64 lettres, chiffres et tirets');

/** The act that a link of a mail has served for, if it has: by then it serves no other. */
export function servedBy({ journal }: Pick<Convention, 'journal'>, link: string): JournalEntry | undefined {
  return journal.find((entry) => entry.link === link);
}

/**
 * What is written to do an act: who does it, and what. The mark is that of an account, a contact or a machine's user: it
 * tells two people of one name apart, and says nothing of them. The link is the mark of the one of a mail by which they
 * came, if they did. `as` is the contact that they are: nobody is written to about what they have just done.
 */
export function signedAct<Shape extends z.ZodRawShape>(shape: Shape) {
  return record({ by, mark: mark.optional(), link: mark.optional(), as: slug(40).optional(), ...shape });
}
