import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import fc from 'fast-check';
import { payloadCodec } from '../../../contract/payload-codec.ts';
import { newPayloadKey, readPayloadKeys } from '../../../contract/payload-keys.ts';
import { contactMark, marksOf, mayConcern, memoLimit, memoOf } from '../../../convention/people/memo.ts';
import { figuresText } from '../../../convention/views/figures.ts';
import { accepted, example, signauxFaibles } from '../support.ts';

const people = (count: number) =>
  Array.from({ length: count }, (_, rank) => ({
    id: `contact-${rank}`,
    name: `Contact ${rank}`,
    email: `prenom.nom-${rank}@ministere.example`,
    roles: ['representative'],
  }));

/** A document with so many contacts, as its two parties and other bodies can have them. */
function crowded(count: number, changes: Record<string, unknown> = {}) {
  const [delegator, delegatee] = [Object(example().delegator), Object(example().delegatee)];
  const all = people(count - 1);
  const services = Array.from({ length: Math.ceil(Math.max(0, count - 71) / 10) }, (_, rank) => ({
    id: `service-${rank}`,
    name: 'Service',
    shortName: 'S',
    contacts: all.slice(70 + rank * 10, 80 + rank * 10),
  }));
  return accepted(
    example({
      delegator: { ...delegator, contacts: all.slice(0, 30) },
      delegatee: { ...delegatee, contacts: all.slice(30, 60) },
      bodies: [
        { id: 'cbcm', name: 'CBCM', accountingOfficer: true, contacts: all.slice(60, 70) },
        ...services,
      ],
      copies: { to: ['cbcm'] },
      amendments: { copies: [] },
      publications: { places: [{ id: 'data-gouv', place: 'data.gouv.fr', publisher: 'delegatee' }] },
      ...changes,
    }),
  ).document;
}

/** The key whose name is the longest. */
const keys = readPayloadKeys(newPayloadKey().replace(/^[^:]*/, 'k'.repeat(32)));

/** Bytes of a memo as the server keeps it. */
async function sent(memo: object): Promise<number> {
  const values = Object.entries(memo);
  const payloads = values.map(([, value]) => defaultPayloadConverter.toPayload(value));
  const encrypted = await payloadCodec(keys).encode(payloads);
  const fields = Object.fromEntries(values.map(([key], rank) => [key, encrypted[rank] ?? {}]));
  return proto.temporal.api.common.v1.Memo.encode({ fields }).finish().length;
}

/** The longest figures that a convention of a century would have. */
const figures = figuresText(
  {
    version: 9999,
    public: true,
    mails: { due: 99_999_999, inTime: 99_999_999 },
    reports: { due: 9999, inTime: 9999 },
    balance: -(10 ** 14),
  },
  { ceiling: 10 ** 14, committed: 10 ** 14, forecastOver: 10 ** 14 },
);

describe('the mark of an address', () => {
  it('is always the same, whatever its capitals, in seven letters and digits', () => {
    expect(contactMark('Budget@DGEFP.example')).toBe(contactMark('budget@dgefp.example'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (email) => /^[0-9a-z]{7}$/.test(contactMark(email))),
    );
  });

  it('never changes: lists hold those of years ago', () => {
    expect(['budget@dgefp.example', '', 'é@b.example'].map(contactMark)).toEqual([
      'vruqcc5',
      'lbsem7k',
      'yrnnzi9',
    ]);
  });

  it('is its own for each of a hundred thousand addresses, or nearly', () => {
    const marks = Array.from({ length: 100_000 }, (_, rank) => contactMark(`a${rank}@b.example`));
    expect(new Set(marks).size).toBeGreaterThanOrEqual(99_998);
  });
});

describe('the memo of a convention', () => {
  const memo = memoOf(signauxFaibles(), '');
  const marks = marksOf(memo);

  it('says whom it may concern, and whom it does not', () => {
    expect(memo).toMatchObject({ shortName: 'Signaux Faibles', parties: 'DGEFP → DINUM' });
    expect(marks).toHaveLength(10);
    for (const email of ['budget@dgefp.example', 'Conventions@dinum.example', 'cbcm@mef.example'])
      expect(mayConcern(marks, email)).toBe(true);
    expect(mayConcern(marks, 'ada@dgefp.example')).toBe(false);
  });

  it('holds 100 contacts beside the longest title', async () => {
    const title = 'Délégation '.repeat(20).slice(0, 200);
    const crowd = memoOf(crowded(100, { title, shortName: 'x'.repeat(40) }), figures);
    expect(marksOf(crowd)).toHaveLength(100);
    expect(await sent(crowd)).toBeLessThan(memoLimit);
    expect(mayConcern(marksOf(crowd), 'prenom.nom-98@ministere.example')).toBe(true);
  });

  it('may concern everybody when it cannot say more, whatever its figures', async () => {
    const crowd = memoOf(crowded(260), '');
    expect(marksOf(crowd)).toEqual(['*']);
    expect(mayConcern(marksOf(crowd), 'ada@dgefp.example')).toBe(true);
    expect(await sent({ ...crowd, figures })).toBeLessThan(memoLimit);
  });

  it.each([100, 130, 160, 190, 220])('of %d contacts never grows beyond its limit', async (count) => {
    expect(await sent({ ...memoOf(crowded(count), ''), figures })).toBeLessThan(memoLimit);
  });

  it('may concern everybody when it was written before there were marks', () => {
    expect(mayConcern(marksOf({}), 'ada@dgefp.example')).toBe(true);
  });
});
