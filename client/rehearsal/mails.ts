import { z } from 'zod';
import type { Mailbox } from '../../engine/mailbox/mailbox.ts';

const messages = z.array(
  z.object({
    id: z.string(),
    date: z.string(),
    subject: z.string(),
    messageId: z.string(),
    envelopeTo: z.array(z.string()),
  }),
);

/** A mail of a rehearsal. */
export interface RehearsedMail {
  /** ISO 8601 instant at which it would leave. */
  readonly date: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  /** Its id in the stage's mailbox. */
  readonly id: string;
}

/** Every mail that a stage's mailbox received, oldest first. */
export async function readMails(mailbox: Mailbox): Promise<RehearsedMail[]> {
  const response = await fetch(`${mailbox.url}/messages.json`);
  const received = messages.parse(await response.json());
  return received
    .map(({ id, date, subject, messageId, envelopeTo }) => ({
      date,
      to: envelopeTo.join(', '),
      subject,
      messageId,
      id,
    }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.to < b.to ? -1 : 1));
}
