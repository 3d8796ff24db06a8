import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it takes, and answers as told. */
export interface Sink {
  readonly url: string;
  /** What one address received, oldest first. */
  received(address: string): SunkMail[];
  /** Everything received, oldest first. */
  all(): readonly SunkMail[];
  close(): Promise<void>;
}

export interface SunkMail {
  /** Its envelope sender: where it comes back. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly references: readonly string[];
  readonly text: string;
  readonly date: Date | undefined;
  /** When it came, in milliseconds of the machine's steady clock. */
  readonly receivedAt: number;
  readonly headers: ReadonlyMap<string, unknown>;
}

/**
 * Opens one on a free port.
 * @param answers the SMTP code with which an address is refused, or its whole reply, `550 5.7.1 blocked`; `*` is any
 *   address. May change while it runs.
 * @param held it takes no letter before this is over.
 */
export async function openSink(
  answers: Readonly<Record<string, number | string>>,
  held: Promise<void> = Promise.resolve(),
): Promise<Sink> {
  const kept: SunkMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, taken) {
      const answer = answers[address] ?? answers['*'];
      if (answer === undefined) return taken();
      const responseCode = Number(String(answer).slice(0, 3));
      const words =
        typeof answer === 'string' ? answer.slice(4) : responseCode < 500 ? 'try later' : 'no such user';
      taken(Object.assign(new Error(words), { responseCode }));
    },
    onData(stream, { envelope }, taken) {
      const receivedAt = performance.now();
      simpleParser(stream).then(async (mail) => {
        await held;
        for (const { address } of envelope.rcptTo) {
          kept.push({
            from: envelope.mailFrom ? envelope.mailFrom.address : '',
            to: address,
            subject: mail.subject ?? '',
            messageId: mail.messageId ?? '',
            references: [mail.references ?? []].flat(),
            text: mail.text ?? '',
            date: mail.date,
            receivedAt,
            headers: mail.headers,
          });
        }
        taken();
      }, taken);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: (to) => kept.filter((mail) => mail.to === to),
    all: () => kept,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
