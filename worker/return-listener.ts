import { bytesRead } from '../activities/mail/returns/open-report.ts';
import { referencesIn } from '../activities/mail/returns/references.ts';
import { type ReturnMeans, tellReturn } from '../activities/mail/returns/tell-return.ts';
import { isReturnMark, longestLocalPart } from '../contract/return-mark.ts';
import { closed, loopbackSmtp, smtpRefusal } from '../engine/loopback-smtp.ts';
import { listen } from '../engine/ports.ts';

/** The receiving side of what comes back by SMTP. */
export interface ReturnListener {
  readonly port: number;
  /** Takes no more, and resolves when what was being received is over. */
  stop(): Promise<void>;
}

/**
 * Receives on loopback what a mail server of this machine hands over of the addresses to which letters come back. One that
 * our keys have not sealed is refused. A message is only acknowledged once its convention knows; until then the server
 * that has it is told to come back (451).
 *
 * @param address `retours@example.fr`.
 * @param port 0 for any.
 * @throws the system's error when it cannot listen there.
 */
export async function listenForReturns(
  address: string,
  port: number,
  means: ReturnMeans,
): Promise<ReturnListener> {
  const smtp = loopbackSmtp({
    onRcptTo(recipient, _session, answer) {
      answer(isOurs(recipient.address, address, means) ? null : smtpRefusal(550, '5.1.1 Adresse inconnue'));
    },
    onData(stream, { envelope }, answer) {
      // Who it came to is often nowhere in a report: as a mailbox would note it.
      const chunks: Buffer[] = envelope.rcptTo.map((to) => Buffer.from(`Delivered-To: ${to.address}\r\n`));
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        if (size < bytesRead) chunks.push(chunk);
        size += chunk.byteLength;
      });
      stream.once('end', () => {
        if (stream.sizeExceeded) return answer(smtpRefusal(552, '5.3.4 Message trop long'));
        tellReturn(means, Buffer.concat(chunks)).then(
          ({ kind, fate }) => {
            if (fate === 'later') answer(smtpRefusal(451, '4.3.0 Revenez plus tard'));
            else if (kind === 'unknown') answer(smtpRefusal(550, '5.7.1 Personne ne lit cette adresse'));
            else answer(null, 'Lu');
          },
          () => answer(smtpRefusal(451, '4.3.0 Revenez plus tard')),
        );
      });
    },
  });
  const listening = await listen(smtp.server, port);
  return { port: listening, stop: () => closed(smtp) };
}

/** Whether an address is one of those that letters bear; of one whose end may be cut off, its report is to prove it. */
function isOurs(recipient: string, address: string, { keys }: ReturnMeans): boolean {
  const [own = '', domain = ''] = address.toLowerCase().split('@');
  const [local = '', host = ''] = recipient.toLowerCase().split('@');
  if (host !== domain || !local.startsWith(`${own}+`)) return false;
  const [reference] = referencesIn(recipient);
  if (!reference) return false;
  return local.length === longestLocalPart || isReturnMark(keys, reference.convention, reference.mark);
}
