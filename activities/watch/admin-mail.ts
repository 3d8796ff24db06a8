import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { SendMailOptions } from 'nodemailer';
import { mailLimits } from '../../contract/mail-limits.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { Person } from '../../convention/mailing/letter.ts';
import { domainOf } from '../../letters/address.ts';
import type { Content } from '../../letters/content.ts';
import { htmlOf } from '../../letters/html.tsx';
import { textOf } from '../../letters/text.ts';
import { failureOf } from '../mail/failure.ts';
import { classify, faultLabel } from '../mail/fault.ts';
import type { MailTransport } from '../mail/transport.ts';
import { within } from '../mail/within.ts';

/** A message to every admin. */
export interface AdminMail {
  /** What it is, and of which day: `weekly-summary/2026-11-23`. The same one twice bears the same Message-ID. */
  readonly identity: string;
  readonly writtenAt: Instant;
  readonly content: Content;
}

/** Who writes to whom, and how. */
export interface AdminPost {
  readonly from: Person;
  /** Addresses; none when nobody is to be told. */
  readonly admins: readonly string[];
  readonly transport: MailTransport;
}

/** What a watch has in hand. */
export interface WatchMeans {
  readonly client: Client;
  readonly post: AdminPost;
  readonly web?: string;
}

/**
 * Sends a message to each admin, but those who have it already.
 *
 * @param has Message-IDs of those that an earlier attempt sent.
 * @param sent told of each Message-ID once a server has taken the message.
 * @returns how many have it.
 * @throws ApplicationFailure as `deliver` does, when it may still leave later for one of them.
 */
export async function sendToAdmins(
  { from, admins, transport }: AdminPost,
  mail: AdminMail,
  has: readonly string[],
  sent: (messageId: string) => void,
): Promise<number> {
  const { log } = Context.current();
  const messages = admins.map((address) => composed(mail, from, address));
  let count = 0;
  const faults: unknown[] = [];
  for (const message of messages) {
    try {
      if (!has.includes(message.messageId)) {
        await within(mailLimits.letter, (signal) => transport.sendMail({ ...message, signal }));
        sent(message.messageId);
      }
      count += 1;
    } catch (error) {
      log.warn('Letter to an admin not sent', { identity: mail.identity, fault: faultLabel(error) });
      // An address that its server refuses is a setting to mend: it holds nothing back.
      if (classify(error) !== 'refused') faults.push(error);
    }
  }
  if (faults.length > 0) throw failureOf(faults[0], faults.length);
  return count;
}

function composed({ identity, writtenAt, content }: AdminMail, from: Person, to: string) {
  const what = createHash('sha256')
    .update(JSON.stringify([identity, to]))
    .digest('hex');
  return {
    from: { name: from.name, address: from.email },
    to,
    envelope: { from: from.email, to: [to] },
    subject: content.subject,
    messageId: `<${what}@${domainOf(from.email)}>`,
    date: new Date(writtenAt),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'fr' },
    xMailer: false,
    baseBoundary: what.slice(0, 24),
    text: textOf(content),
    html: htmlOf(content),
  } satisfies SendMailOptions;
}
