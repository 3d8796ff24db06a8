import { mailLimits } from '../../contract/mail-limits.ts';
import type { Letter, LetterOutcome } from '../../convention/mailing/letter.ts';
import { isSafeAddress } from '../../letters/address.ts';
import type { ComposedMail } from '../../letters/compose.ts';
import { answerIn, classify } from './fault.ts';
import { quotable } from './reply.ts';
import type { MailTransport } from './transport.ts';
import { within } from './within.ts';

/**
 * Sends one letter in its own SMTP transaction, within `mailLimits.letter`, and tells whether the server took it or
 * refused it for good.
 *
 * @throws the failure of nodemailer when the letter may still leave later.
 */
export async function sendLetter(
  transport: MailTransport,
  letter: Letter,
  mail: ComposedMail,
): Promise<LetterOutcome> {
  const { contact, email } = letter.to;
  const { messageId } = mail;
  if (!isSafeAddress(email)) {
    return { contact, messageId, status: 'refused', response: 'Adresse électronique mal formée' };
  }
  try {
    // As octets: the encoding is known, and nodemailer would look at each character of a text.
    const bodies = { text: Buffer.from(mail.text), html: Buffer.from(mail.html) };
    const { response } = await within(mailLimits.letter, (signal) =>
      transport.sendMail({ ...mail, ...bodies, signal }),
    );
    return { contact, messageId, status: 'sent', response: quotable(response) };
  } catch (error) {
    if (classify(error) !== 'refused') throw error;
    return { contact, messageId, status: 'refused', response: answerIn(error) };
  }
}
