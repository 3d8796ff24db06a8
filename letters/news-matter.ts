import { capitalised, enumerated, frenchLongDate } from '../convention/calendar/french.ts';
import { parisDate, parisTime } from '../convention/calendar/paris.ts';
import type { Enclosed, Meeting, NewsItem } from '../convention/mailing/letter.ts';
import { type Piece, withoutDigests } from '../convention/proof/piece.ts';
import { alternativeOf } from './chart/alternative.ts';
import { chartIn } from './chart/charted.ts';
import { cidOf } from './chart/cid.ts';
import { figuresOf } from './chart/figure-table.ts';
import type { Fact, Matter, Tone } from './content.ts';
import { typeset } from './typography.ts';

/**
 * News as a matter of a letter: the act that caused it has worded it.
 * @param convention the id of the convention that tells it.
 * @param isAnswered whether the letter offers to answer it.
 * @param sent the files that go with the letter.
 */
export function newsMatter(
  item: NewsItem,
  convention: string,
  isAnswered = false,
  sent: readonly Piece[] = [],
): Matter {
  const chart = chartIn(item);
  const said = (item.facts ?? []).map(([label]) => label);
  const facts: Fact[] = [
    ...(item.facts ?? []),
    // What the act already says in its own words is not said twice.
    ...(item.meeting ? meetingFacts(item.meeting) : []).filter(([label]) => !said.includes(label)),
    ...(item.article === undefined ? [] : [['Référence', `${item.article} de la convention`] as const]),
  ];
  return {
    tone: toneOf(item, isAnswered),
    status: statusOf(item, isAnswered),
    title: typeset(capitalised(item.subject)),
    lead: typeset(item.lead),
    paragraphs: [
      ...(item.paragraphs ?? []),
      ...(item.meeting ? [attached[item.meeting.method]] : []),
      ...(item.enclosed ? [enclosedWords(item.enclosed, sent)] : []),
    ].map(typeset),
    facts: facts.map(([label, value]): Fact => [typeset(label), typeset(withoutDigests(value))]),
    ...(chart && {
      chart: { cid: cidOf(convention, item.identity), alt: alternativeOf(chart), table: figuresOf(chart) },
    }),
  };
}

/** An invitation is answered; other news only inform, unless the act that caused them says otherwise. */
function toneOf({ urgent, meeting }: NewsItem, isAnswered: boolean): Tone {
  if (urgent) return 'urgent';
  return isAnswered || meeting?.method === 'REQUEST' ? 'coming' : 'information';
}

function statusOf({ urgent, meeting }: NewsItem, isAnswered: boolean): string {
  if (meeting) return meeting.method === 'CANCEL' ? 'Réunion annulée' : 'Réunion';
  if (urgent) return 'Sans délai';
  return isAnswered ? 'Réponse attendue' : 'Pour information';
}

const attached: Readonly<Record<Meeting['method'], string>> = {
  REQUEST: 'L’invitation jointe permet d’inscrire la réunion dans votre agenda.',
  CANCEL: 'L’annulation jointe retire la réunion de votre agenda.',
};

/** A letter says that files are joined to it when they are, and where they are to be had when they are not. */
function enclosedWords({ files, otherwise }: Enclosed, sent: readonly Piece[]): string {
  const isSent = ({ sha256 }: Piece) => sent.some((file) => file.sha256 === sha256);
  if (files.length === 0 || !files.every(isSent)) return otherwise;
  return `Le texte signé est joint à ce courriel : ${enumerated(files.map(({ name }) => `« ${name} »`))}.`;
}

function meetingFacts({ startsAt, minutes, place, organiser }: Meeting): Fact[] {
  const when = `${frenchLongDate(parisDate(startsAt))}, de ${parisTime(startsAt)} à ${parisTime(startsAt + minutes * 60_000)} (heure de Paris)`;
  return [
    ['Date et heure', when],
    ...(place ? [['Lieu', place] as const] : []),
    ['Organisation', organiser.name],
  ];
}
