import type { NodemailerError } from 'nodemailer';
import { classify, faultLabel, isConnectionFault } from '../../../activities/mail/fault.ts';

function fault(code: string, responseCode?: number, command = 'RCPT TO'): NodemailerError {
  return Object.assign(new Error(`${code} ${responseCode}`), {
    code,
    command,
    ...(responseCode !== undefined && {
      responseCode,
      permanent: responseCode >= 500 && responseCode !== 503,
    }),
  });
}

test.each([
  ['an unknown user', fault('EENVELOPE', 550), 'refused'],
  ['a full mailbox, for good', fault('EENVELOPE', 552), 'refused'],
  ['a message held to be spam', fault('EMESSAGE', 554, 'DATA'), 'refused'],
  ['an address that nodemailer finds impossible', fault('EENVELOPE', undefined, 'API'), 'refused'],
  ['a message too large for the server', fault('EMESSAGE', undefined, 'MAIL FROM'), 'refused'],
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
  expect(faultLabel(Object.assign(fault('EENVELOPE', 451), { response: '451 <a@b.example>' }))).toBe(
    'EENVELOPE 451',
  );
  expect(faultLabel(undefined)).toBe('inconnue');
});
