import type { Convention } from '../../../convention/convention.ts';
import { planned } from '../../bench/planned.ts';
import { SimulatedLife } from '../../convention/simulation.ts';
import { testDocument } from '../../support/documents.ts';
import { counted } from './count.ts';
import { type ExpectedItem, expectedIdOfMany, expectedItems, expectedMessageId } from './expected.ts';
import type { Landed } from './fire.ts';
import { kinds } from './kinds.ts';
import type { Asked, Registered } from './people.ts';
import type { TakenLetter } from './post.ts';

// A campaign that found nothing wrong would be worth nothing if it could find nothing: each fault is put in, and told.

const plan = planned(testDocument(), 0);
const { document } = plan;
const registeredAt = plan.dueAt - 70_000;
const clockOffsetMs = registeredAt - Date.now();
const life = new SimulatedLife(document, registeredAt);
life.does('requestInformation', { by: 'Camille', from: 'delegatee', subject: 'demande-1.' });
const record: Convention = life.convention;
const registered: Registered = {
  id: document.id,
  document,
  clockOffsetMs,
  dueAt: Date.now() + 70_000,
  dueIds: [],
  started: { done: 'started' },
  isOver: false,
  links: new Set(),
};
const found = [{ registered, record }];
const asked: Asked = {
  convention: document.id,
  mark: 'demande-1.',
  by: 'client',
  act: 'requestInformation',
  came: { done: 'asked' },
};

const items = expectedItems(document, registeredAt, record.journal, registeredAt);
const byContact = new Map<string, ExpectedItem[]>();
for (const item of items) byContact.set(item.contact, [...(byContact.get(item.contact) ?? []), item]);

/** One letter to each contact, with all that it was to be told. */
const letters: TakenLetter[] = [...byContact].map(([contact, some], rank) =>
  letter(contact, some, 1_000 * rank),
);

function letter(contact: string, some: readonly ExpectedItem[], at: number): TakenLetter {
  const [first] = some;
  if (!first) throw new RangeError('a letter says something');
  const identities = some.map(({ identity }) => identity);
  return {
    kind: 'taken',
    at: Date.now() + at,
    session: contact,
    messageId: expectedMessageId(document.id, first, identities),
    convention: document.id,
    to: first.email,
    subject: contact,
    links: [],
    isKnown: true,
  };
}

const [some = letters[0], ...others] = letters;
if (!some) throw new Error('nobody is told anything');

/** What of a campaign is not as it should be. */
function wrong(taken: readonly TakenLetter[], all: readonly Asked[] = [asked], faults: Landed[] = []) {
  const { lost, otherwise, unexplained, acts, twice } = counted([registered], found, all, taken, faults);
  return { lost: lost.length, otherwise: otherwise.length, unexplained: unexplained.length, acts, twice };
}

const well = { lost: 0, otherwise: 0, unexplained: 0, acts: [], twice: new Map() };

/** A fault of that name, around now. */
function happened(name: string): Landed {
  const kind = kinds.find((one) => one.name === name);
  if (!kind) throw new RangeError(name);
  return { kind, from: Date.now(), to: Date.now() + 1_000, hasLanded: true };
}

test('all is well when each is told all, however letters are merged', () => {
  expect(wrong(letters)).toEqual(well);
  const split = [...byContact].flatMap(([contact, all]) => all.map((item) => letter(contact, [item], 0)));
  expect(split.length).toBeGreaterThan(letters.length);
  expect(wrong(split)).toEqual(well);
});

test('what is told of a long life is read, however much was told before', () => {
  const signed = new SimulatedLife(document, registeredAt);
  for (let rank = 0; rank < 20; rank++) {
    signed.passes(registeredAt + 1_000 * rank);
    signed.does('recordSignedText', { by: 'Camille', evidence: `texte ${rank}` });
  }
  const { convention } = signed;
  const told = expectedItems(document, registeredAt, convention.journal, signed.moment.now);
  const each = told.map((item) => letter(item.contact, [item], 0));
  const long = counted([registered], [{ registered, record: convention }], [], each, []);
  expect([long.lost, long.otherwise]).toEqual([[], []]);
  expect(long.due).toBeGreaterThan(60);
});

test('a letter that never came is lost, matter by matter', () => {
  expect(wrong(others)).toEqual({ ...well, lost: byContact.get(some.subject)?.length });
});

test('a matter told under two Message-IDs, or of which nothing was due, is told otherwise', () => {
  const all = [...byContact].find(([, { length }]) => length > 1);
  if (!all) throw new Error('nobody is told two things');
  const [contact, [one]] = all;
  expect(wrong([...letters, letter(contact, one ? [one] : [], 0)])).toEqual({ ...well, otherwise: 1 });
  const stranger = { ...some, messageId: '<nobody@delegation.example>' };
  expect(wrong([...letters, stranger])).toEqual({ ...well, otherwise: 1 });
  expect(wrong([...letters, { ...stranger, convention: 'another' }])).toEqual({ ...well, otherwise: 1 });
});

describe('a message of two conventions', () => {
  const [contact = '', due = []] = [...byContact][0] ?? [];
  const about = due.map(({ identity }) => identity);
  const ids = [document.id, 'the-other'];
  const alone = ids.map((id) => expectedMessageId(id, { contact, version: record.version }, about));
  const common: TakenLetter = { ...some, messageId: expectedIdOfMany(alone) };
  const others = ids.flatMap((convention) =>
    [...byContact].slice(1).map(([to, all]) => {
      const own = all.map(({ identity }) => identity);
      const messageId = expectedMessageId(convention, { contact: to, version: record.version }, own);
      return { ...common, convention, messageId };
    }),
  );
  const mail = { at: record.registeredAt, contact, messageId: common.messageId, about };
  /** Both, of which one has recorded something else of it, or nothing. */
  const both = (other: Convention['mails']) =>
    ids.map((id, rank) => ({
      registered: { ...registered, id, document: { ...document, id } },
      record: { ...record, document: { ...document, id }, mails: rank === 0 ? [mail] : other },
    }));
  const of = (other: Convention['mails']) => {
    const all = both(other);
    const { lost, otherwise, together } = counted(
      all.map((one) => one.registered),
      all,
      [],
      [common, ...others],
      [],
    );
    expect(together).toBe(1);
    return { lost: lost.length, otherwise: otherwise.length };
  };

  test('tells what each has recorded of it', () => {
    expect(of([mail])).toEqual({ lost: 0, otherwise: 0 });
  });

  test('tells what one has recorded of it in two parts', () => {
    const [first, second] = [about.slice(0, 1), about.slice(1)].map((part) => ({ ...mail, about: part }));
    expect(due.length).toBeGreaterThan(1);
    expect(of(first && second ? [first, second] : []).lost).toBe(0);
  });

  test('tells nothing of one that has not recorded it, and is not the message of the other alone', () => {
    expect(of([])).toEqual({ lost: due.length, otherwise: 1 });
  });

  test('is not what its identity says when one has recorded more or less of it', () => {
    expect(of([{ ...mail, about: about.slice(1) }])).toEqual({ lost: 1, otherwise: 1 });
    expect(of([{ ...mail, about: [...about, 'another'] }])).toEqual({ lost: 0, otherwise: 1 });
  });
});

test('a letter taken twice is explained by what kept its sender from knowing, and by nothing else', () => {
  const again = [...letters, some];
  expect(wrong(again)).toEqual({ ...well, unexplained: 1 });
  expect(wrong(again, [asked], [happened('web killed')])).toEqual({ ...well, unexplained: 1 });
  const twice = new Map([['worker killed', 1]]);
  expect(wrong(again, [asked], [happened('worker killed')])).toEqual({ ...well, twice });
  // Whoever went on after the answer has had it.
  const dropped = happened('SMTP dropped at dot');
  expect(wrong(again, [asked], [dropped])).toEqual({ ...well, unexplained: 1 });
  const slow = { from: Date.now(), to: Date.now() + 1_000 };
  const loaded = counted([registered], found, [asked], again, [], [slow]);
  expect([loaded.unexplained, [...loaded.twice.keys()]]).toEqual([[], ['a machine that had too much to do']]);
  const unheard = [{ ...some, isKnown: false }, ...others, some];
  expect(wrong(unheard, [asked], [dropped]).unexplained).toBe(0);
});

test('an act is there as often as it was told as done', () => {
  expect(wrong(letters, [{ ...asked, came: { refused: 'no' } }]).acts).toHaveLength(1);
  expect(wrong(letters, [asked, asked]).acts).toHaveLength(1);
  expect(wrong(letters, [asked, { ...asked, came: { refused: 'ALREADY_DONE' } }]).acts).toEqual([]);
  expect(wrong(letters, [{ ...asked, mark: 'demande-2.' }]).acts).toHaveLength(1);
  const { came: _never, ...silent } = asked;
  expect(wrong(letters, [silent]).acts).toEqual([expect.stringContaining('was never answered')]);
});
