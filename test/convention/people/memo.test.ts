import fc from 'fast-check';
import { contactMark, marksOf, mayConcern, memoLimit, memoOf } from '../../../convention/people/memo.ts';
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

/** Bytes of a memo as it is sent. */
const sent = (memo: object) =>
  Object.entries(memo)
    .map(
      ([key, value]) =>
        key.length + 'encoding'.length + 'json/plain'.length + Buffer.byteLength(JSON.stringify(value)),
    )
    .reduce((sum, size) => sum + size, 0);

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
  const memo = memoOf(signauxFaibles());
  const marks = marksOf(memo);

  it('says whom it may concern, and whom it does not', () => {
    expect(memo).toMatchObject({ shortName: 'Signaux Faibles', parties: 'DGEFP → DINUM' });
    expect(marks).toHaveLength(10);
    for (const email of ['budget@dgefp.example', 'Conventions@dinum.example', 'cbcm@mef.example'])
      expect(mayConcern(marks, email)).toBe(true);
    expect(mayConcern(marks, 'ada@dgefp.example')).toBe(false);
  });

  it('holds 200 contacts beside the longest title', () => {
    const title = 'Délégation '.repeat(20).slice(0, 200);
    const crowd = memoOf(crowded(200, { title, shortName: 'x'.repeat(40) }));
    expect(marksOf(crowd)).toHaveLength(200);
    expect(sent(crowd)).toBeLessThan(memoLimit);
    expect(mayConcern(marksOf(crowd), 'prenom.nom-198@ministere.example')).toBe(true);
  });

  it('may concern everybody when it cannot say more', () => {
    const crowd = memoOf(crowded(260));
    expect(marksOf(crowd)).toEqual(['*']);
    expect(mayConcern(marksOf(crowd), 'ada@dgefp.example')).toBe(true);
    expect(sent(crowd)).toBeLessThan(memoLimit);
  });

  it('may concern everybody when it was written before there were marks', () => {
    expect(mayConcern(marksOf({}), 'ada@dgefp.example')).toBe(true);
  });
});
