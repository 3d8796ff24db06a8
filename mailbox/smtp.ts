import type { SMTPServerSession } from 'smtp-server';
import { closed, largestMessage, loopbackSmtp, smtpRefusal } from '../engine/loopback-smtp.ts';
import { listenNear, loopback } from '../engine/ports.ts';
import type { MessageStore } from './store.ts';

/** The receiving side of the mailbox. */
export interface SmtpReceiver {
  /** To be given to a sender as it is: `smtp://127.0.0.1:2525`. */
  url: string;
  /** Takes no more, and resolves when what was being received is over. */
  stop(): Promise<void>;
}

/**
 * Receives mail on loopback, from anybody and for anybody, without password nor encryption: nothing leaves this
 * machine. A message is only acknowledged (250) once it is kept; when it cannot be, the sender is told to come
 * back (451).
 */
export async function receiveMail(store: MessageStore, preferredPort?: number): Promise<SmtpReceiver> {
  const smtp = loopbackSmtp({
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        // What passes the limit is read to its end, as the protocol wants, and not kept.
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.once('end', () => {
        if (stream.sizeExceeded) {
          callback(smtpRefusal(552, `Message de plus de ${largestMessage / 1024 / 1024} Mo`));
          return;
        }
        store.keep(Buffer.concat(chunks), envelopeOf(session)).then(
          (id) => callback(null, `Message conserve : ${id}`),
          () => callback(smtpRefusal(451, 'Message non conserve, reessayez')),
        );
      });
    },
  });
  const port = await listenNear(smtp.server, preferredPort);
  return {
    url: `smtp://${loopback}:${port}`,
    stop: () => closed(smtp),
  };
}

function envelopeOf({ envelope }: SMTPServerSession) {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
  };
}
