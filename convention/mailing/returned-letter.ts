import type { Convention, SentMail } from '../convention.ts';
import { contactOf } from '../document/contacts.ts';
import { alreadyDone, notNow, type Refusal } from '../errors.ts';
import { isObject } from '../plain-object.ts';
import type { Delivery, Letter } from './letter.ts';

/** A letter that a server had taken, and that another one has sent back since. */
export interface ReturnedLetter {
  /** As it was handed over. */
  readonly letter: Letter;
  readonly messageId: string;
  /** Whether the address is at fault, by the rule of what a server answers at once. */
  readonly refused: boolean;
  /** The server's own words, without addresses. */
  readonly reason: string;
}

/**
 * The record of a letter that came back, when that is news: it is told once, and says nothing of an address that was mended,
 * or tried again, since the letter left.
 */
export function recordOfReturned(
  { document, absences = {}, mails, journal }: Convention,
  { letter, messageId }: ReturnedLetter,
): SentMail | undefined {
  const mail = mails.find((one) => one.messageId === messageId);
  if (!mail) return undefined;
  const addresses = [contactOf(document, mail.contact)?.email, absences[mail.contact]?.email];
  if (!addresses.includes(letter.to.email) && letter.to.outside !== true) return undefined;
  const isTriedAgain = journal.some(
    ({ act, at, input }) =>
      act === 'retryAddress' && at > mail.at && isObject(input) && input.contact === mail.contact,
  );
  return isTriedAgain ? undefined : mail;
}

/**
 * Why a letter that came back is not told: it is not recorded as sent yet, and will be; or it is no news.
 * @param unsent what is on its way.
 */
export function refusedReturn(
  convention: Convention,
  returned: ReturnedLetter,
  unsent: readonly Delivery[],
): Refusal | undefined {
  if (recordOfReturned(convention, returned)) return undefined;
  const { letter, messageId } = returned;
  const isUnderWay = unsent.some(({ letters }) => letters.some((one) => isSame(one, letter)));
  return isUnderWay
    ? notNow`Le courriel « ${messageId} » est encore en cours d’envoi : son retour sera noté ensuite.`
    : alreadyDone`Le retour du courriel « ${messageId} » est déjà noté, ou son adresse a changé depuis.`;
}

function isSame(one: Letter, other: Letter): boolean {
  const identities = ({ items }: Letter) => JSON.stringify(items.map(({ identity }) => identity).sort());
  return one.to.contact === other.to.contact && identities(one) === identities(other);
}
