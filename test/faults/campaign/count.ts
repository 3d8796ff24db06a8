import type { Instant } from '../../../convention/calendar/paris.ts';
import type { Convention, SentMail } from '../../../convention/convention.ts';
import { grouped } from '../../../convention/grouped.ts';
import {
  type ExpectedItem,
  expectedIdOfMany,
  expectedItems,
  expectedMessageId,
  readableIds,
} from './expected.ts';
import type { Landed } from './fire.ts';
import type { Period } from './overload.ts';
import type { Asked, Registered } from './people.ts';
import type { TakenLetter } from './post.ts';

/** What became of all that was due, and of all that was asked for. */
export interface Count {
  /** Messages that were the letters of several conventions. */
  readonly together: number;
  /** Matters that somebody was to be told, each once. */
  readonly due: number;
  readonly lost: readonly string[];
  /** Matters told under several Message-IDs, and letters of which nothing was due. */
  readonly otherwise: readonly string[];
  /** Letters taken again under the Message-ID that they had, by the fault that explains it. */
  readonly twice: ReadonlyMap<string, number>;
  /** Those that nothing explains. */
  readonly unexplained: readonly string[];
  readonly done: number;
  readonly refused: number;
  /** Acts done twice, done though refused, not done though told so, or never answered. */
  readonly acts: readonly string[];
  /** Milliseconds from when each matter was due to when it was taken. */
  readonly delays: readonly { readonly dueAt: Instant; readonly ms: number }[];
}

/** What is read of a convention at the end. */
export interface Found {
  readonly registered: Registered;
  readonly record: Convention;
}

/** Until when what was taken may be unknown to us: its heartbeat, and what a worker takes to go on. */
const unknownForMs = 20_000;
/** A part that comes back takes some time to go on. */
const comesBackMs = 3_000;

/**
 * Counts, from documents, accepted acts, and what the mail server has on its disk.
 * @param registered every convention, those among them that cannot be read.
 * @param overloads when the machine itself kept people waiting.
 */
export function counted(
  registered: readonly Pick<Registered, 'id'>[],
  found: readonly Found[],
  asked: readonly Asked[],
  taken: readonly TakenLetter[],
  faults: readonly Landed[],
  overloads: readonly Period[] = [],
): Count {
  const told = found.map((one) => toldOf(one, taken));
  const common = commonOnes(found, taken);
  const known = new Set(registered.map(({ id }) => id));
  const strangers = taken.filter(({ convention }) => !known.has(convention));
  const doubles = repeated(taken).map((letter) => ({
    letter,
    why: explained(letter, faults) ?? overloaded(letter, overloads),
  }));
  const twice = new Map<string, number>();
  for (const { why } of doubles) if (why !== undefined) twice.set(why, (twice.get(why) ?? 0) + 1);
  return {
    together: common.size,
    due: told.reduce((sum, { due }) => sum + due, 0),
    lost: told.flatMap(({ lost }) => lost),
    otherwise: [
      ...told.flatMap(({ otherwise }) => otherwise),
      ...[...common].flatMap(([messageId, letters]) =>
        expectedIdOfMany(letters) === messageId
          ? []
          : [`${messageId} is not the message of the ${letters.length} letters that are recorded of it`],
      ),
      ...strangers.map(
        ({ convention, subject }) => `${convention} : « ${subject} », of no convention registered`,
      ),
    ],
    twice,
    unexplained: doubles.flatMap(({ letter, why }) =>
      why === undefined
        ? [`${letter.convention} : « ${letter.subject} », again after ${instant(letter.at)}`]
        : [],
    ),
    done: asked.filter(({ came }) => came && 'done' in came).length,
    refused: asked.filter(({ came }) => came && 'refused' in came).length,
    acts: actFaults(found, asked),
    delays: told.flatMap(({ delays }) => delays),
  };
}

type Told = Pick<Count, 'due' | 'lost' | 'otherwise' | 'delays'>;

/**
 * What of a convention was told, by its letters, and under which identities.
 * @param taken all letters, those of other conventions among them.
 */
export function toldOf({ registered, record }: Found, taken: readonly TakenLetter[]): Told {
  const { id, document, clockOffsetMs } = registered;
  const recorded = grouped(record.mails, ({ messageId }) => messageId);
  const letters = taken.filter(({ convention, messageId }) => convention === id || recorded.has(messageId));
  const items = expectedItems(document, record.registeredAt, record.journal, Date.now() + clockOffsetMs);
  const readable = readableIds(id, items);
  const underIds = new Map<string, Set<string>>();
  const firstAt = new Map<string, Instant>();
  const otherwise: string[] = [];
  for (const { messageId, subject, at } of letters) {
    const tells = readable.get(messageId) ?? itemsOf(recorded.get(messageId) ?? [], items);
    if (tells.length === 0) otherwise.push(`${id} : « ${subject} », ${messageId}, of which nothing was due`);
    for (const item of tells) {
      const key = keyOf(item);
      underIds.set(key, (underIds.get(key) ?? new Set()).add(messageId));
      firstAt.set(key, Math.min(at, firstAt.get(key) ?? at));
    }
  }
  const unique = [...new Map(items.map((item) => [keyOf(item), item])).values()];
  return {
    due: unique.length,
    lost: unique
      .filter((item) => !underIds.has(keyOf(item)))
      .map((item) => `${id} : ${item.identity} to ${item.contact}, due ${instant(item.at - clockOffsetMs)}`),
    otherwise: [
      ...otherwise,
      ...unique
        .filter((item) => (underIds.get(keyOf(item))?.size ?? 0) > 1)
        .map(
          (item) =>
            `${id} : ${item.identity} to ${item.contact}, under ${[...(underIds.get(keyOf(item)) ?? [])].join(' and ')}`,
        ),
    ],
    delays: unique.flatMap((item) => {
      const at = firstAt.get(keyOf(item));
      const dueAt = item.at - clockOffsetMs;
      return at === undefined ? [] : [{ dueAt, ms: at - dueAt }];
    }),
  };
}

/** What was due of what a convention has recorded of a message of several letters, one or several of which are its own. */
function itemsOf(mails: readonly SentMail[], items: readonly ExpectedItem[]): readonly ExpectedItem[] {
  return items.filter((item) =>
    mails.some(({ contact, about }) => contact === item.contact && about.includes(item.identity)),
  );
}

/** Messages of several letters: the identities of those that conventions have recorded of each. */
function commonOnes(
  found: readonly Found[],
  taken: readonly TakenLetter[],
): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(taken.map(({ messageId }) => messageId));
  const all = new Map<string, string[]>();
  for (const { record } of found)
    for (const { contact, messageId, about } of record.mails) {
      const alone = expectedMessageId(record.document.id, { contact, version: record.version }, about);
      if (alone !== messageId && ids.has(messageId))
        all.set(messageId, [...(all.get(messageId) ?? []), alone]);
    }
  return all;
}

function keyOf({ contact, identity, version }: ExpectedItem): string {
  return `${contact} ${version} ${identity}`;
}

/** The letters that were taken again later, each as it was taken the time before. */
function repeated(taken: readonly TakenLetter[]): TakenLetter[] {
  const before = new Map<string, TakenLetter>();
  return taken.flatMap((letter) => {
    const earlier = before.get(letter.messageId);
    before.set(letter.messageId, letter);
    return earlier ? [earlier] : [];
  });
}

/** The fault after which nobody here knew that a letter had been taken; undefined when there was none. */
function explained(letter: TakenLetter, faults: readonly Landed[]): string | undefined {
  const near = faults.filter(({ kind, from, to }) => {
    // What cuts a conversation explains nothing once the sender has gone on after the answer.
    const isOfMail = /SMTP|smtp/.test(kind.name);
    return (
      kind.forgets &&
      !(isOfMail && letter.isKnown) &&
      from <= letter.at + unknownForMs &&
      to >= letter.at - comesBackMs
    );
  });
  const closest = near.sort((a, b) => Math.abs(a.from - letter.at) - Math.abs(b.from - letter.at))[0];
  return closest?.kind.name;
}

/** Too slow a machine does what a fault does: heartbeats are silent, and nobody waits for an answer any more. */
function overloaded({ at }: TakenLetter, overloads: readonly Period[]): string | undefined {
  const wasSlow = overloads.some(({ from, to }) => from <= at + unknownForMs && to >= at);
  return wasSlow ? 'a machine that had too much to do' : undefined;
}

/** Whether each act is exactly once in the journal when it was told as done, and nowhere when it was refused. */
function actFaults(found: readonly Found[], asked: readonly Asked[]): string[] {
  const journals = new Map(found.map(({ registered, record }) => [registered.id, record.journal]));
  const wanted = new Map<string, Asked[]>();
  for (const one of asked) {
    const key = `${one.convention} ${one.mark}`;
    wanted.set(key, [...(wanted.get(key) ?? []), one]);
  }
  return [...wanted.values()].flatMap((all) => {
    const [{ convention, mark, act, by } = { convention: '', mark: '', act: '', by: '' }] = all;
    const what = `${convention} : ${act} « ${mark} » by ${by}`;
    if (all.some(({ came }) => came === undefined)) return [`${what} was never answered`];
    const broken = all.flatMap(({ came }) => (came && 'broken' in came ? [came.broken] : []));
    if (broken.length > 0) return [`${what} was answered by ${broken.join(', ')}`];
    const done = all.filter(({ came }) => came && 'done' in came).length;
    const lines = (journals.get(convention) ?? []).filter(
      ({ act: name, input }) => name !== 'mail' && JSON.stringify(input ?? '').includes(mark),
    ).length;
    const answers = all.map(({ came }) => JSON.stringify(came)).join(', ');
    return lines === done
      ? []
      : [`${what} was told as done ${done} times and is there ${lines} times: ${answers}`];
  });
}

function instant(at: Instant): string {
  return new Date(at).toISOString();
}
