import type { NodemailerError } from 'nodemailer';
import { classify, faultLabel, isConnectionFault } from '../../../activities/mail/fault.ts';

function fault(code: string, responseCode?: number, command = 'RCPT TO', response?: string): NodemailerError {
  return Object.assign(new Error(`${code} ${responseCode}`), {
    code,
    command,
    ...(response !== undefined && { response }),
    ...(responseCode !== undefined && {
      responseCode,
      permanent: responseCode >= 500 && responseCode !== 503,
    }),
  });
}

test.each([
  ['an unknown user', fault('EENVELOPE', 550), 'refused'],
  ['a full mailbox, for good', fault('EENVELOPE', 552), 'refused'],
  ['a message held to be spam', fault('EMESSAGE', 554, 'DATA'), 'temporary'],
  ['an address that nodemailer finds impossible', fault('EENVELOPE', undefined, 'API'), 'refused'],
  ['a message too large for the server', fault('EMESSAGE', undefined, 'MAIL FROM'), 'temporary'],
  ['greylisting', fault('EENVELOPE', 451), 'temporary'],
  ['a message to present again', fault('EMESSAGE', 452, 'DATA'), 'temporary'],
  ['commands out of order', fault('EENVELOPE', 503), 'temporary'],
  ['a sender that may not write', fault('EENVELOPE', 553, 'MAIL FROM'), 'fatal'],
  ['a sender to present again', fault('EENVELOPE', 451, 'MAIL FROM'), 'temporary'],
  ['a login that is required', fault('EENVELOPE', 530), 'fatal'],
  ['a wrong password', fault('EAUTH', 535, 'AUTH PLAIN'), 'fatal'],
  ['no password', fault('EAUTH', undefined, 'API'), 'fatal'],
  ['a login server that is down', fault('EAUTH', 454, 'AUTH PLAIN'), 'temporary'],
  ['a setting that makes no sense', fault('ECONFIG'), 'fatal'],
  ['a server that closes', fault('EENVELOPE', 421), 'temporary'],
  ['a server that has no service today', fault('EPROTOCOL', 554, 'CONN'), 'temporary'],
  ['a name that does not resolve', fault('EDNS'), 'temporary'],
  ['a certificate that does not hold', fault('ETLS'), 'temporary'],
  ['a server that says nothing', fault('ETIMEDOUT'), 'temporary'],
  ['a letter that took too long', fault('EABORT'), 'temporary'],
  ['anything else', new Error('?'), 'temporary'],
  ['not even an error', 'no', 'temporary'],
])('%s', (_, error, expected) => {
  expect(classify(error)).toBe(expected);
});

/** What servers answer for good (5yz), in their own words. */
test.each([
  // The mailbox itself: its address is wrong, or it takes nothing more.
  ['550 5.1.1 <lea@dgefp.example>: Recipient address rejected: User unknown', 'refused'],
  ['550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 See…', 'refused'],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found', 'refused'],
  ['553 5.1.3 Invalid address format', 'refused'],
  ['556 5.1.10 Recipient address has null MX', 'refused'],
  ['550 5.2.1 The account is disabled', 'refused'],
  ['552 5.2.2 Over quota', 'refused'],
  ['550 Requested action not taken: mailbox unavailable', 'refused'],
  ['550 Unrouteable address', 'refused'],
  ['551 User not local; please try <elsewhere@b.example>', 'refused'],
  ['553 sorry, no mailbox here by that name (#5.1.1)', 'refused'],
  // Who sends: its address, its reputation, its rights, its server.
  ['550 5.1.8 Sender address rejected: Domain not found', 'fatal'],
  ['550 5.1.7 Invalid sender address', 'fatal'],
  ['550 5.7.1 Relaying denied', 'temporary'],
  ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'temporary'],
  ['550 5.7.26 Unauthenticated email is not accepted due to the DMARC policy', 'temporary'],
  ['550 5.7.606 Access denied, banned sending IP', 'temporary'],
  ['550 5.4.1 Recipient address rejected: Access denied', 'temporary'],
  ['550 5.4.4 Unable to route', 'temporary'],
  ['554 5.3.0 Service rejected', 'temporary'],
  ['552 5.3.4 Message size exceeds fixed limit', 'temporary'],
  ['552 5.2.3 Message too long for this mailbox', 'temporary'],
  ['550 5.5.0 Command rejected', 'temporary'],
  ['554 5.6.0 Message contains invalid header', 'temporary'],
  ['550 relay not permitted', 'temporary'],
  ['550 Blocked - see https://rbl.example/?192.0.2.1', 'temporary'],
  ['550 rejected because 192.0.2.1 is in a black list at dnsbl.example', 'temporary'],
  ['550 SPF check failed', 'temporary'],
  ['550 Administrative prohibition', 'temporary'],
  ['553 sorry, that domain isn’t in my list of allowed rcpthosts (#5.7.1)', 'temporary'],
  ['554 Transaction failed', 'temporary'],
  ['555 Parameters not recognised', 'temporary'],
])('%s: %s', (response, expected) => {
  expect(classify(fault('EENVELOPE', Number(response.slice(0, 3)), 'RCPT TO', response))).toBe(expected);
});

test('an unknown mailbox is unknown too when its server says so once it has read the letter', () => {
  const response = '550 5.1.1 user unknown';
  expect(classify(fault('EMESSAGE', 550, 'DATA', response))).toBe('refused');
  expect(classify(fault('EMESSAGE', 550, 'DATA', '550 no'))).toBe('temporary');
});

test.each([
  [fault('ECONNECTION'), true],
  [fault('ETIMEDOUT'), true],
  [fault('EENVELOPE', 421), true],
  [fault('EENVELOPE', 451), false],
  [fault('EMESSAGE', 554), false],
  [new TypeError('a mistake of ours'), false],
  [undefined, false],
])('%s is of the connection: %s', (error, expected) => {
  expect(isConnectionFault(error)).toBe(expected);
});

test('a label holds codes only', () => {
  expect(faultLabel(fault('EENVELOPE', 451, 'RCPT TO', '451 <a@b.example>'))).toBe('EENVELOPE 451');
  expect(faultLabel(fault('EENVELOPE', 554, 'RCPT TO', '554 5.7.1 <a@b.example>'))).toBe(
    'EENVELOPE 554 5.7.1',
  );
  expect(faultLabel(undefined)).toBe('inconnue');
});
