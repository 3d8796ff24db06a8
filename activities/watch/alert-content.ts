import type { DueLetter } from '../../audit/due-letters.ts';
import { type MissedLetters, silentKinds, type Tally, type WaitingLetters } from '../../audit/tally.ts';
import { enumerated, frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { DutyKind } from '../../convention/duties/duty.ts';
import { frenchStopping, stoppedOutside } from '../../convention/term/stop.ts';
import type { Content, Fact, Group, Matter } from '../../letters/content.ts';
import { counted, typeset } from '../../letters/typography.ts';
import { adminContent } from './admin-content.ts';
import { conventionPage } from './page-addresses.ts';

/** What an alert is written with. */
export interface AlertContext {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Public address of the web application, if there is one. */
  readonly web?: string;
}

/** What admins read when letters that were due left no trace. */
export function alertContent(tally: Tally, { from, to, web }: AlertContext): Content {
  const silent = silentKinds(tally);
  const days = from === to ? `du ${frenchDate(to)}` : `du ${frenchDate(from)} au ${frenchDate(to)}`;
  const found = [
    ...(tally.held > 0 ? [`${counted(tally.held, 'contact')} dont les courriels attendent`] : []),
    ...(tally.missing > 0 ? [`${counted(tally.missing, 'courriel')} sans trace`] : []),
    ...(silent.length > 0
      ? [`${counted(silent.length, 'sorte')} de courriels muette${silent.length > 1 ? 's' : ''}`]
      : []),
    ...(tally.unanswered > 0 ? [`${counted(tally.unanswered, 'convention')} sans réponse`] : []),
    ...(tally.stopped > 0
      ? [`${counted(tally.stopped, 'convention')} ${stoppedOutside(tally.stopped)}`]
      : []),
  ];
  const words = {
    title: `Vérification des courriels ${days}`,
    parties: `${counted(tally.conventions, 'convention')} en cours`,
    subject: `vérification des courriels – ${found.join(', ')}`,
    heading: tally.stopped > 0 ? 'Des conventions sont arrêtées' : 'Des courriels sont à vérifier',
    summary: `À ce jour : ${enumerated(found)}.`,
    groups: [
      haltedGroup(tally, web),
      heldGroup(tally, web),
      missedGroup(tally, web),
      silentGroup(tally, silent),
      muteGroup(tally, web),
    ],
    answer: {
      heading: 'Que faire ?',
      text: 'Ouvrez la convention dans l’interface Temporal : un envoi en attente ou une erreur y est visible. Ce qui attend part de lui-même une fois la messagerie rétablie ; ce qui est sans trace ne part pas : prévenez au besoin le destinataire.',
    },
    automatic: 'Message automatique : il n’est envoyé que si la vérification quotidienne trouve un manque.',
  };
  return adminContent(words, web);
}

/** How many more there are than are shown. */
function andOthers(count: number): string[] {
  return count > 0 ? [typeset(`Et ${count} ${count > 1 ? 'autres' : 'autre'}.`)] : [];
}

function haltedGroup({ halted, stopped }: Tally, web: string | undefined): Group {
  const others = stopped - halted.length;
  return {
    heading: typeset(`Conventions ${stoppedOutside(2)} (${stopped})`),
    matters: halted.map(({ id, shortName, ...stop }) => ({
      tone: 'urgent',
      status: typeset(stoppedOutside()),
      title: typeset(shortName || id),
      lead: typeset(frenchStopping(stop)),
      paragraphs: [
        typeset(
          `La page de la convention, ou « delegation resume ${id} », la reprend là où elle en était. Si elle ne doit plus être suivie, reprenez-la puis arrêtez-la par l’application (« delegation terminate ${id} »).`,
        ),
      ],
      facts: [],
      ...conventionPage(web, id),
    })),
    closing: andOthers(others),
  };
}

function heldGroup({ held, waiting }: Tally, web: string | undefined): Group {
  const others = held - waiting.reduce((sum, one) => sum + one.held.length, 0);
  return {
    heading: typeset(`Courriels en attente (${held})`),
    matters: waiting.map((one) => heldMatter(one, web)),
    closing: [
      typeset(
        'Vérifiez le serveur de messagerie, son mot de passe (SMTP_URL) et la réputation de l’expéditeur (SPF, DKIM, listes noires) : les courriels partiront d’eux-mêmes.',
      ),
      ...andOthers(others),
    ],
  };
}

function heldMatter({ id, shortName, held }: WaitingLetters, web: string | undefined): Matter {
  return {
    tone: 'urgent',
    status: typeset(`${counted(held.length, 'contact')} en attente`),
    title: typeset(shortName),
    lead: typeset('Ces contacts ne reçoivent rien : la messagerie ne prend pas ce que nous leur envoyons.'),
    paragraphs: [],
    facts: held.map(
      ({ contact, since, reason }): Fact => [
        typeset(contact),
        typeset(`depuis le ${frenchInstant(since)} : ${reason}`),
      ],
    ),
    ...conventionPage(web, id),
  };
}

function missedGroup({ missed, missing }: Tally, web: string | undefined): Group {
  const shown = missed.reduce((sum, { letters }) => sum + letters.length, 0);
  const others = missing - shown;
  return {
    heading: typeset(`Courriels sans trace (${missing})`),
    matters: missed.map((one) => missedMatter(one, web)),
    closing: andOthers(others),
  };
}

function missedMatter({ id, shortName, letters }: MissedLetters, web: string | undefined): Matter {
  return {
    tone: 'urgent',
    status: typeset(`${counted(letters.length, 'courriel')} sans trace`),
    title: typeset(shortName),
    lead: typeset(
      'Dus à leurs destinataires, ces courriels ne sont dans le dossier ni comme remis, ni comme retirés, ni comme refusés.',
    ),
    paragraphs: [],
    facts: letters.map(letterFact),
    ...conventionPage(web, id),
  };
}

function letterFact({ title, duty, contact, at }: DueLetter): Fact {
  return [typeset(`${title} (${duty})`), typeset(`à ${contact}, dû le ${frenchInstant(at)}`)];
}

function silentGroup({ byKind }: Tally, silent: readonly DutyKind[]): Group {
  return {
    heading: typeset(`Sortes de courriels muettes (${silent.length})`),
    matters: silent.map((kind) => ({
      tone: 'overdue',
      status: typeset(`${counted(byKind[kind]?.due ?? 0, 'courriel')} dus, aucun remis`),
      title: typeset(kindNames[kind]),
      lead: typeset('Sur les sept derniers jours et sur toutes les conventions, aucun n’est parti.'),
      paragraphs: [],
      facts: [],
    })),
    closing: [],
  };
}

function muteGroup({ mute, unanswered }: Tally, web: string | undefined): Group {
  const others = unanswered - mute.length;
  return {
    heading: typeset(`Conventions sans réponse (${unanswered})`),
    matters: mute.map((id) => ({
      tone: 'overdue',
      status: 'Sans réponse',
      title: id,
      lead: typeset('Elle n’a pas donné son dossier : rien n’est prouvé de ses courriels.'),
      paragraphs: [],
      facts: [],
      ...conventionPage(web, id),
    })),
    closing: andOthers(others),
  };
}

const kindNames: Readonly<Record<DutyKind, string>> = {
  'legal-text': 'Défauts du texte signé',
  'chorus-access': 'Habilitations Chorus',
  credits: 'Mise à disposition des crédits',
  'chorus-codings': 'Imputations Chorus',
  'controller-copies': 'Copies aux contrôleurs budgétaires',
  approval: 'Approbations',
  publication: 'Publications',
  request: 'Demandes entre les parties',
  'monthly-report': 'Comptes rendus mensuels',
  'final-report': 'Comptes rendus finaux',
  correction: 'Corrections demandées',
  committee: 'Comités d’investissement',
  'year-end': 'Fin de gestion',
  'year-end-dates': 'Dates de fin de gestion à renseigner',
  community: 'Intégration à la communauté',
  deliverable: 'Livrables',
  'hand-over': 'Remise des livrables',
  term: 'Terme de la convention',
  'notice-end': 'Fin anticipée de la convention',
  'services-closed': 'Fin des services associés',
  shortfall: 'Insuffisance de crédits',
  suspension: 'Suspension de l’exécution',
  amendment: 'Avenants',
  breach: 'Mises en demeure',
  'agreed-end': 'Fins proposées',
  renewal: 'Reconductions',
  'renewal-notice': 'Dernier jour de préavis avant reconduction',
  'open-commitments': 'Engagements ouverts après la fin',
  balance: 'Soldes',
  own: 'Obligations propres aux conventions',
};
