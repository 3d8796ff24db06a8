import { enumerated, frenchInstant } from '../convention/calendar/french.ts';
import { type Instant, parisDate } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Letter, LetterItem, Writer } from '../convention/mailing/letter.ts';
import type { Piece } from '../convention/proof/piece.ts';
import { actionOf, followAction, footerActions, isForJudging } from './action.ts';
import { countByTone, groupByTone } from './by-tone.ts';
import { datedDuties, deadlinesFile } from './calendar/letter-calendar.ts';
import type { Content, Matter } from './content.ts';
import { dutyMatter } from './duty-matter.ts';
import type { LetterLinks } from './links.ts';
import { newsMatter } from './news-matter.ts';
import { subjectOf } from './subject.ts';
import { counted, typeset } from './typography.ts';

/** How a letter leaves. */
export interface Departure {
  /** When; the instant at which it was written by default. */
  readonly at?: Instant;
  /** The files that go with it, of those that it encloses. */
  readonly enclosed?: readonly Piece[];
}

/**
 * What a letter says. Several matters make one digest, most pressing first.
 * @param links where it leads; nowhere without a web application.
 * @param departure how it leaves: on another day than it was written, it says so first.
 */
export function contentOf(
  delivery: Writer,
  letter: Letter,
  links?: LetterLinks,
  { at = letter.writtenAt, enclosed = [] }: Departure = {},
): Content {
  const today = parisDate(letter.writtenAt);
  const matters = letter.items.map((item) => matterOf(delivery, item, today, links, enclosed));
  const [first] = matters;
  const alone = matters.length === 1 && first !== undefined;
  return {
    convention: {
      shortName: typeset(delivery.convention.shortName),
      title: typeset(delivery.convention.title),
      parties: typeset(delivery.convention.parties),
    },
    subject: subjectOf(delivery.convention.shortName, letter.items, matters, today),
    ...(parisDate(at) > today && { late: lateWords(letter) }),
    ...(alone
      ? {
          summary: first.lead,
          groups: [
            {
              matters: [{ ...(links && { action: followAction(links) }), ...first }],
              closing: first.closing === undefined ? [] : [first.closing],
            },
          ],
        }
      : {
          heading: typeset(`${counted(matters.length, 'point')} à suivre`),
          summary: typeset(`À ce jour : ${enumerated(countByTone(matters).map(({ inFull }) => inFull))}.`),
          // What is asked has a link of its own, at its place.
          ...(links && !matters.some(isActedUpon) && { action: followAction(links) }),
          groups: groupByTone(matters),
        }),
    answer: answerOf(delivery, matters),
    footer: footerOf(delivery, letter, links !== undefined),
    links: links ? footerActions(links) : [],
  };
}

/** What was true when it was written may not be any more: a letter that the mail held back says what day it is of. */
export function lateWords({ writtenAt }: Pick<Letter, 'writtenAt'>): string {
  return typeset(
    `Écrit le ${frenchInstant(writtenAt)}, ce message n’a pas pu partir plus tôt : la messagerie ne le prenait pas. Il dit ce qui valait ce jour-là ; ce qui a été fait depuis n’y figure pas.`,
  );
}

/** One matter of a letter, with what may be done about it. */
export function matterOf(
  { convention }: Pick<Writer, 'convention'>,
  item: LetterItem,
  today: PlainDate,
  links: LetterLinks | undefined,
  enclosed: readonly Piece[],
): Matter {
  const action = actionOf(item, links);
  const matter =
    item.kind === 'duty'
      ? dutyMatter(item, today)
      : newsMatter(item, convention.id, action !== undefined && !isForJudging(item), enclosed);
  return { ...matter, ...(action && { action }) };
}

function isActedUpon({ action }: Matter): boolean {
  return action !== undefined;
}

function answerOf({ manager }: Pick<Writer, 'manager'>, matters: readonly Matter[]): Content['answer'] {
  const nothingAsked = matters.every(({ tone }) => tone === 'information');
  return {
    heading: typeset(nothingAsked ? 'Une question ?' : 'Pour répondre'),
    text: typeset(
      `Répondez à ce message : votre réponse parvient à ${manager.name}, qui gère la convention.`,
    ),
  };
}

function footerOf({ convention }: Pick<Writer, 'convention'>, letter: Letter, isLinked: boolean): string[] {
  const { plannedFor } = letter;
  const late = plannedFor === undefined ? [] : [leftLate(plannedFor)];
  const was = letter.to.outside ? 'figurait' : 'figure';
  const why = `Vous recevez ce message parce que votre adresse ${was} parmi les contacts de la convention « ${convention.shortName} » (${convention.parties}).`;
  // The link below says it better; of who is no contact any more, nothing is expected.
  const whoElse =
    isLinked || letter.to.outside
      ? ''
      : ' Si vous n’êtes pas ou plus la bonne personne, merci de répondre en indiquant qui l’est.';
  return [
    ...late,
    ...enclosedDeadlines(datedDuties(letter).length),
    why + whoElse,
    'Message automatique, envoyé par le suivi de la convention.',
  ].map(typeset);
}

/** What is said of a letter that leaves after its hour. */
export function leftLate(plannedFor: Instant): string {
  return `Ce message devait partir le ${frenchInstant(plannedFor)}. Il part en retard ; les dates qu’il indique restent valables.`;
}

/** What is said of the calendar of so many deadlines. */
export function enclosedDeadlines(length: number): string[] {
  if (length === 0) return [];
  const what = length === 1 ? 'cette date' : `ces ${length} dates`;
  return [`Le fichier joint « ${deadlinesFile} » inscrit ${what} dans votre agenda.`];
}
