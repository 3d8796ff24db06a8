import { classifyReturn } from '../../../../activities/mail/returns/classify-return.ts';
import { hostileSeeds, readsInLinearTime } from '../../../support/linear.ts';
import { addressee, reportOf, wire } from './reports.ts';

const mark = `4f1c2a9b0e${'a'.repeat(16)}`;

/** Where a stranger's text stands in a message. */
const places: Readonly<Record<string, (text: string) => string>> = {
  'as the whole': (text) => text,
  'in a header': (text) =>
    `Subject: ${text.replace(/[\r\n]/g, ' ')}\nAuto-Submitted: auto-replied\n\nBonjour\n`,
  'as words of a daemon': (text) => `From: MAILER-DAEMON@a.example\n\nHi. This is the qmail\n${text}`,
  'as a status': (status) => reportOf({ headers: 'To: a@b.example', status: `${status}\n\n${status}` }, mark),
  'as a diagnosis': (text) =>
    reportOf(
      {
        headers: 'To: a@b.example',
        status: `\n\nFinal-Recipient: rfc822; ${addressee}\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; ${text.replace(/[\r\n]/g, ' ')}`,
      },
      mark,
    ),
};

const seeds = [
  ...hostileSeeds,
  '--=_report\n',
  '--=_report\n\n',
  'Content-Type: message/rfc822\n\n',
  `+${mark}-`,
  'X-Delegation-Letter: ',
  '> ',
  '550 5.1.1 ',
  '<a@b>:\n',
  'rfc822; <',
];

test.each(Object.entries(places))(
  'a text %s is read in a time that grows with its length alone',
  async (_, placed) => {
    for (const seed of seeds)
      await readsInLinearTime(seed, (text) => classifyReturn(wire(placed(text))).catch(() => {}));
  },
);
