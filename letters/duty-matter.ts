import { capitalised, frenchDate, frenchLongDate } from '../convention/calendar/french.ts';
import { daysBetween, type PlainDate } from '../convention/calendar/plain-date.ts';
import type { DutyItem } from '../convention/mailing/letter.ts';
import type { Fact, Matter, SubjectParts, Tone } from './content.ts';
import { counted, typeset } from './typography.ts';

/** A duty as a matter of a letter. */
export function dutyMatter(item: DutyItem, today: PlainDate): Matter {
  const { lead, paragraphs, closing } = wordingOf(item, today);
  return {
    tone: toneOf(item, today),
    status: typeset(statusOf(item, today)),
    title: typeset(item.title),
    lead: typeset(lead),
    paragraphs: paragraphs.map(typeset),
    ...(closing && { closing: typeset(closing) }),
    facts: factsOf(item, today),
  };
}

/** The subject of a letter about this duty alone. */
export function dutySubject(item: DutyItem, today: PlainDate): SubjectParts {
  const { title, rung, standing, daysOverdue, dueOn } = item;
  const late = counted(daysOverdue, 'jour');
  const end = `pour le ${frenchDate(dueOn)}`;
  if (isAlert(item)) return { state: distance(today, dueOn), title, end: `le ${frenchDate(dueOn)}` };
  if (standing === 'representative') return { state: `${late} de retard malgré nos rappels`, title };
  if (standing === 'copy') {
    return { state: 'pour information', title, end: daysOverdue > 0 ? `en retard de ${late}` : end };
  }
  if (daysOverdue > 0) return { state: `en retard de ${late}`, title };
  if (dueOn === today) return { state: 'dernier jour', title };
  return rung === 'notice' ? { title, end } : { state: 'rappel', title, end };
}

/** An alert announces a date and asks nothing. */
function isAlert(item: DutyItem): boolean {
  return item.evidence === undefined;
}

/** The tone follows the day more than the rung: a convention registered late opens duties that are overdue. */
function toneOf(item: DutyItem, today: PlainDate): Tone {
  if (isAlert(item) || item.standing === 'copy') return 'information';
  if (item.daysOverdue > 0) return 'overdue';
  if (item.dueOn === today) return 'today';
  return item.rung === 'notice' ? 'opened' : 'coming';
}

function statusOf(item: DutyItem, today: PlainDate): string {
  const { rung, daysOverdue, dueOn } = item;
  const late = `en retard de ${counted(daysOverdue, 'jour')}`;
  if (isAlert(item)) return `Pour information : ${distance(today, dueOn)}`;
  if (item.standing === 'copy') {
    return `Pour information : ${daysOverdue > 0 ? late : `échéance ${distance(today, dueOn)}`}`;
  }
  if (daysOverdue > 0) return capitalised(rung === 'escalation' ? `${late}, malgré nos rappels` : late);
  if (dueOn === today) return 'Dernier jour';
  return rung === 'notice' ? 'Nouvelle obligation' : `Rappel : échéance ${distance(today, dueOn)}`;
}

type Wording = Pick<Matter, 'lead' | 'paragraphs' | 'closing'>;

function wordingOf(item: DutyItem, today: PlainDate): Wording {
  if (isAlert(item)) return alertWording(item, today);
  if (item.standing === 'representative') return representativeWording(item);
  if (item.standing === 'copy') return copyWording(item, today);
  return holderWording(item, today);
}

/** Sentences that are said once for several matters do not count them. */
const actSoon =
  'Merci d’agir dès que possible ou, à défaut, d’indiquer une nouvelle date en réponse à ce message.';

function holderWording(
  { rung, holder, dueOn, daysOverdue, unrepresented }: DutyItem,
  today: PlainDate,
): Wording {
  const day = frenchLongDate(dueOn);
  if (daysOverdue > 0) {
    const late = counted(daysOverdue, 'jour');
    const told = [`La personne qui représente ${holder} en est informée.`];
    return {
      lead: `Cette obligation, à remplir par ${holder} au plus tard le ${day}, est en retard de ${late}.`,
      paragraphs: rung === 'escalation' && !unrepresented ? told : [],
      closing: actSoon,
    };
  }
  const asked = `Cette obligation est à remplir par ${holder} au plus tard`;
  if (dueOn === today) return { lead: `${asked} aujourd’hui, ${day}.`, paragraphs: [] };
  if (rung === 'notice') return { lead: `${asked} le ${day}.`, paragraphs: [] };
  return { lead: `${asked} le ${day}, ${distance(today, dueOn)}.`, paragraphs: [] };
}

function representativeWording({ holder, dueOn, daysOverdue }: DutyItem): Wording {
  const day = frenchLongDate(dueOn);
  return {
    lead: `Malgré nos rappels, cette obligation de ${holder}, à remplir au plus tard le ${day}, est en retard de ${counted(daysOverdue, 'jour')}.`,
    paragraphs: [`Ce message vous est adressé parce que vous représentez ${holder}.`],
    closing:
      'Merci de faire le nécessaire ou, à défaut, d’indiquer une nouvelle date en réponse à ce message.',
  };
}

function copyWording(
  { rung, holder, dueOn, daysOverdue, unrepresented }: DutyItem,
  today: PlainDate,
): Wording {
  const day = frenchLongDate(dueOn);
  const closing = 'Aucune action ne vous est demandée.';
  if (daysOverdue > 0) {
    const told = ['La personne qui représente l’organisme responsable en est informée.'];
    return {
      lead: `Pour information, cette obligation, à remplir par ${holder} au plus tard le ${day}, est en retard de ${counted(daysOverdue, 'jour')}.`,
      paragraphs: rung === 'escalation' && !unrepresented ? told : [],
      closing,
    };
  }
  const when = dueOn === today ? `aujourd’hui, ${day}` : `le ${day}`;
  return {
    lead: `Pour information, cette obligation est à remplir par ${holder} au plus tard ${when}.`,
    paragraphs: [],
    closing,
  };
}

function alertWording({ dueOn }: DutyItem, today: PlainDate): Wording {
  const day = frenchLongDate(dueOn);
  const when = dueOn === today ? `aujourd’hui, ${day}` : `${distance(today, dueOn)}, le ${day}`;
  return {
    lead: `Cette date importante pour la convention ${dueOn < today ? 'est passée' : 'arrive'} ${when}.`,
    paragraphs: [],
    closing: 'Ce message est une simple information : il n’appelle pas de réponse.',
  };
}

function factsOf(item: DutyItem, today: PlainDate): Fact[] {
  const { article, holder, dueOn, opensOn, evidence } = item;
  const day = `${frenchLongDate(dueOn)} (${distance(today, dueOn)})`;
  const reference: Fact[] = article === undefined ? [] : [['Référence', `${article} de la convention`]];
  const facts: Fact[] =
    evidence === undefined
      ? [['Date', day], ...reference]
      : [
          ['Échéance', day],
          ['Qui doit agir', holder],
          ['À fournir', evidence],
          ...reference,
          ['Ouverte depuis', `le ${frenchDate(opensOn)}`],
        ];
  return facts.map(([label, value]) => [typeset(label), typeset(value)]);
}

/** How far a day is: `dans 3 jours`, `demain`, `aujourd’hui`, `hier`, `il y a 3 jours`. */
function distance(today: PlainDate, day: PlainDate): string {
  const days = daysBetween(today, day);
  if (days === 0) return 'aujourd’hui';
  if (Math.abs(days) === 1) return days > 0 ? 'demain' : 'hier';
  return days > 0 ? `dans ${days} jours` : `il y a ${-days} jours`;
}
