import { answerIn, classify, faultLabel } from '../../../activities/mail/fault.ts';
import { enhancedStatusOf, quotable } from '../../../activities/mail/reply.ts';
import { isSafeAddress, mailboxOf, withoutAddresses } from '../../../letters/address.ts';
import { escaped } from '../../../letters/calendar/calendar-text.ts';
import { composeMail } from '../../../letters/compose.ts';
import { threadingOf } from '../../../letters/identity.ts';
import { aboutOf } from '../../../letters/links.ts';
import { oneLine, shorten } from '../../../letters/one-line.ts';
import { typeset } from '../../../letters/typography.ts';
import { wrap } from '../../../letters/wrap.ts';
import { hostileSeeds, readsInLinearTime } from '../../support/linear.ts';
import { delivery, letter, meeting, news } from './letters.ts';

const failure = (response: string) =>
  Object.assign(new Error(response), { code: 'EENVELOPE', responseCode: 550, permanent: true, response });
const sender = { name: 'Conventions', email: 'conventions@dinum.example' };

/** Whatever meets what a server, a contact or a document has written. */
const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['withoutAddresses', withoutAddresses],
  ['isSafeAddress', isSafeAddress],
  ['isSafeAddress, before an @', (text) => isSafeAddress(`${text}@b.example`)],
  ['mailboxOf', (text) => attempted(() => mailboxOf(text))],
  ['mailboxOf, before a bracket', (text) => attempted(() => mailboxOf(`${text}<a@b.example`))],
  ['quotable', quotable],
  ['enhancedStatusOf', (text) => enhancedStatusOf(`550 5.${text}`)],
  ['classify', (text) => classify(failure(text))],
  ['answerIn', (text) => answerIn(failure(text))],
  ['faultLabel', (text) => faultLabel(failure(text))],
  ['oneLine', oneLine],
  ['shorten', (text) => shorten(text, 110)],
  ['typeset', typeset],
  ['wrap', (text) => wrap(text, '* ')],
  ['escaped', escaped],
  ['threadingOf', (text) => threadingOf(letter(undefined, { thread: [`<${text}`, `<a@${text}`] }), '<a@b>')],
  ['aboutOf', (text) => aboutOf(news({ meeting: meeting({ uid: `committee-${text}` }) }))],
];

function attempted(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('a megabyte of foreign text is read in linear time', () => {
  it.each(readers)(
    'by %s',
    async (_name, read) => {
      for (const seed of hostileSeeds) await readsInLinearTime(seed, read);
    },
    120_000,
  );

  it('by a whole letter that quotes it', async () => {
    for (const seed of ['a', '<', '1 ', '://']) {
      await readsInLinearTime(
        seed,
        (text) =>
          composeMail(
            delivery(),
            letter([news({ subject: text, lead: text, facts: [[text, text]] })]),
            sender,
            [],
          ),
        20_000,
      );
    }
  }, 120_000);
});

test('a server’s words are kept by their beginning, and no half of an address is', () => {
  expect(quotable(`550 5.1.1 <lea@dgefp.example> unknown\r\n${'x'.repeat(80_000)}`)).toBe(
    '550 5.1.1 <…> unknown …',
  );
  const cut = `${'mot '.repeat(127)}lea@dgefp.example is unknown`;
  expect(quotable(cut)).not.toContain('lea');
  expect(quotable('250 2.0.0 queued as 12')).toBe('250 2.0.0 queued as 12');
});
