import { capitalised, frenchDate, frenchLongDate } from '../convention/calendar/french.ts';
import { daysBetween, type PlainDate } from '../convention/calendar/plain-date.ts';
import { frenchDue, frenchDueName, whyLandmark } from '../convention/duties/due-words.ts';
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
    paragraphs: [...(item.about ?? []), ...paragraphs, ...commentOf(item)].map(typeset),
    ...(closing && { closing: typeset(closing) }),
    facts: factsOf(item, today),
  };
}

/** What was last said of it. */
function commentOf({ comment }: DutyItem): string[] {
  return comment ? [`Commentaire de ${comment.by}, le ${frenchDate(comment.on)} : « ${comment.text} ».`] : [];
}

/** The subject of a letter about this duty alone. */
export function dutySubject(item: DutyItem, today: PlainDate): SubjectParts {
  const { title, rung, standing, daysOverdue, dueOn, indicative } = item;
  const since = sinceWhen(item);
  const end = frenchDue(item);
  if (isAlert(item)) return { state: distance(today, dueOn), title, end: `le ${frenchDate(dueOn)}` };
  if (standing === 'representative') {
    const late = `${counted(daysOverdue, 'jour')} de retard`;
    return { state: `${indicative ? since : late} malgré nos rappels`, title };
  }
  if (standing === 'copy') return { state: 'pour information', title, end: daysOverdue > 0 ? since : end };
  if (daysOverdue > 0) return { state: since, title };
  if (dueOn === today) return { state: indicative ? 'repère aujourd’hui' : 'dernier jour', title };
  return rung === 'notice' ? { title, end } : { state: 'rappel', title, end };
}

/** How long the day of a duty has passed; nobody is late after a day that no text fixes. Said of any title. */
export function sinceWhen({ daysOverdue, indicative }: Pick<DutyItem, 'daysOverdue' | 'indicative'>): string {
  return `en ${indicative ? 'attente depuis' : 'retard de'} ${counted(daysOverdue, 'jour')}`;
}

/** An alert announces a date and asks nothing. */
function isAlert(item: DutyItem): boolean {
  return item.evidence === undefined;
}

/** The tone follows the day more than the rung: a convention registered late opens duties that are overdue. */
function toneOf(item: DutyItem, today: PlainDate): Tone {
  if (isAlert(item) || item.standing === 'copy') return 'information';
  if (item.daysOverdue > 0) return item.indicative ? 'awaited' : 'overdue';
  if (item.dueOn === today) return item.indicative ? 'coming' : 'today';
  return item.rung === 'notice' ? 'opened' : 'coming';
}

function statusOf(item: DutyItem, today: PlainDate): string {
  const { rung, daysOverdue, dueOn, indicative } = item;
  const since = sinceWhen(item);
  const comes = `${frenchDueName(indicative).toLowerCase()} ${distance(today, dueOn)}`;
  if (isAlert(item)) return `Pour information : ${distance(today, dueOn)}`;
  if (item.standing === 'copy') {
    return `Pour information : ${daysOverdue > 0 ? since : comes}`;
  }
  if (daysOverdue > 0) return capitalised(rung === 'escalation' ? `${since}, malgré nos rappels` : since);
  if (dueOn === today && !indicative) return 'Dernier jour';
  return rung === 'notice' ? 'Nouvelle obligation' : `Rappel : ${comes}`;
}

type Wording = Pick<Matter, 'lead' | 'paragraphs' | 'closing'>;

function wordingOf(item: DutyItem, today: PlainDate): Wording {
  if (isAlert(item)) return alertWording(item, today);
  if (item.standing === 'representative') return representativeWording(item);
  if (item.standing === 'copy') return copyWording(item, today);
  return holderWording(item, today);
}

/** What a duty is whose day has passed. */
function passed(item: DutyItem): string {
  const { holder, dueOn, daysOverdue, indicative } = item;
  const [day, days] = [frenchLongDate(dueOn), counted(daysOverdue, 'jour')];
  return indicative
    ? `cette obligation, à remplir par ${holder}, est attendue depuis ${days} ; ${whyLandmark(item)}, le repère du suivi était le ${day}.`
    : `cette obligation, à remplir par ${holder} au plus tard le ${day}, est en retard de ${days}.`;
}

/** What a duty is whose day has not: `aujourd’hui, jeudi 7 mai 2020`. */
function asked(item: DutyItem, when: string): string {
  const { holder, indicative } = item;
  const until = indicative ? ` ; ${whyLandmark(item)}, le repère du suivi est` : ' au plus tard';
  return `cette obligation est à remplir par ${holder}${until} ${when}.`;
}

/** What comes of its day, as long as it has not passed. */
function afterwardsOf({ afterwards }: DutyItem): readonly string[] {
  return afterwards === undefined ? [] : [afterwards];
}

/** Sentences that are said once for several matters do not count them. */
function orAnotherDay({ indicative }: DutyItem): string {
  return `ou, à défaut, d’indiquer une ${indicative ? '' : 'nouvelle '}date en réponse à ce message.`;
}

function holderWording(item: DutyItem, today: PlainDate): Wording {
  const { rung, holder, dueOn, daysOverdue, unrepresented } = item;
  const day = frenchLongDate(dueOn);
  if (daysOverdue > 0) {
    const told = [`Qui représente ${holder} en est informé.`];
    return {
      lead: capitalised(passed(item)),
      paragraphs: rung === 'escalation' && !unrepresented ? told : [],
      closing: `Merci d’agir dès que possible ${orAnotherDay(item)}`,
    };
  }
  const left = rung === 'notice' ? '' : `, ${distance(today, dueOn)}`;
  const when = dueOn === today ? `aujourd’hui, ${day}` : `le ${day}${left}`;
  return { lead: capitalised(asked(item, when)), paragraphs: afterwardsOf(item) };
}

function representativeWording(item: DutyItem): Wording {
  return {
    lead: `Malgré nos rappels, ${passed(item)}`,
    paragraphs: [`Ce message vous est adressé parce que vous représentez ${item.holder}.`],
    closing: `Merci de faire le nécessaire ${orAnotherDay(item)}`,
  };
}

function copyWording(item: DutyItem, today: PlainDate): Wording {
  const { rung, dueOn, daysOverdue, unrepresented } = item;
  const day = frenchLongDate(dueOn);
  const closing = 'Aucune action ne vous est demandée.';
  if (daysOverdue > 0) {
    const told = ['La personne qui représente l’organisme responsable en est informée.'];
    return {
      lead: `Pour information, ${passed(item)}`,
      paragraphs: rung === 'escalation' && !unrepresented ? told : [],
      closing,
    };
  }
  const when = dueOn === today ? `aujourd’hui, ${day}` : `le ${day}`;
  return {
    lead: `Pour information, ${asked(item, when)}`,
    paragraphs: afterwardsOf(item),
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
  const { article, holder, dueOn, opensOn, evidence, indicative } = item;
  const whose = indicative ? ` ; ${whyLandmark(item)}` : '';
  const day = `${frenchLongDate(dueOn)} (${distance(today, dueOn)}${whose})`;
  const reference: Fact[] = article === undefined ? [] : [['Référence', `${article} de la convention`]];
  const facts: Fact[] =
    evidence === undefined
      ? [['Date', day], ...reference]
      : [
          [frenchDueName(indicative), day],
          ['Qui doit agir', holder],
          ['À fournir', evidence],
          ...reference,
          ['Ouverte depuis', `le ${frenchDate(opensOn)}`],
        ];
  return facts.map(([label, value]) => [typeset(label), typeset(value)]);
}

/** How far a day is: `dans 3 jours`, `demain`, `aujourd’hui`, `hier`, `il y a 3 jours`. */
export function distance(today: PlainDate, day: PlainDate): string {
  const days = daysBetween(today, day);
  if (days === 0) return 'aujourd’hui';
  if (Math.abs(days) === 1) return days > 0 ? 'demain' : 'hier';
  return days > 0 ? `dans ${days} jours` : `il y a ${-days} jours`;
}
