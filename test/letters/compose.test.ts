import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { Letter, LetterItem } from '../../convention/mailing/letter.ts';
import { composeMail } from '../../letters/compose.ts';
import { delivery, duty, letter, meeting, news } from '../activities/mail/letters.ts';
import { from, linked, posted } from '../activities/mail/posted.ts';

test('says who writes, to whom, and who answers', async () => {
  const { mail, header } = await posted(letter());
  expect(mail.from?.value).toEqual([{ name: 'Conventions', address: 'conventions@dinum.example' }]);
  expect(mail.to).toMatchObject({ value: [{ name: 'Agnès Martin', address: 'agnes.martin@dinum.example' }] });
  expect(mail.replyTo?.value).toEqual([{ name: 'Camille Durand', address: 'camille.durand@dinum.example' }]);
  expect(mail.cc ?? mail.bcc).toBeUndefined();
  expect(header('auto-submitted')).toBe('auto-generated');
  expect(header('content-language')).toBe('fr');
  expect(header('x-delegation-convention')).toBe('signaux-faibles');
  expect(header('importance')).toBeUndefined();
  expect(header('x-mailer')).toBeUndefined();
});

test('that comes back is known, and comes to an address of its own', () => {
  const given = letter();
  const mark = `0123456789${'a'.repeat(16)}`;
  const address = `retours+${mark}-signaux-faibles@conventions.example`;
  const composed = composeMail(delivery([given]), given, from, [], undefined, { returns: { mark, address } });
  const to = [given.to.email];
  expect(composed.envelope).toEqual({ from: address, to });
  expect(composed.headers).toMatchObject({ 'X-Delegation-Letter': mark });
  // RFC 3461: the report tells which address we wrote to.
  expect(composed.dsn).toMatchObject({ recipient: given.to.email, notify: 'failure' });
  const plain = composeMail(delivery([given]), given, from, []);
  expect(plain.messageId).toBe(composed.messageId);
  expect(plain.envelope).toEqual({ from: from.email, to });
  expect(plain.dsn).toBeUndefined();
});

test('is dated when the convention wrote it, whenever it leaves', async () => {
  const { mail } = await posted(letter());
  expect(mail.date?.toISOString()).toBe('2020-05-05T07:12:00.000Z');
});

test('marks urgent news', async () => {
  const { header } = await posted(letter([duty(), news()]));
  expect(header('importance')).toBe('high');
  expect(header('x-priority')).toBe('1');
});

describe('a way to choose in headers (RFC 2369)', () => {
  const headersOf = async (...items: readonly LetterItem[]) => {
    const given = letter(items);
    const { raw } = await posted(given, delivery([given]), linked(given));
    return raw.replace(/\r\n[ \t]+/g, ' ').match(/^List-Unsubscribe.*$/gim) ?? [];
  };
  const informs = news({ urgent: false });

  test('is the page of preferences, on what only informs, and never one click', async () => {
    const { preferences } = linked(letter([informs]));
    const found = await headersOf(informs, duty({ standing: 'copy', closedBy: 'report' }));
    expect(found).toEqual([`List-Unsubscribe: <${preferences}>`]);
  });

  test('is not on what asks something, nor on what is urgent', async () => {
    for (const item of [duty(), news(), news({ urgent: false, duty: 'balance' })])
      expect(await headersOf(informs, item)).toEqual([]);
  });

  test('is not where no page is', async () => {
    expect((await posted(letter([informs]))).header('list-unsubscribe')).toBeUndefined();
  });
});

describe('identity', () => {
  const idOf = (given: Letter, about = delivery([given])) => composeMail(about, given, from, []).messageId;

  test('is a Message-ID of the sender’s domain', () => {
    expect(idOf(letter())).toMatch(/^<[0-9a-f]{64}@dinum\.example>$/);
  });

  test('depends on the convention, its version, what is written about and to whom, and on nothing else', () => {
    const same = idOf(letter([duty(), news()]));
    const other = delivery();
    const version = { ...other, convention: { ...other.convention, version: 2 } };
    const convention = { ...other, convention: { ...other.convention, id: 'autre' } };
    expect(idOf(letter([news(), duty({ title: 'Autre titre' })], { writtenAt: 0, thread: ['<a@b>'] }))).toBe(
      same,
    );
    const others = [
      idOf(letter([duty()])),
      idOf(letter([duty(), news({ identity: 'x' })])),
      idOf(letter([duty(), news()]), version),
      idOf(letter([duty(), news()]), convention),
      idOf(letter([duty(), news()], { to: { ...letter().to, contact: 'paul' } })),
    ];
    expect(new Set([same, ...others]).size).toBe(6);
  });
});

describe('thread', () => {
  test('answers the last letter and refers to all, oldest first', async () => {
    const { mail } = await posted(letter(undefined, { thread: ['<1@x.example>', '<2@x.example>'] }));
    expect(mail.inReplyTo).toBe('<2@x.example>');
    expect(mail.references).toEqual(['<1@x.example>', '<2@x.example>']);
  });

  test('starts without either', async () => {
    const { mail } = await posted(letter());
    expect([mail.inReplyTo, mail.references]).toEqual([undefined, undefined]);
  });

  test('keeps its first and its last letters when it is long, and leaves out what is no Message-ID', async () => {
    const thread = Array.from({ length: 300 }, (_, rank) => `<${rank}@x.example>`);
    const { mail } = await posted(letter(undefined, { thread: [...thread, 'x\r\nBcc: y@z.example'] }));
    expect(mail.references).toHaveLength(21);
    expect(mail.references?.[0]).toBe('<0@x.example>');
    expect(mail.inReplyTo).toBe('<299@x.example>');
    expect(mail.bcc).toBeUndefined();
  });

  test('does not answer itself', () => {
    const { messageId } = composeMail(delivery(), letter(), from, []);
    expect(
      composeMail(delivery(), letter(undefined, { thread: [messageId] }), from, []).inReplyTo,
    ).toBeUndefined();
  });
});

test('a letter that leaves late says so in its text, its HTML and a header', async () => {
  const plannedFor = parisInstant(plainDateOf('2020-05-04'), '09:12');
  const { mail, header } = await posted(letter(undefined, { plannedFor }));
  expect(header('x-delegation-planned-for')).toBe('2020-05-04T07:12:00.000Z');
  for (const body of [spaces(mail.text), spaces(mail.html)]) {
    expect(body).toContain('Ce message devait partir le 4 mai 2020 à 09:12.');
  }
  expect((await posted(letter())).mail.text).not.toContain('devait partir');
});

describe('meeting', () => {
  test.each(['REQUEST', 'CANCEL'] as const)(
    '%s is an alternative and an attachment with one method',
    async (method) => {
      const { raw, mail } = await posted(letter([news({ meeting: meeting({ method }) })]));
      expect(raw).toMatch(
        new RegExp(`^Content-Type: text/calendar; charset=utf-8;\\s+method=${method}`, 'm'),
      );
      const invitations = mail.attachments.map(({ content }) => content.toString());
      expect(new Set(invitations).size).toBe(1);
      expect(mail.attachments.map(({ filename }) => filename)).toContain('invite.ics');
      expect(invitations[0]).toContain(`\r\nMETHOD:${method}\r\n`);
    },
  );

  test('a second one is attached with its own method', async () => {
    const cancelled = news({ identity: 'y', meeting: meeting({ method: 'CANCEL', uid: 'other' }) });
    const { raw, mail } = await posted(letter([news({ meeting: meeting() }), cancelled]));
    expect(raw).toMatch(/method=CANCEL/);
    expect(
      mail.attachments.find(({ filename }) => filename === 'invite-2.ics')?.content.toString(),
    ).toContain('METHOD:CANCEL');
  });
});

describe('hostile text', () => {
  const hostile = [
    'x\r\nBcc: evil@x.example\r\n\r\n<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'a\u2028b\u0000c\u202Egnp.exe',
    '😀'.repeat(500),
    'אבגד عربي',
    `${'W'.repeat(3000)} ${'é'.repeat(3000)}`,
  ];

  test.each(hostile)('stays text, adds no header and no recipient: %#', async (text) => {
    const about = delivery();
    const given = letter(
      [
        duty({ title: text, holder: text, article: text, evidence: text }),
        news({
          subject: text,
          lead: text,
          facts: [[text, text]],
          paragraphs: [text],
          meeting: meeting({
            title: text,
            place: text,
            uid: text,
            organiser: { name: text, email: 'o@x.example' },
          }),
        }),
      ],
      {
        to: { contact: text, name: text, email: 'agnes.martin@dinum.example' },
      },
    );
    const { raw, mail } = await posted(given, {
      ...about,
      convention: { id: text, shortName: text, title: text, parties: text, version: 1 },
      manager: { name: text, email: 'camille.durand@dinum.example' },
    });
    expect(mail.bcc).toBeUndefined();
    expect(mail.to).toMatchObject({ value: [{ address: 'agnes.martin@dinum.example' }] });
    expect(Object.keys(Object.fromEntries(mail.headers))).not.toContain('bcc');
    expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
    expect(mail.subject?.length).toBeLessThanOrEqual(110);
    expect(mail.subject).not.toMatch(/\p{Cc}/u);
    expect(mail.subject).not.toMatch(/[\ud800-\udfff]/u);
    expect(mail.html).not.toMatch(/<(script|img)\b/i);
    expect(mail.attachments[0]?.content.toString()).not.toMatch(/^BCC|^<script/im);
  });
});

test('a subject in French arrives as it was written', async () => {
  const { mail } = await posted(letter([duty({ title: 'Été à l’œuvre – 100 000 €' })]));
  expect(spaces(mail.subject)).toBe(
    'Signaux Faibles : rappel – Été à l’œuvre – 100 000 €, pour le 7 mai 2020',
  );
});

/** With ordinary spaces, to be compared with what one types. */
function spaces(text: string | false | undefined): string {
  return String(text).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
}
