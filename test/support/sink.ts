import type { Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it takes, and answers as told. */
export interface Sink {
  readonly url: string;
  /** What one address received, oldest first. */
  received(address: string): SunkMail[];
  /** Everything received, oldest first. */
  all(): readonly SunkMail[];
  /** From now on it lets in who has this password, and nobody who is in. */
  lets(password: string): void;
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
  /** In base 64. */
  readonly attachments: readonly { readonly contentType: string; readonly content: string }[];
  readonly date: Date | undefined;
  /** When it came, in milliseconds of the machine's steady clock. */
  readonly receivedAt: number;
  readonly headers: ReadonlyMap<string, unknown>;
}

/** Who may send. */
export interface SinkLogin {
  /** The password that its address is written with, and that it lets in until told otherwise. */
  readonly password: string;
  /** Told of each that is refused (535), before the answer. */
  readonly refused: () => Promise<unknown>;
}

/**
 * Opens one on a free port.
 * @param answers the SMTP code with which an address is refused, or its whole reply, `550 5.7.1 blocked`; `*` is any
 *   address. May change while it runs.
 * @param held it takes no letter before this is over.
 * @param login who may send; anybody, without a password, when absent.
 */
export async function openSink(
  answers: Readonly<Record<string, number | string>>,
  held: Promise<void> = Promise.resolve(),
  login?: SinkLogin,
): Promise<Sink> {
  const kept: SunkMail[] = [];
  const sessions = new Set<Socket>();
  let accepted = login?.password;
  const server = new SMTPServer({
    authOptional: !login,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS', ...(login ? [] : ['AUTH'])],
    logger: false,
    onAuth({ username, password }, _session, answer) {
      if (password === accepted) return answer(null, { user: username });
      const wrong = Object.assign(new Error('authentication failed'), { responseCode: 535 });
      void login?.refused().finally(() => answer(wrong));
    },
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
            attachments: mail.attachments.map(({ contentType, content }) => ({
              contentType,
              content: content.toString('base64'),
            })),
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
  server.server.on('connection', (socket) => {
    sessions.add(socket.once('close', () => sessions.delete(socket)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://${login ? `conventions:${login.password}@` : ''}127.0.0.1:${port}`,
    received: (to) => kept.filter((mail) => mail.to === to),
    all: () => kept,
    lets(password) {
      accepted = password;
      for (const session of sessions) session.destroy();
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
