import { writtenDocument } from '../support/documents.ts';
import type { Answer, Site, Visitor } from '../support/site.ts';
import { by, inDays, settled } from './lively.ts';

// Text that means harm, in every field of every form and in every part of an address.

/** What is given, each by the harm that it means. */
export const hostile: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  element: '"><img src=x onerror=alert(1)>',
  closing: '</textarea></title></style><svg onload=alert(1)>',
  header: 'a\r\nBcc: pirate@evil.example\r\n\r\n<b>',
  formula: '=cmd|’ /C calc’!A0',
  link: 'javascript:alert(1)',
  quotes: `' OR ''='" OR ExecutionStatus='Running' --\\`,
  right: '\u202Egnp.exe\u2066',
  emoji: '👩‍👩‍👧‍👦🏴‍☠️',
  half: '\ud83d',
  nul: 'a\u0000b',
  long: 'x'.repeat(5000),
  path: '../../../etc/passwd',
  prototype: '__proto__',
};
/** The same, alone. */
export const texts = Object.values(hostile);

/** One line, short enough for a title, that nothing may interpret. */
export const title = `=<script>alert(1)</script>"'><img src=x onerror=alert(1)>;,\\n👩‍👩‍👧 {{7*7}} ${'x'.repeat(60)}`;
export const shortName = `=<b onclick=alert(1)>;"',👧`;
const personName = `@<img src=x onerror=alert(1)> "A"\\, B; <pirate@evil.example>`;

const ownDuty = {
  id: 'own',
  article: '=9',
  title,
  holder: 'delegator',
  evidence: title,
  opens: { from: 'signature' },
  due: { from: 'effect', months: 11 },
};

/**
 * Starts a convention whose every text is hostile, registered through the upload.
 * @returns its id.
 */
export async function startHostile(site: Site, admin: Visitor, id: string): Promise<string> {
  const { status } = await upload(admin, JSON.stringify(hostileDocument(id)));
  expect(status).toBe(303);
  const checked = await admin.get('/nouvelle/verification');
  expect(checked.status).toBe(200);
  harmless(checked);
  expect((await admin.press(checked, '/nouvelle/demarrer')).headers.get('location')).toBe(
    `/conventions/${id}`,
  );
  const { conventions } = site.stage;
  await conventions.act(id, 'confirmEffect', { by, on: inDays(-65), reason: title });
  await conventions.act(id, 'scheduleCommittee', { by, on: inDays(20), time: '10:00', place: title });
  await settled(site, id);
  return id;
}

/** Its document, as people write it. */
export function hostileDocument(id: string): Record<string, unknown> {
  const written = JSON.parse(
    JSON.stringify(
      writtenDocument({ id, title, shortName, signedOn: inDays(-70), public: true, yearEnd: { dates: [] } }),
    )
      .replaceAll('"Bureau du budget de la DGEFP"', JSON.stringify(personName))
      .replaceAll('"Maignon Infos Services"', JSON.stringify(title.slice(0, 100)))
      .replaceAll('"Gestionnaire des conventions"', JSON.stringify(personName)),
  );
  return { ...written, duties: [ownDuty] };
}

/** Gives a document as a file, for a new convention. */
export async function upload(admin: Visitor, content: string): Promise<Answer> {
  const csrf = await admin.token();
  return admin.post('/nouvelle/fichier', { csrf, fichier: new File([content], 'convention.json') });
}

/** Nothing that was given is markup in a page. */
export function harmless({ text, status, headers }: Answer, given = ''): void {
  if (status >= 500) throw new Error(`${status} for ${JSON.stringify(given.slice(0, 80))}`);
  if (!headers.get('content-type')?.startsWith('text/html')) return;
  // Tags without what their attributes hold.
  const tags = (text.match(/<[a-z](?:[^>"]|"[^"]*")*>/gi) ?? []).map((tag) =>
    tag.replaceAll(/="[^"]*"/g, '=""'),
  );
  const strange = tags.find((tag) => /^<(?:b|script)>|\son\w+=|^<(?:b|img|svg) (?!class)/.test(tag));
  if (strange || /(?:href|src|action)="javascript:/i.test(text))
    throw new Error(`${strange} in the page for ${given.slice(0, 80)}`);
}
