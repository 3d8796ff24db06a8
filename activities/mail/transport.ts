import {
  createTransport,
  type SMTPPoolOptions,
  type SMTPPoolSentMessageInfo,
  type Transporter,
} from 'nodemailer';
import { mailLimits } from '../../contract/mail-limits.ts';

/** Where letters leave. */
export interface TransportSettings {
  /**
   * `smtp://user:password@host:587` (STARTTLS, without which nothing is sent beyond this machine, unless
   * `?requireTLS=false` says so and no password is given) or `smtps://host:465`.
   * nodemailer reads further options from its query, except those that are fixed here.
   */
  readonly smtpUrl: string;
  /** Connections kept open at once; 5 by default. */
  readonly maxConnections?: number;
}

/** A pool of SMTP connections. */
export type MailTransport = Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;

/**
 * Opens the pool; nothing is connected before the first letter.
 * @throws RangeError when the address is not one of an SMTP server.
 */
export function openTransport({ smtpUrl, maxConnections }: TransportSettings): MailTransport {
  if (!URL.canParse(smtpUrl) || !/^smtps?:$/.test(new URL(smtpUrl).protocol)) {
    // The address may hold a password: it is not quoted.
    throw new RangeError('SMTP_URL doit être de la forme smtp://hôte:port ou smtps://hôte:port');
  }
  return createTransport({
    ...fixed,
    url: secured(withoutFixed(smtpUrl)),
    ...(maxConnections !== undefined && { maxConnections }),
  });
}

const fixed = {
  pool: true,
  // Only Temporal retries: a second hand at it would send twice and hide faults.
  maxRequeues: 0,
  connectionTimeout: mailLimits.connection,
  dnsTimeout: mailLimits.connection,
  greetingTimeout: mailLimits.greeting,
  socketTimeout: mailLimits.silence,
  // Letters hold what people wrote: none of it may name a file or an address to fetch.
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

/** The address of a server with what keeps letters and passwords from travelling in clear beyond this machine. */
export function secured(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  if (url.protocol === 'smtps:' || isHere(url.hostname)) return url.href;
  const isAllowed = url.searchParams.get('requireTLS') === 'false' && url.username === '';
  if (isAllowed) return url.href;
  url.searchParams.delete('ignoreTLS');
  url.searchParams.set('requireTLS', 'true');
  return url.href;
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

/** In nodemailer the query of the address prevails over the options. */
function withoutFixed(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  for (const option of Object.keys(fixed)) url.searchParams.delete(option);
  return url.href;
}
