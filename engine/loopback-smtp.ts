import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** Bytes; a letter may enclose files. */
export const largestMessage = 30 * 1024 * 1024;

/** A receiver of mail for programs of this machine: it asks for no password and encrypts nothing, and is to listen on loopback. */
export function loopbackSmtp(handlers: Pick<SMTPServerOptions, 'onRcptTo' | 'onData'>): SMTPServer {
  const smtp = new SMTPServer({
    name: 'localhost',
    banner: 'delegation',
    size: largestMessage,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1000,
    logger: false,
    ...handlers,
  });
  // A sender that hangs up in the middle is its own trouble.
  smtp.on('error', () => {});
  return smtp;
}

/** Takes no more, and resolves when what was being received is over. */
export function closed(smtp: SMTPServer): Promise<void> {
  return new Promise((resolve) => smtp.close(() => resolve()));
}

/** Why a sender is refused, or told to come back. */
export function smtpRefusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
