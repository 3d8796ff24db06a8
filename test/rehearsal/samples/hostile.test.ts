import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { readDocument } from '../../../convention/document/read-document.ts';
import { composeMail } from '../../../letters/compose.ts';
import { linksOf } from '../../../letters/links.ts';
import { samplesOf } from '../../../rehearsal/samples/samples.ts';
import { from, readableLinks } from '../../activities/mail/posted.ts';
import { accepted, example, faultsIn, replaced } from '../../convention/support.ts';
import { parseCalendar } from '../../letters/calendar/strict-parser.ts';
import { sharedOut } from '../../support/runs.ts';

/** The places of a document where people write freely, and that mails show. */
const places = [
  ['title'],
  ['shortName'],
  ['delegator', 'shortName'],
  ['delegatee', 'name'],
  ['manager', 'name'],
  ['delegator', 'contacts', 0, 'name'],
  ['delegatee', 'contacts', 1, 'name'],
  ['publications', 'places', 0, 'place'],
  ['bodies', 0, 'name'],
] as const;

const everywhere = (text: string) =>
  places.reduce((document, path) => replaced(document, path, text), example());

const harmless = [
  '<img src=x onerror=alert(1)>',
  '"><a href=//x.example>',
  '🎉👩‍👩‍👧🇫🇷é',
  'אבגד عربي',
  '=HYPERLINK("x")',
  'a, b; c\\n "d" <e@f>',
];

// By default the mails are shared out among the texts: each mail bears one of them.
test.each(harmless.map((text, place) => ({ text, place })))(
  'in every field of a document, $text is text in every mail and calendar',
  async ({ text, place }) => {
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { document } = accepted(everywhere(text));
    const bases = `${readableLinks.base}/`;
    for (const { name, delivery, letter } of sharedOut(samplesOf(document), place, harmless.length)) {
      const links = linksOf(readableLinks, delivery, letter);
      const { message } = await composer.sendMail(composeMail(delivery, letter, from, [], links));
      const mail = await simpleParser(String(message));
      const recipients = { to: mail.to, cc: mail.cc, bcc: mail.bcc };
      expect({ name, ...recipients }).toMatchObject({
        to: { value: [{ address: letter.to.email }] },
        cc: undefined,
        bcc: undefined,
      });
      expect(mail.headerLines.map(({ key }) => key).filter((key) => /^(bcc|cc|x-evil)$/.test(key))).toEqual(
        [],
      );
      const html = String(mail.html);
      const urls = [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url);
      expect(urls.filter((url) => !url.startsWith(bases))).toEqual([]);
      expect(html.replace(/<img src="cid:[^>]*>/g, '')).not.toMatch(/<(img|script|iframe|object|form)\b/i);
      expect(html + mail.text + mail.subject).not.toMatch(/[\u202a-\u202e]/);
      const all = [links?.preferences, links?.calendar, ...(links?.acts.values() ?? [])];
      for (const url of all.filter((one) => one !== undefined)) {
        expect(html).toContain(`href="${url}"`);
        expect(mail.text?.split('\n')).toContain(url);
      }
      for (const { filename, content } of mail.attachments)
        if (filename?.endsWith('.ics')) parseCalendar(content.toString());
    }
  },
);

test.each([
  ['a line end', 'a\r\nBcc: evil@x.example'],
  ['a lone line feed', 'a\nb'],
  ['a line separator', 'a\u2028b'],
  ['a null', 'a\u0000b'],
  ['what turns the reading around', 'a\u202Egpj.exe'],
  ['what does not show', 'le suivi\u200b'],
  ['ten megabytes', 'x'.repeat(10_000_000)],
])('%s is refused by the document in each of these fields, and shown short', (_what, text) => {
  const faults = faultsIn(everywhere(text));
  expect(faults.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['title', 'delegator.contacts[0].name', 'publications.places[0].place']),
  );
  expect(faults).toHaveLength(places.length);
  for (const { given } of faults) expect(given?.length).toBeLessThanOrEqual(80);
});

test('an address that hides another is refused', () => {
  for (const email of ['a@b.example\r\nBcc: c@d.example', 'a@b.example,c@d.example', '<a@b.example>']) {
    expect(readDocument(replaced(example(), ['manager', 'email'], email)).ok).toBe(false);
  }
});
