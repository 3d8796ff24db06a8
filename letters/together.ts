import { enumerated, frenchLongDate } from '../convention/calendar/french.ts';
import { type Instant, parisDate } from '../convention/calendar/paris.ts';
import { grouped } from '../convention/grouped.ts';
import type { Letter, Person, Writer } from '../convention/mailing/letter.ts';
import { followAction } from './action.ts';
import { domainOf, isSafeAddress } from './address.ts';
import { countByTone, groupByTone } from './by-tone.ts';
import { deadlinesCalendar } from './calendar/deadlines.ts';
import { datedDuties, deadlinesFile, deadlinesIn } from './calendar/letter-calendar.ts';
import type { Picture } from './chart/pictures.ts';
import {
  addressOf,
  type ComposedMail,
  calendarFile,
  imagesOf,
  type LetterReturn,
  messageOf,
} from './compose.ts';
import type { Action, Content, Group, Matter } from './content.ts';
import { messageIdOf, messageIdOfMany } from './identity.ts';
import { enclosedDeadlines, lateWords, leftLate, matterOf } from './letter-content.ts';
import type { LetterLinks } from './links.ts';
import { subjectOf } from './subject.ts';
import { counted, typeset } from './typography.ts';

/** One letter of a message of several, with what it leads to and its charts. */
export interface LetterOfMany {
  readonly writer: Writer;
  readonly letter: Letter;
  readonly links?: LetterLinks;
  readonly pictures: readonly Picture[];
}

/** Matters that a message tells with all that is known of them; of more, each keeps what it asks, and its link. */
const toldWhole = 12;

/** Conventions, or managers, that a message names one by one. */
const named = 5;

/** The Message-ID of a message of several letters. */
export function idOfMany(all: readonly LetterOfMany[], from: Person): string {
  const domain = domainOf(from.email);
  const ids = all.map(({ writer, letter }) => messageIdOf(writer.convention, letter, domain));
  return messageIdOfMany(ids, domain);
}

/**
 * Composes one message of the letters that several conventions write to one person: the same octets for the same letters.
 * @param all never empty.
 * @param at when it leaves; when the last of them was written, if absent.
 */
export function composeTogether(
  all: readonly LetterOfMany[],
  from: Person,
  { at, returns }: { readonly at?: Instant; readonly returns?: LetterReturn } = {},
): ComposedMail {
  const isWhole = mattersIn(all) <= toldWhole;
  const [manager, ...others] = managersOf(all);
  const files = [...deadlinesOf(all), ...(isWhole ? imagesOf(all.flatMap(({ pictures }) => pictures)) : [])];
  return {
    ...messageOf({
      messageId: idOfMany(all, from),
      from,
      letters: all.map(({ letter }) => letter),
      content: contentOfMany(all, isWhole, at),
      convention: all[0]?.writer.convention.id ?? '',
      preferences: preferencesOf(all)[0]?.url,
      ...(returns && { returns }),
    }),
    ...(manager && others.length === 0 && isSafeAddress(manager.email) && { replyTo: addressOf(manager) }),
    ...(files.length > 0 && { attachments: files }),
  };
}

/** What a message of several letters says, what presses most first, whichever convention it is of. */
export function contentOfMany(
  all: readonly LetterOfMany[],
  isWhole = mattersIn(all) <= toldWhole,
  at?: Instant,
): Content {
  const writtenAt = Math.max(...all.map(({ letter }) => letter.writtenAt));
  const today = parisDate(writtenAt);
  const matters = all.flatMap((one) => mattersOf(one, isWhole).map((matter) => withManagers(all, matter)));
  const items = all.flatMap(({ letter }) => letter.items);
  const names = namesOf(all);
  const only = onlyConvention(all);
  const count = counted(names.length, 'convention');
  return {
    convention: {
      shortName: only ? typeset(only.shortName) : 'Vos conventions',
      title: typeset(only?.title ?? (names.length <= named ? enumerated([...new Set(names)]) : count)),
      parties: typeset(frenchLongDate(today)),
    },
    subject: subjectOf(only?.shortName ?? count, items, matters, today),
    ...(at !== undefined && parisDate(at) > today && { late: lateWords({ writtenAt }) }),
    heading: typeset(`${counted(matters.length, 'point')} à suivre`),
    summary: typeset(
      `À ce jour, dans ${called(all)} : ${enumerated(countByTone(matters).map(({ inFull }) => inFull))}.`,
    ),
    groups: groupByTone(matters).flatMap(byTask),
    answer: answerOf(all),
    footer: footerOf(all),
    links: [...preferencesOf(all), ...handOverLinks(all)],
  };
}

function mattersIn(all: readonly LetterOfMany[]): number {
  return all.reduce((sum, { letter }) => sum + letter.items.length, 0);
}

/** The short name of each convention that writes: one may write several letters, as may several of one name. */
function namesOf(all: readonly LetterOfMany[]): readonly string[] {
  const conventions = all.map(({ writer }) => writer.convention);
  return [...new Map(conventions.map(({ id, shortName }) => [id, shortName])).values()];
}

/** The convention that writes all of them, where it is one. */
function onlyConvention(all: readonly LetterOfMany[]): Writer['convention'] | undefined {
  return namesOf(all).length === 1 ? all[0]?.writer.convention : undefined;
}

/** How many they are, or which it is, within a sentence. */
function called(all: readonly LetterOfMany[]): string {
  const only = onlyConvention(all);
  return only ? `la convention « ${only.shortName} »` : counted(namesOf(all).length, 'convention');
}

/** A matter, what it asks, whichever convention asks it, and that convention. */
interface MatterOfMany extends Matter {
  readonly task: string;
  readonly convention: Pick<Writer['convention'], 'id' | 'shortName'>;
}

/**
 * Of what is as pressing, what several conventions ask alike is a group under its name, with what each of them asks under the
 * name of that convention; what one alone asks comes last.
 */
function byTask({ heading = '', matters, closing }: Group<MatterOfMany>): Group[] {
  const tasks = [...grouped(matters, ({ task }) => task).values()];
  const askedBy = (some: readonly MatterOfMany[]) => new Set(some.map((one) => one.convention.id)).size;
  const shared = tasks.filter((some) => askedBy(some) > 1);
  const others = tasks.filter((some) => askedBy(some) === 1).flat();
  const groups = shared.map((some): Group => {
    const [{ task = '' } = {}] = some;
    const alike = `${heading} : ${task} (${counted(askedBy(some), 'convention')})`;
    return {
      heading: typeset(alike),
      matters: some.map((one) => ({ ...one, title: typeset(one.convention.shortName), about: one.title })),
      closing: [],
    };
  });
  if (others.length > 0) {
    const rest = shared.length > 0 ? `${heading} : le reste` : heading;
    groups.push({ heading: typeset(rest), matters: others, closing: [] });
  }
  const last = groups.pop();
  return last ? [...groups, { ...last, closing }] : [];
}

/** The matters of one of them, each under the name of its convention. */
function mattersOf({ writer, letter, links }: LetterOfMany, isWhole: boolean): MatterOfMany[] {
  const today = parisDate(letter.writtenAt);
  const { convention } = writer;
  return letter.items.map((item) => {
    const { chart, ...matter } = matterOf(writer, item, today, links, []);
    const follow: Action | undefined = links && followAction(links);
    const named: MatterOfMany = {
      ...matter,
      title: typeset(`${convention.shortName} : ${matter.title}`),
      task: matter.title,
      convention,
      ...(matter.action || follow ? { action: matter.action ?? follow } : {}),
    } as MatterOfMany;
    if (isWhole) return { ...named, ...(chart && { chart }) };
    return { ...named, facts: [], paragraphs: [] };
  });
}

function managersOf(all: readonly LetterOfMany[]): Person[] {
  return [...new Map(all.map(({ writer }) => [writer.manager.email.toLowerCase(), writer.manager])).values()];
}

/** Of several managers none reads an answer to the message: each is written to. */
function withManagers(all: readonly LetterOfMany[], matter: MatterOfMany): MatterOfMany {
  if (managersOf(all).length <= 1) return matter;
  const words = (text: string) =>
    text
      .replace('en réponse à ce message', 'à qui gère la convention')
      .replace(/répondez à ce courriel(?=\s:)/, 'écrivez à qui gère la convention');
  const { closing } = matter;
  return {
    ...matter,
    paragraphs: matter.paragraphs.map(words),
    ...(closing === undefined ? {} : { closing: words(closing) }),
  };
}

/** An answer goes to whoever manages them all; of several managers, each is written to. */
function answerOf(all: readonly LetterOfMany[]): Content['answer'] {
  const managers = managersOf(all);
  const [manager, ...others] = managers;
  const names = managers.map(({ name, email }) => `${name} (${email})`);
  const text =
    manager && others.length === 0
      ? `Répondez à ce message : votre réponse parvient à ${manager.name}, qui gère ${onlyConvention(all) ? 'la convention' : 'ces conventions'}.`
      : managers.length <= named
        ? `Plusieurs personnes gèrent ces conventions : écrivez à celle que cela concerne, ${enumerated(names)}.`
        : 'Plusieurs personnes gèrent ces conventions : chaque lien ci-dessus dit à qui écrire.';
  return { heading: 'Pour répondre', text: typeset(text) };
}

function footerOf(all: readonly LetterOfMany[]): string[] {
  const late = all.flatMap(({ letter }) => letter.plannedFor ?? []);
  const dated = all.flatMap(({ letter }) => datedDuties(letter)).length;
  return [
    ...(late.length > 0 ? [leftLate(Math.min(...late))] : []),
    ...enclosedDeadlines(dated),
    `Vous recevez ce message parce que votre adresse figure parmi les contacts de ${called(all)}.`,
    'Message automatique, envoyé par le suivi des conventions.',
  ].map(typeset);
}

/** Where their reader chooses for all of them: as whoever is a contact, rather than as who manages. */
function preferencesOf(all: readonly LetterOfMany[]): Action[] {
  const [links] = [...all.filter(isOfContact), ...all].flatMap((one) => one.links ?? []);
  const these = onlyConvention(all) ? 'cette convention' : 'toutes ces conventions';
  const label = `Vos préférences pour ${these} : rythme des courriels, absence`;
  return links ? [{ label: typeset(label), url: links.preferences }] : [];
}

/** Where whoever is not the right person says so, convention by convention; not of one that they manage. */
function handOverLinks(all: readonly LetterOfMany[]): Action[] {
  const contacts = all.filter(isOfContact);
  const each = [
    ...new Map(contacts.map((one) => [`${one.writer.convention.id} ${one.letter.to.contact}`, one])).values(),
  ];
  const links = each.flatMap(({ writer, links }) =>
    links
      ? [
          {
            label: typeset(`« ${writer.convention.shortName} » : indiquer la bonne personne`),
            url: links.preferences,
          },
        ]
      : [],
  );
  return links.length <= named ? links : [];
}

function isOfContact({ writer, letter }: LetterOfMany): boolean {
  return letter.to.email !== writer.manager.email;
}

/** The deadlines of all of them, as one calendar. */
function deadlinesOf(all: readonly LetterOfMany[]) {
  const deadlines = all.flatMap(({ writer, letter }) => deadlinesIn(writer, letter));
  if (deadlines.length === 0) return [];
  const writtenAt = Math.max(...all.map(({ letter }) => letter.writtenAt));
  return [calendarFile(deadlinesFile, 'PUBLISH', deadlinesCalendar(deadlines, writtenAt))];
}
