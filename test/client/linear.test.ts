import { answerTo } from '../../acts/read-answer.ts';
import { dateIn, eurosIn, monthAmountsIn, quoted, signedEurosIn } from '../../acts/typed.ts';
import { documentIn } from '../../cli/document-file.ts';
import { whyTooMuch } from '../../convention/document/json-text.ts';
import { legalWarnings } from '../../convention/document/legal-warnings.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { piecesIn } from '../../convention/proof/piece.ts';
import { personsName } from '../../convention/proof/signatory.ts';
import { pieceOf } from '../../web/evidence-folder.ts';
import { loggedError } from '../../web/logged-error.ts';
import { objectInFile } from '../../web/new/json-file.ts';
import { personOf } from '../../web/sign-in/person-of.ts';
import { returnPath } from '../../web/sign-in/return-path.ts';
import { filesOf } from '../cli/run.ts';
import { example, signauxFaibles } from '../convention/support.ts';
import { hostileSeeds, readsInLinearTime } from '../support/linear.ts';

const many = 100_000;
const deep = '['.repeat(many) + ']'.repeat(many);
const deepObject = `${'{"a":'.repeat(many)}1${'}'.repeat(many)}`;
const wide = JSON.stringify(
  Object.fromEntries(Array.from({ length: many }, (_, rank) => [`k${rank}`, rank])),
);
const hostileJson = { deep, 'deep objects': deepObject, wide, 'wide, within': `{"delegator":${wide}}` };

const file = filesOf(hostileJson);

describe('a document of a hundred thousand levels or keys', () => {
  test.each(Object.entries(hostileJson))(
    '%s: is refused before it is read, from a page or a command',
    async (what, text) => {
      const began = performance.now();
      expect(whyTooMuch(text)).toMatch(/^il a plus de (30 niveaux|50000 valeurs)$/);
      expect(objectInFile(Buffer.from(text))).toEqual({
        why: expect.stringMatching(/n’est pas lu : il a plus de/),
      });
      await expect(documentIn(file(what))).rejects.toThrow(/n’est pas lu : il a plus de/);
      expect(performance.now() - began).toBeLessThan(2000);
    },
  );

  test.each(Object.entries(hostileJson))(
    '%s: read all the same, is refused in few words and in time',
    (_what, text) => {
      const json: unknown = JSON.parse(text);
      for (const input of [
        json,
        { ...example(), title: json },
        { ...example(), budget: json, delegator: json },
      ]) {
        const began = performance.now();
        const reading = readDocument(input);
        expect(performance.now() - began).toBeLessThan(5000);
        if (reading.ok) throw new Error('it was accepted');
        expect(reading.faults.length).toBeLessThanOrEqual(201);
        expect(JSON.stringify(reading.faults).length).toBeLessThan(200_000);
      }
    },
  );

  test('what a text holds between quotes is no level, and a real document is within bounds', () => {
    expect(whyTooMuch(JSON.stringify({ a: '[{'.repeat(1000), b: '\\"[['.repeat(1000) }))).toBeUndefined();
    expect(whyTooMuch(JSON.stringify(example()))).toBeUndefined();
    expect(whyTooMuch('x'.repeat(2_000_001))).toMatch(/2 millions/);
  });
});

describe('every pattern that meets foreign text reads a megabyte in linear time', () => {
  const settings = {
    issuer: 'https://auth.example',
    clientId: 'a',
    clientSecret: 'b',
    scope: 'openid',
    pkce: 'auto',
    admins: [],
    auditors: [],
  } as const;
  const line = { name: 'a', label: 'A', kind: 'text' } as const;
  const readers: Record<string, (text: string) => unknown> = {
    'a title': (text) => readDocument({ ...example(), title: text, id: text, shortName: text }),
    'an address': (text) =>
      readDocument({ ...example(), manager: { ...Object(example().manager), email: text } }),
    'a date': (text) => readDocument({ ...example(), signedOn: text, effect: { publication: text } }),
    'a cited decree': (text) =>
      legalWarnings({
        ...signauxFaibles(),
        legalText: {
          ...signauxFaibles().legalText,
          cites: [text, `décret n° ${text}`],
          delegatorCalled: text,
        },
      }),
    pieces: (text) => piecesIn(`pièce « ${text} ${text.slice(0, 1000)} », SHA-256`),
    'a name': personsName,
    'a day typed': dateIn,
    euros: (text) => [eurosIn(text), signedEurosIn(text)],
    'amounts by month': monthAmountsIn,
    quotes: quoted,
    'an answer': (text) => answerTo(line, { a: text }),
    'a file’s name': (text) => pieceOf({ name: `${text}.pdf`, content: Buffer.from('%PDF-') }),
    'an error': (text) => loggedError(new Error(text)),
    'claims of a provider': (text) => {
      try {
        return personOf({ email: text, name: text, siret: text, email_verified: true }, settings, 'account');
      } catch {
        return undefined;
      }
    },
    'a way back': returnPath,
    json: whyTooMuch,
  };
  test.each(Object.entries(readers))(
    '%s',
    async (_what, read) => {
      for (const seed of hostileSeeds) await readsInLinearTime(seed, read);
    },
    60_000,
  );
});
