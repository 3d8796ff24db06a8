import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { allContacts } from '../../../convention/document/contacts.ts';
import { legalWarnings } from '../../../convention/document/legal-warnings.ts';
import { contentOf } from '../../../letters/letter-content.ts';
import { textOf } from '../../../letters/text.ts';
import { samplesOf } from '../../../rehearsal/samples/samples.ts';
import { writeMails } from '../../../rehearsal/samples/write.ts';
import { accepted, example, minimal, signauxFaibles } from '../../convention/support.ts';
import { parseCalendar } from '../../letters/calendar/strict-parser.ts';

const samples = samplesOf(signauxFaibles());
const names = samples.map(({ name }) => name);
const namesOf = (input: unknown) => samplesOf(accepted(input).document).map(({ name }) => name);

test('none says what is for programs: commands, digests, ids', () => {
  const document = signauxFaibles();
  const ids = allContacts(document).flatMap(({ contact: { id } }) => (id.includes('-') ? [id] : []));
  const foreign = new RegExp(
    `JSON|SHA-256|«?\\bdelegation [a-z]|--[a-z]|(?<![\\w@.])(?:${ids.join('|')})(?![\\w@.])`,
  );
  for (const { name, delivery, letter } of samples)
    expect([name, foreign.exec(textOf(contentOf(delivery, letter)))?.[0]]).toEqual([name, undefined]);
});

test('every sample has a name of its own, fit for a file', () => {
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('one of each sort of duty, at each of its rungs, to each of those who are written to', () => {
  const rungs = ['notice', 'before', 'due', 'overdue', 'escalation', 'escalation-representative'];
  const copied = ['notice-copy', 'escalation-copy'];
  // What opens in the week before its deadline is not reminded of in between.
  const short = rungs.filter((rung) => rung !== 'before');
  for (const rung of short) expect(names).toContain(`duty-monthly-report-${rung}`);
  for (const rung of [...short, ...copied]) expect(names).toContain(`duty-credits-${rung}`);
  expect(names).toContain('duty-legal-text-before');
  const kinds = new Set(names.flatMap((name) => /^duty-(.*)-(?:notice|before)$/.exec(name)?.[1] ?? []));
  expect([...kinds].sort()).toEqual([
    'agreed-end',
    'amendment',
    'balance',
    'breach',
    'chorus-access',
    'chorus-codings',
    'committee',
    'community',
    'controller-copies',
    'correction',
    'credits',
    'deliverable',
    'final-report',
    'hand-over',
    'legal-text',
    'monthly-report',
    'notice-end',
    'open-commitments',
    'publication',
    'request',
    'services-closed',
    'shortfall',
    'suspension',
    'term',
    'year-end',
  ]);
});

test('each stands on the day and in the tone of its rung', () => {
  const itemOf = (name: string) => samples.find((sample) => sample.name === name)?.letter.items[0];
  expect(itemOf('duty-credits-notice')).toMatchObject({ rung: 'notice', standing: 'holder', daysOverdue: 0 });
  expect(itemOf('duty-credits-escalation-representative')).toMatchObject({
    rung: 'escalation',
    standing: 'representative',
    daysOverdue: 19,
  });
});

test('whatever says what may be committed says also what may be paid, where that is less, and of each year', () => {
  const years = [
    { year: 2020, commitments: 100_000, payments: 20_000 },
    { year: 2021, commitments: 0, payments: 40_000 },
  ];
  const budget = { ...Object(example().budget), paymentCeiling: 60_000 };
  const document = (changes: object) =>
    signauxFaibles({
      budget: { ...budget, ...changes },
      renewal: { mode: 'express', months: 12, maximum: 1 },
    });
  const capped = samplesOf(document({ years })).flatMap(({ name, letter }) =>
    letter.items.flatMap((item) => {
      const facts = item.kind === 'news' ? (item.facts ?? []) : [];
      const isOfCeiling = facts.some(
        ([label, value]) => /^(Plafond|Montant maximal)/.test(label) && !value.includes('→'),
      );
      return isOfCeiling ? [[name, new Map(facts)] as const] : [];
    }),
  );
  expect(capped.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'news-registered',
      'news-effect',
      'news-report',
      'news-shortfall',
      'news-closed',
    ]),
  );
  for (const [name, facts] of capped) {
    expect([name, facts.get('Paiements (CP), au plus')]).toEqual([
      name,
      expect.stringMatching(/^60.000,00.€$/),
    ]);
    expect([
      name,
      [...facts.keys()].filter((label) => /^(Plafond|Montant maximal)(?!.*\(AE\))/.test(label)),
    ]).toEqual([name, []]);
  }
  expect(capped.find(([name]) => name === 'news-effect')?.[1].get('Par année')).toMatch(
    /^2020 : 100.000,00.€ en AE, 20.000,00.€ en CP ; 2021 : 0,00.€ en AE, 40.000,00.€ en CP$/,
  );
  const same = samplesOf(document({ paymentCeiling: 100_000 }));
  expect(JSON.stringify(same)).not.toContain('au plus"');
});

test('all that may happen is told too of a text that fixes its effect by a later day', () => {
  const told = (effect: object) => namesOf(example({ effect })).filter((name) => name.startsWith('news-'));
  const date = '2020-07-05';
  expect(told({ conditions: ['date'], date })).toEqual(
    expect.arrayContaining(['news-effect', 'news-breach']),
  );
  expect(told({ conditions: ['date'], date })).toEqual(told({ conditions: ['signature'] }));
});

test('the letter of an end asks for nothing that the end has made lapse', () => {
  const renewed = samplesOf(signauxFaibles({ renewal: { mode: 'express', months: 12, maximum: 1 } }));
  const end = renewed.find(({ name }) => name === 'news-end');
  const said = end && textOf(contentOf(end.delivery, end.letter));
  expect(said).toContain('Reste à faire');
  expect(said).not.toContain('Reconduction');
});

test('each letter of the defects of a text names them', () => {
  const defects = legalWarnings(signauxFaibles());
  expect(defects).toHaveLength(4);
  const letters = samples.filter(({ name }) => name.startsWith('duty-legal-text-'));
  expect(letters.length).toBeGreaterThan(3);
  for (const { name, delivery, letter } of letters) {
    const said = textOf(contentOf(delivery, letter)).replace(/\s+/g, ' ');
    expect([name, defects.filter((one) => !said.includes(one.replace(/\s+/g, ' ')))]).toEqual([name, []]);
  }
});

test('a digest, the invitations, and what is told of all that may happen', () => {
  expect(names.filter((name) => !name.startsWith('duty-')).sort()).toEqual([
    'committee-cancel',
    'committee-moved',
    'committee-request',
    'digest',
    'news-address-retried',
    'news-agreed-end',
    'news-agreed-end-proposed',
    'news-amendment-agreed',
    'news-amendment-proposed',
    'news-amendment-refused',
    'news-amendment-signed',
    'news-amendment-signed-2',
    'news-balance-agreed',
    'news-balance-countered',
    'news-balance-proposed',
    'news-breach',
    'news-breach-cured',
    'news-closed',
    'news-committee-held',
    'news-effect',
    'news-end',
    'news-handover',
    'news-handover-2',
    'news-handover-refused',
    'news-mail-fault',
    'news-notice',
    'news-notice-withdrawal',
    'news-registered',
    'news-registered-2',
    'news-report',
    'news-shortfall',
    'news-shortfall-over',
    'news-signed-text',
    'news-support-ended',
    'news-suspended',
    'news-welcome',
    'news-welcome-2',
    'news-welcome-3',
  ]);
});

test('no letter says that something is joined to it, unless it is', () => {
  for (const { delivery, letter } of samples) {
    const said = textOf(contentOf(delivery, letter)).replace(/\s+/g, ' ');
    expect(said).not.toMatch(/vous (?:adresse|transmet) (?:copie|un exemplaire)|est joint à ce courriel/);
  }
});

test('what an act opens comes in the same letter, as it would', () => {
  const proposed = samples.find(({ name }) => name === 'news-amendment-proposed');
  expect(proposed?.letter.items.map(({ identity }) => identity.split('/')[0])).toEqual([
    'amendment',
    'amendment-1-delegator',
  ]);
});

test('a document that names no clause has the mails of what the law gives, and no other', () => {
  const bare = namesOf(minimal());
  const kinds = new Set(bare.flatMap((name) => /^duty-(.*)-(?:notice|before)$/.exec(name)?.[1] ?? []));
  expect([...kinds].sort()).toEqual(['agreed-end', 'amendment', 'legal-text', 'notice-end', 'term']);
  expect(bare.filter((name) => !name.startsWith('duty-')).sort()).toEqual([
    'news-address-retried',
    'news-agreed-end',
    'news-agreed-end-proposed',
    'news-amendment-agreed',
    'news-amendment-proposed',
    'news-amendment-refused',
    'news-amendment-signed',
    'news-closed',
    'news-effect',
    'news-end',
    'news-handover',
    'news-handover-2',
    'news-handover-refused',
    'news-mail-fault',
    'news-notice',
    'news-notice-withdrawal',
    'news-registered',
    'news-signed-text',
    'news-welcome',
    'news-welcome-2',
    'news-welcome-3',
  ]);
});

test('a document has the mails of what it provides for, and no other', () => {
  const withoutCeiling = namesOf(example({ budget: { ceiling: null } }));
  expect(withoutCeiling.filter((name) => name.includes('shortfall'))).toEqual([]);
  expect(withoutCeiling).toContain('news-amendment-proposed');
  expect(namesOf(example({ renewal: { mode: 'express' } }))).toContain('duty-renewal-notice');
  expect(namesOf(example({ renewal: { mode: 'tacit' } }))).toContain('duty-renewal-notice-before');
  const span = { from: 'effect', days: 30 };
  const duty = { id: 'audit', article: '9', title: 'Audit', holder: 'delegatee', evidence: 'le rapport' };
  expect(namesOf(example({ duties: [{ ...duty, opens: { from: 'effect' }, due: span }] }))).toContain(
    'duty-own-due',
  );
});

test('the files are whole, the same at each run, and readable by themselves', async () => {
  const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'delegation-mails-'))));
  try {
    const some = samples.filter(({ name }) => /^(digest|committee-|news-report|duty-credits)/.test(name));
    const [written = []] = await Promise.all(folders.map((folder) => writeMails(some, folder)));
    const files = written.flatMap((mail) => mail.files);
    expect((await readdir(folders[0] ?? '')).sort()).toEqual([...files].sort());
    for (const file of files) {
      const [one, other] = await Promise.all(folders.map((folder) => readFile(join(folder, file))));
      expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
      if (file.endsWith('.html')) expect(String(one)).not.toMatch(/cid:|src="http/);
      if (!file.endsWith('.eml')) continue;
      const { attachments, subject } = await simpleParser(one ?? '');
      expect(written.map((mail) => mail.subject)).toContain(subject);
      for (const { filename, content } of attachments)
        if (filename?.endsWith('.ics')) parseCalendar(content.toString());
    }
  } finally {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  }
});
