import { parisInstant } from '../../../convention/calendar/paris.ts';
import { plainDateOf } from '../../../convention/calendar/plain-date.ts';
import type {
  Delivery,
  DutyItem,
  Letter,
  LetterItem,
  Meeting,
  NewsItem,
} from '../../../convention/mailing/letter.ts';

/** The day on which every letter of the tests is written, unless it says otherwise. */
export const today = plainDateOf('2020-05-05');

/** A duty two days before its deadline. */
export function duty(changes: Partial<DutyItem> = {}): DutyItem {
  return {
    kind: 'duty',
    identity: 'report-2020-04/2020-05-07/before:2020-05-05',
    rung: 'before',
    standing: 'holder',
    duty: 'report-2020-04',
    article: 'art. 5',
    title: 'Compte rendu d’avril 2020',
    holder: 'DINUM',
    opensOn: plainDateOf('2020-05-01'),
    dueOn: plainDateOf('2020-05-07'),
    daysOverdue: 0,
    evidence:
      'les dépenses sur l’UO 0103-CEFP-C003 et le centre de coût EMPEF00075, l’avancement des travaux, les prévisions de commande et de consommation',
    ...changes,
  };
}

/** A duty two weeks after its deadline. */
export function overdueDuty(changes: Partial<DutyItem> = {}): DutyItem {
  return duty({
    identity: 'chorus-access/2020-04-21/overdue:2020-05-05',
    rung: 'overdue',
    duty: 'chorus-access',
    article: 'art. 2',
    title: 'Demande de paramétrage des habilitations Chorus auprès de l’AIFE',
    holder: 'DGEFP',
    opensOn: plainDateOf('2020-03-25'),
    dueOn: plainDateOf('2020-04-21'),
    daysOverdue: 14,
    evidence: 'la référence du ticket AIFE',
    ...changes,
  });
}

/** An alert: it announces a date and asks nothing. */
export function alert(changes: Partial<DutyItem> = {}): DutyItem {
  const { evidence: _, ...item } = duty({
    identity: 'term/2021-03-26/before:2021-02-24',
    duty: 'term',
    article: 'art. 7',
    title: 'Terme de la convention',
    dueOn: plainDateOf('2020-06-04'),
    ...changes,
  });
  return item;
}

/** Something that happened. */
export function news(changes: Partial<NewsItem> = {}): NewsItem {
  return {
    kind: 'news',
    identity: 'notice-given/2020-05-05',
    subject: 'préavis de résiliation reçu',
    lead: 'La DGEFP met fin à la convention : son préavis a été reçu le 5 mai 2020.',
    paragraphs: ['La convention reste en vigueur pendant le préavis de trois mois.'],
    facts: [['Fin de la convention', '5 août 2020']],
    article: 'art. 7',
    urgent: true,
    ...changes,
  };
}

/** The investment committee. */
export function meeting(changes: Partial<Meeting> = {}): Meeting {
  return {
    uid: 'signaux-faibles-committee-1@conventions.example',
    sequence: 0,
    method: 'REQUEST',
    startsAt: parisInstant(plainDateOf('2020-11-12'), '10:00'),
    minutes: 90,
    title: 'Comité d’investissement « Signaux Faibles »',
    place: '14 avenue Duquesne, Paris ; salle 4',
    organiser: { name: 'Bruno Lucas', email: 'bruno.lucas@dgefp.example' },
    attendees: [
      { name: 'Agnès Martin', email: 'agnes.martin@dinum.example' },
      { name: 'Équipe beta.gouv.fr', email: 'equipe@beta.example' },
    ],
    ...changes,
  };
}

/** A letter to Agnès Martin. */
export function letter(items: readonly LetterItem[] = [duty()], changes: Partial<Letter> = {}): Letter {
  return {
    to: { contact: 'agnes', name: 'Agnès Martin', email: 'agnes.martin@dinum.example' },
    items,
    thread: [],
    writtenAt: parisInstant(today, '09:12'),
    ...changes,
  };
}

/** A letter to another contact, by its id: `paul` has the address `paul@dgefp.example`. */
export function letterTo(contact: string, changes: Partial<Letter> = {}): Letter {
  return letter([duty()], { to: { contact, name: contact, email: `${contact}@dgefp.example` }, ...changes });
}

/** A delivery of the Signaux Faibles convention. */
export function delivery(letters: readonly Letter[] = [letter()], changes: Partial<Delivery> = {}): Delivery {
  return {
    convention: {
      id: 'signaux-faibles',
      shortName: 'Signaux Faibles',
      title: 'Convention de délégation de gestion pour l’accélération du service « Signaux Faibles »',
      parties: 'DGEFP → DINUM',
      version: 1,
    },
    manager: { name: 'Camille Durand', email: 'camille.durand@dinum.example' },
    letters,
    ...changes,
  };
}
