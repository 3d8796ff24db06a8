import type { SunkMail } from '../../../support/sink.ts';
import { letterHeaders, reportOf, wire } from './reports.ts';

/** Where letters of tests come back. */
export const returnAddressOfTests = 'retours@conventions.example';

/** Says nothing. */
export const silentLog = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** A report of a mail server about a letter: to where it comes back, or elsewhere, with what it returns of it. */
export function failed(
  mail: SunkMail,
  {
    status = '5.1.1',
    to = mail.from,
    recipient = mail.to,
    mark = String(mail.headers.get('x-delegation-letter')),
  } = {},
): Buffer {
  const convention = String(mail.headers.get('x-delegation-convention'));
  const report = reportOf(
    {
      headers: `Return-Path: <>\nFrom: MAILER-DAEMON@relais.example\nTo: ${to}\nSubject: Undelivered Mail Returned to Sender`,
      status: `Reporting-MTA: dns; relais.example\n\nFinal-Recipient: rfc822; ${recipient}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; 550 ${status} <${recipient}> unknown`,
    },
    mark,
  );
  return wire(report.replace(letterHeaders(mark), letterHeaders(mark, convention)));
}
