// Reports as the servers that are met write them, about a letter to Agnès Martin; the names of hosts are made up.

/** What a report is made of, that differs from one to the next. */
export interface ReportPieces {
  /** Headers of the report itself, as text. */
  readonly headers: string;
  readonly words?: string;
  /** Fields of the delivery status, as text. */
  readonly status?: string;
  /** What is returned of the letter: its headers alone, or all of it. */
  readonly returned?: 'headers' | 'letter' | 'nothing';
}

export const addressee = 'agnes.martin@dinum.example';

/** The letter as it comes back. */
export function letterHeaders(mark: string, convention = 'signaux-faibles'): string {
  return `Received: by relais.dinum.example (Postfix, from userid 1001) id 4Zq1; Tue, 5 May 2020 09:12:00 +0200
From: Conventions <conventions@dinum.example>
To: =?UTF-8?Q?Agn=C3=A8s_Martin?= <${addressee}>
Subject: =?UTF-8?Q?Signaux_Faibles_=3A_compte_rendu_d=E2=80=99avril?=
Message-ID: <4f1c2a9b0e${'0'.repeat(54)}@dinum.example>
Auto-Submitted: auto-generated
X-Delegation-Convention: ${convention}
X-Delegation-Letter: ${mark}
Content-Type: text/plain; charset=utf-8`;
}

/** A multipart/report (RFC 6522). */
export function reportOf(pieces: ReportPieces, mark: string, type = 'delivery-status'): string {
  const { headers, words = 'This is the mail system.', status, returned = 'headers' } = pieces;
  const parts = [
    `Content-Type: text/plain; charset=utf-8\n\n${words}\n`,
    ...(status === undefined ? [] : [`Content-Type: message/${type}\n\n${status}\n`]),
    ...(returned === 'headers' ? [`Content-Type: text/rfc822-headers\n\n${letterHeaders(mark)}\n`] : []),
    ...(returned === 'letter'
      ? [`Content-Type: message/rfc822\n\n${letterHeaders(mark)}\n\nVotre compte rendu est attendu.\n`]
      : []),
  ];
  return `${headers}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${type}; boundary="=_report"

${parts.map((part) => `--=_report\n${part}\n`).join('')}--=_report--
`;
}

/** As servers exchange it. */
export function wire(text: string): Buffer {
  return Buffer.from(text.replace(/\r?\n/g, '\r\n'));
}

const daemon = (host: string, to: string) =>
  `Return-Path: <>
Delivered-To: ${to}
From: MAILER-DAEMON@${host} (Mail Delivery System)
To: ${to}
Auto-Submitted: auto-replied`;

/** Delivery reports by who writes them, given the address to which they come and the mark of the letter. */
export const deliveryReports: Readonly<
  Record<
    string,
    { readonly make: (to: string, mark: string) => string; readonly reply: RegExp; readonly accuses: boolean }
  >
> = {
  Postfix: {
    make: (to, mark) =>
      reportOf(
        {
          headers: `${daemon('relais.dinum.example', to)}\nSubject: Undelivered Mail Returned to Sender`,
          words: `<${addressee}>: host mx1.dinum.example[192.0.2.7] said: 550 5.1.1
    <${addressee}>: Recipient address rejected: User unknown in virtual
    mailbox table (in reply to RCPT TO command)`,
          status: `Reporting-MTA: dns; relais.dinum.example
X-Postfix-Queue-ID: 4Zq1
Arrival-Date: Tue,  5 May 2020 09:12:00 +0200 (CEST)

Final-Recipient: rfc822; ${addressee}
Original-Recipient: rfc822;${addressee}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx1.dinum.example
Diagnostic-Code: smtp; 550 5.1.1 <${addressee}>: Recipient address
    rejected: User unknown in virtual mailbox table`,
          returned: 'letter',
        },
        mark,
      ),
    reply: /^550 5\.1\.1 <.*> ?: Recipient address rejected: User unknown/,
    accuses: true,
  },
  Exim: {
    make: (to, mark) =>
      reportOf(
        {
          headers: `${daemon('exim.ac-paris.example', to)}
X-Failed-Recipients: ${addressee}
Subject: Mail delivery failed: returning message to sender`,
          words: 'This message was created automatically by mail delivery software.',
          status: `Reporting-MTA: dns; exim.ac-paris.example

Action: failed
Final-Recipient: rfc822;${addressee}
Status: 5.0.0
Remote-MTA: dns; mx1.dinum.example
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.`,
          returned: 'letter',
        },
        mark,
      ),
    reply: /^550 5\.1\.1 The email account/,
    accuses: true,
  },
  'an older Exim, in words alone': {
    make: (to, mark) => `${daemon('exim.ac-paris.example', to)}
X-Failed-Recipients: ${addressee}
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${addressee}
    SMTP error from remote mail server after RCPT TO:<${addressee}>:
    host mx1.dinum.example [192.0.2.7]: 550 5.1.1 <${addressee}>:
    Recipient address rejected: User unknown

------ This is a copy of the message, including all the headers. ------

${letterHeaders(mark)}
`,
    reply: /^550 5\.1\.1/,
    accuses: true,
  },
  'Microsoft 365, in French': {
    make: (to, mark) =>
      reportOf(
        {
          headers: `Return-Path: <>
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@interieur.example>
To: <${to}>
Subject: =?utf-8?B?Tm9uIHJlbWlzwqA6IFNpZ25hdXggRmFpYmxlcw==?=
Auto-Submitted: auto-replied
X-MS-Exchange-Message-Is-Ndr:`,
          words: `Votre message à ${addressee} n’a pas pu être remis. agnes.martin est introuvable dans dinum.example.`,
          status: `Reporting-MTA: dns;PAXP264MB0001.FRAP264.PROD.OUTLOOK.COM
Received-From-MTA: dns;relais.dinum.example
Arrival-Date: Tue, 5 May 2020 07:12:01 +0000

Final-Recipient: rfc822;${addressee}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`,
          returned: 'letter',
        },
        mark,
      ),
    reply: /^550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound/,
    accuses: true,
  },
  'Exchange, of a full mailbox': {
    make: (to, mark) =>
      reportOf(
        {
          headers: `From: <postmaster@interieur.example>\nTo: <${to}>\nSubject: Non remis : Signaux Faibles`,
          words: 'La boîte aux lettres du destinataire est pleine.',
          status: `Reporting-MTA: dns;EXCH01.interieur.example

Final-Recipient: rfc822;${addressee}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded`,
        },
        mark,
      ),
    reply: /^554 5\.2\.2 mailbox full/,
    accuses: true,
  },
  qmail: {
    make: (to, mark) => `Return-Path: <>
Delivered-To: ${to}
From: MAILER-DAEMON@qmail.laposte.example
To: ${to}
Subject: failure notice

Hi. This is the qmail-send program at qmail.laposte.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${addressee}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <${to}>
${letterHeaders(mark)}

Votre compte rendu est attendu.
`,
    reply: /^550 Sorry, no mailbox here by that name\. \(#5\.1\.1\)/,
    accuses: true,
  },
  'Zimbra, whose report comes through base64': {
    make: (to, mark) =>
      reportOf(
        { headers: `${daemon('zimbra.culture.example', to)}\nSubject: Undelivered Mail Returned to Sender` },
        mark,
      ).replace(
        'Content-Type: text/rfc822-headers',
        `Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${Buffer.from(
          `Reporting-MTA: dns; zimbra.culture.example\r\n\r\nFinal-Recipient: rfc822; ${addressee}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: X-Zimbra; unknown user: "agnes.martin"\r\n`,
        ).toString('base64')}\n\n--=_report\nContent-Type: text/rfc822-headers`,
      ),
    reply: /^550 5\.1\.1 unknown user/,
    accuses: true,
  },
  Gmail: {
    make: (to, mark) =>
      reportOf(
        {
          headers: `Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: ${to}
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: ${addressee}`,
          words: `** Adresse introuvable **\n\nVotre message n’est pas parvenu à ${addressee}.`,
          status: `Reporting-MTA: dns; googlemail.example
Received-From-MTA: dns; conventions@dinum.example
Arrival-Date: Tue, 05 May 2020 00:12:02 -0700 (PDT)

Final-Recipient: rfc822; ${addressee}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx1.dinum.example. (192.0.2.7, the server for the domain dinum.example.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
 Please try double-checking the recipient's email address for typos
Last-Attempt-Date: Tue, 05 May 2020 00:12:03 -0700 (PDT)`,
          returned: 'letter',
        },
        mark,
      ),
    reply: /^550 5\.1\.1 The email account/,
    accuses: true,
  },
  'Sendmail, of an unknown domain': {
    make: (to, mark) =>
      reportOf(
        {
          headers: `${daemon('sendmail.cnrs.example', to)}\nSubject: Returned mail: see transcript for details`,
          words: '   ----- The following addresses had permanent fatal errors -----',
          status: `Reporting-MTA: dns; sendmail.cnrs.example
Received-From-MTA: DNS; relais.dinum.example

Final-Recipient: RFC822; ${addressee}
X-Actual-Recipient: RFC822; agnes@mx.dinum.example
Action: failed
Status: 5.1.2
Remote-MTA: DNS; dinum.example
Diagnostic-Code: X-Unix; 68`,
        },
        mark,
      ),
    reply: /^550 5\.1\.2/,
    accuses: true,
  },
  'Domino, which says no code': {
    make: (to, mark) =>
      reportOf(
        {
          headers: `${daemon('domino.finances.example', to)}\nSubject: NOTIFICATION D'ECHEC DE REMISE`,
          status: `Reporting-MTA: dns;domino.finances.example

Final-Recipient: rfc822;${addressee}
Action: failed
Status: 5.0.0
Diagnostic-Code: X-Notes; L'utilisateur ne figure pas dans l'annuaire Domino`,
        },
        mark,
      ),
    reply: /^550 5\.0\.0/,
    accuses: false,
  },
  'a relay that has given up': {
    make: (to, mark) =>
      reportOf(
        {
          headers: `${daemon('relais.dinum.example', to)}\nSubject: Undelivered Mail Returned to Sender`,
          status: `Reporting-MTA: dns; relais.dinum.example

Final-Recipient: rfc822; ${addressee}
Action: failed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx1.dinum.example[192.0.2.7]:25: Connection timed out`,
        },
        mark,
      ),
    reply: /^450 4\.4\.1 connect to/,
    accuses: false,
  },
  'a policy that has our domain at fault': {
    make: (to, mark) =>
      reportOf(
        {
          headers: `${daemon('relais.dinum.example', to)}\nSubject: Undelivered Mail Returned to Sender`,
          status: `Reporting-MTA: dns; relais.dinum.example

Final-Recipient: rfc822; ${addressee}
Action: failed
Status: 5.7.26
Diagnostic-Code: smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated.`,
        },
        mark,
      ),
    reply: /^550 5\.7\.26/,
    accuses: false,
  },
  'a server that writes in UTF-8 (RFC 6533)': {
    make: (to, mark) =>
      reportOf(
        {
          headers: `${daemon('relais.dinum.example', to)}\nSubject: Non remis`,
          status: `Reporting-MTA: dns; relais.dinum.example

Final-Recipient: utf-8; ${addressee}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 boîte inconnue`,
        },
        mark,
        'global-delivery-status',
      ),
    reply: /^550 5\.1\.1 boîte inconnue/,
    accuses: true,
  },
};
