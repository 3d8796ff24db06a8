import { enumerated, frenchLongDate } from '../calendar/french.ts';
import { frenchHoliday, type HolidayRegion } from '../calendar/holidays.ts';
import { frenchOrigins, type OriginName } from '../calendar/origins.ts';
import { addDays, dayOfWeek, type PlainDate } from '../calendar/plain-date.ts';
import type { Reckoning, Step } from '../calendar/reckoning.ts';
import { daysOff } from '../calendar/working-days.ts';
import type { Clause } from '../clauses/clause.ts';
import { clauses } from '../clauses/clauses.ts';
import type { Convention } from '../convention.ts';
import { frenchSections } from '../document/sections.ts';
import { noDelay, whyLandmark } from '../duties/due-words.ts';
import type { Duty, DutyKind } from '../duties/duty.ts';
import { leftDuty } from '../duties/left-owed.ts';
import { frenchEffectRule } from '../term/effect.ts';
import { frenchNotice, reckonedEnd } from '../term/term.ts';

/** Why a duty is due on its day: the shape of `delegation why --json`, kept stable. */
export interface Why {
  readonly duty: string;
  readonly title: string;
  readonly dueOn: PlainDate;
  /** The text fixes no such day: it is a landmark of the tracking. */
  readonly indicative?: true;
  /** The clause that lays it down. */
  readonly rule: {
    /** `comptes rendus`. */
    readonly clause: string;
    readonly article?: string;
    /** The article, word for word, when the document gives it. */
    readonly text?: string;
  };
  /** From the day that all is counted from to the deadline; rules that leave a day as it is go without saying. */
  readonly days: readonly ExplainedDay[];
  /** The texts of law that the count rests on, in French. */
  readonly law: readonly string[];
}

/** A day on the way to a deadline, and what it is or how it was found: `+ 5 jours ouvrés`. */
export interface ExplainedDay {
  readonly on: PlainDate;
  readonly says: string;
}

/** Explains the deadline of a duty of the convention. */
export function whyOf(convention: Convention, duty: Duty): Why {
  const { id, title, dueOn, article, indicative } = duty;
  const clause = clauseOf(convention, duty);
  const text = textOf(convention, clause, duty);
  const parts = partsOf(convention, duty);
  const isTold = parts.some(({ steps }) => steps.some(({ rule }) => 'count' in rule && rule.indicative));
  const whose = indicative && !isTold ? ` ; ${whyLandmark(duty)} : repère du suivi` : '';
  return {
    duty: id,
    title,
    dueOn,
    ...(indicative ? { indicative } : {}),
    rule: {
      clause: frenchSections[clause],
      ...(article ? { article } : {}),
      ...(text === undefined ? {} : { text }),
    },
    days: parts.flatMap(({ origin, steps }) => [
      { on: origin.on, says: `${originNamed(convention, origin.what)}${whose}` },
      ...steps.filter(hasMoved).map((step) => ({ on: step.on, says: stepSaid(convention, step) })),
    ]),
    law: lawOf(convention, duty, parts),
  };
}

/** How it is counted; what is counted from the end of the convention begins with how that is. */
function partsOf(convention: Convention, { reckoning }: Duty): readonly Reckoning[] {
  const end = reckoning.origin.what === 'end' ? reckonedEnd(convention) : undefined;
  // What an amendment has left owed counts from the end as it was then.
  return end?.on === reckoning.origin.on ? [end.reckoning, reckoning] : [reckoning];
}

function hasMoved({ from, on }: Step): boolean {
  return from !== on;
}

/** The clause whose text gives the deadline: mostly the one that owes the duty. */
function clauseOf(convention: Convention, { id, kind }: Duty): Clause['named'] {
  const left = leftDuty(convention, { id });
  if (left) return left.clause;
  if (kind === 'term') return 'term';
  if (kind === 'open-commitments' && convention.document.balance) return 'balance';
  const owing = clauses.find(({ owes = [] }) =>
    owes.flatMap((source) => source(convention) ?? []).some((duty) => duty.id === id),
  );
  return owing?.named ?? 'duties';
}

function textOf(convention: Convention, named: Clause['named'], { id, article, title }: Duty) {
  const { document } =
    convention.pastVersions.find(({ left }) => left?.some(({ duty }) => duty.id === id)) ?? convention;
  const clause: unknown =
    named === 'duties'
      ? document.duties.find((own) => own.article === article && own.title === title)
      : document[named];
  const isWritten = typeof clause === 'object' && clause !== null && 'text' in clause;
  return isWritten && typeof clause.text === 'string' ? clause.text : undefined;
}

function originNamed(convention: Convention, what: OriginName): string {
  return what === 'effect' ? `${frenchOrigins.effect}, ${frenchEffectRule(convention)}` : frenchOrigins[what];
}

function stepSaid({ document }: Convention, step: Step): string {
  const { rule } = step;
  const skipped = frenchSkipped(skippedBy(step, document.holidays), document.holidays);
  if ('count' in rule && rule.indicative)
    return `${noDelay} : repère du suivi, ${rule.count} ${frenchUnit(rule.name, rule.count)}${skipped}`;
  const count = 'count' in rule ? rule.count : 0;
  const bound = 'bound' in rule ? frenchOrigins[rule.bound] : '';
  const says: Readonly<Record<Step['rule']['name'], string>> = {
    months: `${signed(count)} mois, de date à date`,
    wholeMonths: `${signed(count)} mois, dernier jour compris`,
    days: count === 1 ? 'le lendemain' : `${signed(count)} ${frenchUnit('days', count)}`,
    workingDays: `${signed(count)} ${frenchUnit('workingDays', count)}${skipped}`,
    onOrAfterWorkingDay: `reporté au premier jour ouvré suivant${skipped}`,
    onOrBeforeWorkingDay: `avancé au dernier jour ouvré qui précède${skipped}`,
    endOfMonth: 'fin du mois',
    endOfYear: 'fin de l’année',
    lastNotice: `dernier jour dont le préavis s’achève à temps (${frenchNotice(document)})`,
    notBefore: `pas avant : ${bound}`,
    notAfter: `pas après : ${bound}`,
  };
  return says[rule.name];
}

function frenchUnit(name: 'months' | 'wholeMonths' | 'days' | 'workingDays', count: number): string {
  if (name === 'months' || name === 'wholeMonths') return 'mois';
  const days = plural(count, 'jour');
  return name === 'days' ? days : `${days} ${plural(count, 'ouvré')}`;
}

/** The days that a rule passed over because they are not worked. */
function skippedBy({ rule, from, on }: Step, region: HolidayRegion): readonly PlainDate[] {
  if (rule.name === 'workingDays') return daysOff(addDays(from, 1), on, region);
  if (rule.name === 'onOrAfterWorkingDay') return daysOff(from, on, region);
  return rule.name === 'onOrBeforeWorkingDay' ? daysOff(on, from, region) : [];
}

/** Weekend days that are named one by one; more of them are counted. */
const namedAtMost = 4;

/** ` (samedi 11 et dimanche 12 avril sautés ; lundi 13 avril, lundi de Pâques, férié)`; nothing when there is none. */
function frenchSkipped(days: readonly PlainDate[], region: HolidayRegion): string {
  const weekend = days.filter((day) => dayOfWeek(day) > 5);
  const holidays = days.filter((day) => dayOfWeek(day) < 6);
  const isLong = weekend.length > namedAtMost;
  const named = isLong ? `${weekend.length} samedis et dimanches` : frenchDays(weekend);
  const parts = [
    ...(weekend.length > 0 ? [`${named} ${plural(weekend.length, 'sauté')}`] : []),
    ...holidays.map((day) => `${frenchDays([day])}, ${frenchHoliday(day, region)}, férié`),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(' ; ')})`;
}

/** `samedi 28 et dimanche 29 mars`: the month once, after the last of its days. */
function frenchDays(days: readonly PlainDate[]): string {
  return enumerated(
    days.map((day, rank) => {
      const isLast = days[rank + 1]?.slice(0, 7) !== day.slice(0, 7);
      return frenchLongDate(day)
        .split(' ')
        .slice(0, isLast ? 3 : 2)
        .join(' ');
    }),
  );
}

function signed(count: number): string {
  return count < 0 ? `− ${-count}` : `+ ${count}`;
}

function plural(count: number, word: string): string {
  return Math.abs(count) > 1 ? `${word}s` : word;
}

/** Articles of the decree 2004-1085 that ask for some duties themselves. */
const decreeArticles: Partial<Record<DutyKind, string>> = {
  publication: '2',
  approval: '3',
  'controller-copies': '4',
};

function lawOf({ document }: Convention, { kind }: Duty, parts: readonly Reckoning[]): readonly string[] {
  const steps = parts.flatMap((part) => part.steps.filter(hasMoved));
  const uses = (...names: Step['rule']['name'][]) => steps.some(({ rule }) => names.includes(rule.name));
  const isOfNotice = uses('lastNotice') || parts.some(({ origin }) => origin.what === 'notice');
  const article = decreeArticles[kind] ?? (isOfNotice ? '5' : undefined);
  const isHoliday = steps.some((step) =>
    skippedBy(step, document.holidays).some((day) => frenchHoliday(day, document.holidays)),
  );
  const alsace = document.holidays === 'alsaceMoselle' ? ' et L3134-13' : '';
  const laws: readonly (readonly [isUsed: boolean, law: string])[] = [
    [article !== undefined, `Décret n° 2004-1085, art. ${article}`],
    [
      uses('days', 'workingDays'),
      'Code de procédure civile, art. 641 : le jour d’où court un délai en jours ne compte pas',
    ],
    [
      uses('months', 'wholeMonths', 'lastNotice'),
      'Code de procédure civile, art. 641 : un délai en mois expire le même jour du dernier mois, à défaut le dernier de ce mois',
    ],
    [
      uses('onOrAfterWorkingDay'),
      'Code de procédure civile, art. 642 : un délai qui expirerait un samedi, un dimanche ou un jour férié est prorogé jusqu’au premier jour ouvrable suivant',
    ],
    [isHoliday, `Code du travail, art. L3133-1${alsace} : jours fériés`],
  ];
  return laws.flatMap(([isUsed, law]) => (isUsed ? [law] : []));
}
