/** Where a conversation with the mail server can go wrong; `dot` is after the letter's final dot. */
export const verbs = ['connect', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'dot', 'QUIT'] as const;
export type Verb = (typeof verbs)[number];

/**
 * How it goes wrong: refused for now, refused for good (on our side: no address is at fault), no answer any more, the
 * connection dropped, a late answer. After the final dot a letter that is refused or lost was not taken; one that is
 * dropped or stalled was, and only its answer is lost.
 */
export const ways = ['deferred', 'refused', 'stalled', 'dropped', 'lost', 'slow'] as const;
export type Way = (typeof ways)[number];

/** What the mail server is told to do wrong; at every verb when none is named. */
export interface SmtpFault {
  readonly verb?: Verb;
  readonly way: Way;
}

/** What the mail server tells whoever started it. */
export type SmtpSays = { readonly ready: true } | { readonly struck: true };

/** What it writes on its disk, a line of JSON each, before it answers. */
export type SmtpLine =
  | {
      readonly kind: 'taken';
      readonly at: number;
      readonly session: string;
      readonly messageId: string;
      readonly convention: string;
      readonly to: string;
      readonly subject: string;
      /** Paths of the web application that it leads to. */
      readonly links: readonly string[];
    }
  /** Whoever sent the last letter of a session knows that it was taken: it went on after the answer. */
  | { readonly kind: 'known'; readonly at: number; readonly session: string };

/** What is answered at a verb, for now and for good. */
export const replies: Readonly<Record<Verb, readonly [deferred: string, refused: string]>> = {
  connect: ['421 4.3.2 try later', '554 5.7.1 not from there'],
  EHLO: ['421 4.3.2 try later', '550 5.7.1 not you'],
  STARTTLS: ['454 4.7.0 TLS not available now', '454 4.7.0 TLS not available'],
  AUTH: ['454 4.7.0 try later', '535 5.7.8 wrong password'],
  MAIL: ['451 4.3.0 try later', '553 5.7.1 not that sender'],
  RCPT: ['450 4.2.0 greylisted', '554 5.7.1 relay denied'],
  DATA: ['451 4.3.0 try later', '554 5.7.1 no letters today'],
  dot: ['451 4.3.0 try later', '554 5.7.1 looks like spam'],
  QUIT: ['421 4.3.2 no', '502 5.5.1 no'],
};
