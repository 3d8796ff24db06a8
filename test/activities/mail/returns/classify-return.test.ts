import { accusesMailbox } from '../../../../activities/mail/fault.ts';
import { classifyReturn } from '../../../../activities/mail/returns/classify-return.ts';
import { returnAddress, returnMark } from '../../../../contract/return-mark.ts';
import { addressee, deliveryReports, letterHeaders, reportOf, wire } from './reports.ts';

const keys = [{ id: 'k1', secret: new Uint8Array(32).fill(7) }];
const convention = 'signaux-faibles';
const mark = returnMark(keys, convention, `<4f1c2a9b0e${'0'.repeat(54)}@dinum.example>`);
const verp = returnAddress('retours@conventions.example', convention, mark);
const reference = { convention, mark };

const read = (text: string) => classifyReturn(wire(text));
const postfix = (to = verp) => deliveryReports.Postfix?.make(to, mark) ?? '';

describe.each(Object.entries(deliveryReports))('the report of %s', (_, { make, reply, accuses }) => {
  it('is a failure, with the words of the server', async () => {
    const { kind, failures, references } = await read(make(verp, mark));
    expect(kind).toBe('failed');
    expect(failures).toHaveLength(1);
    expect(failures[0]?.recipients).toContain(addressee);
    expect(failures[0]?.reply).toMatch(reply);
    expect(references).toContainEqual(reference);
  });

  it(`${accuses ? 'has' : 'does not have'} the address at fault, as that answer at once would`, async () => {
    const { failures } = await read(make(verp, mark));
    expect(accusesMailbox(failures[0]?.reply ?? '')).toBe(accuses);
  });

  it('is known by what it returns, when it does not come to the address of the letter', async () => {
    const { references } = await read(make('conventions@dinum.example', mark));
    expect(references).toContainEqual(reference);
  });
});

test('a report whose address lost its capitals, or gained some, is known all the same', async () => {
  const { references } = await read(postfix(verp.toUpperCase()));
  expect(references[0]).toEqual(reference);
});

test.each([
  ['delayed', 'Action: delayed\nStatus: 4.4.1', 'delayed'],
  ['delivered', 'Action: delivered\nStatus: 2.0.0', 'delivered'],
  ['relayed', 'Action: relayed (to non-DSN-aware mailer)\nStatus: 2.0.0', 'delivered'],
  ['without an action', 'Status: 5.1.1 (bad destination mailbox address)', 'failed'],
])('a report that is %s is told as such', async (_, fields, kind) => {
  const status = `Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${addressee}\n${fields}`;
  const found = await read(
    reportOf({ headers: `From: MAILER-DAEMON@mx.example\nTo: ${verp}`, status }, mark),
  );
  expect(found.kind).toBe(kind);
  expect(found.failures).toHaveLength(kind === 'failed' ? 1 : 0);
});

test('of several addressees, the one that failed is told', async () => {
  const status = `Reporting-MTA: dns; mx

Final-Recipient: rfc822; autre@dinum.example
Action: delivered
Status: 2.0.0

Final-Recipient: rfc822; ${addressee}
Action: failed
Status: 5.1.1`;
  const { kind, failures } = await read(reportOf({ headers: `To: ${verp}`, status }, mark));
  expect(kind).toBe('failed');
  expect(failures.map(({ recipients }) => recipients)).toEqual([[addressee]]);
});

const forwarded = (inner: string) => `From: Gestionnaire <gestion@dinum.example>
To: retours@conventions.example
Subject: TR : Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_fwd"

--=_fwd
Content-Type: text/plain; charset=utf-8

Pour information.

--=_fwd
Content-Type: message/rfc822

${inner}
--=_fwd--
`;

const arf = (type: string, inner: string) => `From: <feedback@fournisseur.example>
To: retours@conventions.example
Subject: FW: Signaux Faibles
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_arf"

--=_arf
Content-Type: text/plain

This is an email abuse report.

--=_arf
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <${verp}>
Original-Rcpt-To: <${addressee}>

--=_arf
Content-Type: message/rfc822

${inner}
--=_arf--
`;

describe('a report within another message', () => {
  it.each([
    ['forwarded by somebody', forwarded(postfix())],
    ['forwarded twice', forwarded(forwarded(postfix()).replaceAll('=_fwd', '=_fwd2'))],
    ['in a feedback report (RFC 5965)', arf('other', postfix())],
  ])('%s is the failure that it tells', async (_, text) => {
    const { kind, failures, references } = await read(text);
    expect(kind).toBe('failed');
    expect(failures[0]?.reply).toMatch(/^550 5\.1\.1/);
    expect(references).toContainEqual(reference);
  });

  it('that calls a letter unwanted is a complaint, and no failure', async () => {
    const { kind, failures, references } = await read(arf('abuse', `${letterHeaders(mark)}\n\nBonjour\n`));
    expect(kind).toBe('complaint');
    expect(failures).toEqual([]);
    expect(references).toContainEqual(reference);
  });
});

describe('an answer of a machine', () => {
  const answer = (headers: string, words = 'Bonjour.') =>
    `From: =?utf-8?Q?Agn=C3=A8s_Martin?= <${addressee}>\nTo: ${verp}\n${headers}\nContent-Type: text/plain; charset=utf-8\n\n${words}\n`;

  it.each([
    ['a Sieve vacation', 'Subject: Absence\nAuto-Submitted: auto-replied (vacation)', undefined, 'absence'],
    [
      'Exchange',
      'Subject: =?utf-8?Q?R=C3=A9ponse_automatique_=3A_Signaux_Faibles?=\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated',
      'Je suis en congés, de retour le 25 mai.',
      'absence',
    ],
    [
      'Exchange, in English',
      'Subject: Automatic reply: Signaux Faibles\nX-Auto-Response-Suppress: All',
      'I am out of the office.',
      'absence',
    ],
    [
      'an older vacation program',
      'Subject: away from my mail\nPrecedence: auto_reply\nX-Autoreply: yes',
      undefined,
      'absence',
    ],
    [
      'a ticket system',
      'Subject: [#4512] Votre demande\nAuto-Submitted: auto-replied',
      'Votre demande a bien été reçue.',
      'auto-reply',
    ],
    [
      'somebody who writes',
      'Subject: Re: Signaux Faibles\nAuto-Submitted: no',
      'Voici le compte rendu.',
      'unknown',
    ],
    [
      'somebody who writes of an address',
      'Subject: Adresse',
      'Le serveur répond « 550 5.1.1 user unknown ».',
      'unknown',
    ],
  ])('of %s is told apart', async (_, headers, words, kind) => {
    const found = await read(answer(headers, words));
    expect(found.kind).toBe(kind);
    expect(found.failures).toEqual([]);
  });

  it('that a letter was read, or not, is one too', async () => {
    const receipt = reportOf(
      {
        headers: `From: ${addressee}\nTo: ${verp}\nSubject: Lu : Signaux Faibles`,
        status: 'Final-Recipient: rfc822;x@y\nDisposition: manual-action/MDN-sent-manually; displayed',
      },
      mark,
      'disposition-notification',
    );
    expect((await read(receipt)).kind).toBe('auto-reply');
  });

  it('that quotes an earlier failure of somebody else is no failure', async () => {
    const { kind } = await read(
      answer('Subject: Absence\nAuto-Submitted: auto-replied', '550 5.1.1 unknown'),
    );
    expect(kind).toBe('absence');
  });
});

describe('what is malformed, giant or hostile', () => {
  it.each([
    ['nothing', ''],
    ['zeros', '\0'.repeat(5000)],
    ['no headers', '\n\nBonjour'],
    ['a status without fields', reportOf({ headers: `To: ${verp}`, status: '\n\n\n::::\n: :\n' }, mark)],
    [
      'a status of another kind',
      reportOf({ headers: `To: ${verp}`, status: '\n\nStatus: 5.1.1.1.1\nAction: exploded' }, mark),
    ],
  ])('%s is nothing that is known', async (_, text) => {
    expect((await read(text)).kind).toBe('unknown');
  });

  it('a report that is cut short says what its words say', async () => {
    const { kind, failures } = await read(postfix().slice(0, postfix().indexOf('Final-Recipient')));
    expect(kind).toBe('failed');
    expect(failures[0]?.recipients).toEqual([]);
  });

  it('an action named as a property of every object is none', async () => {
    const status = `\n\nFinal-Recipient: rfc822; ${addressee}\nAction: constructor\n`;
    expect((await read(reportOf({ headers: `To: ${verp}`, status }, mark))).kind).toBe('unknown');
  });

  it('a report that returns twenty megabytes tells what it says at its beginning', async () => {
    const { kind, references } = await read(postfix().replace('Votre compte rendu', 'x'.repeat(20_000_000)));
    expect(kind).toBe('failed');
    expect(references).toContainEqual(reference);
  });

  it('a message in a message, and so on, is taken apart three times', async () => {
    let text = postfix();
    for (let depth = 0; depth < 30; depth += 1) text = forwarded(text).replaceAll('=_fwd', `=_${depth}`);
    expect((await read(text)).kind).toBe('unknown');
  });

  it('a report about a hundred addressees, or with a thousand references, tells the first', async () => {
    const many = Array.from(
      { length: 100 },
      (__, rank) => `Final-Recipient: rfc822; a${rank}@b.example\nAction: failed\nStatus: 5.1.1`,
    );
    const status = `Reporting-MTA: dns; mx\n\n${many.join('\n\n')}`;
    const text = reportOf({ headers: `To: ${verp}`, words: `${verp} `.repeat(1000), status }, mark);
    const { failures, references } = await read(text);
    expect(failures).toHaveLength(20);
    expect(references.length).toBeLessThanOrEqual(8);
  });
});
