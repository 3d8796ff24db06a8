import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterwards } from '../../engine/support.ts';

/** A message that the sink took. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

/** A real SMTP server on a free port of the loopback, that keeps what it takes. */
export interface SmtpSink {
  readonly url: string;
  readonly received: Received[];
  /** Answers given to RCPT TO, by address; every other address is taken. Tests change it as they go. */
  readonly answers: Map<string, { readonly code: number; readonly message: string }>;
  close(): Promise<void>;
}

/** Starts a sink. */
export async function openSink(options: SMTPServerOptions = {}): Promise<SmtpSink> {
  const received: Received[] = [];
  const answers: SmtpSink['answers'] = new Map();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const answer = answers.get(address);
      done(answer && Object.assign(new Error(answer.message), { responseCode: answer.code }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        simpleParser(raw).then((mail) => {
          received.push({
            from: envelope.mailFrom ? envelope.mailFrom.address : '',
            to: envelope.rcptTo.map(({ address }) => address),
            raw: raw.toString('latin1'),
            mail,
          });
          done();
        }, done);
      });
    },
    ...options,
  });
  // A client that leaves in the middle of a conversation is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `smtp://127.0.0.1:${portOf(server.server.address())}`,
    received,
    answers,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The sink does not listen');
  return address.port;
}

/** One that is closed after the test. */
export async function sinkOfTest(options: SMTPServerOptions = {}): Promise<SmtpSink> {
  const opened = await openSink(options);
  afterwards(opened.close);
  return opened;
}
