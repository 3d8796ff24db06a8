import { enumerated, frenchDate, frenchLongDate } from '../../convention/calendar/french.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import { daysBetween, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { type Convention, frenchPhases, isPhase } from '../../convention/convention.ts';
import type { Duty } from '../../convention/duties/duty.ts';
import { type Cents, frenchEuros } from '../../convention/ledger/money.ts';
import { holderName } from '../../convention/people/organisations.ts';
import { frenchStopping, stoppedOutside } from '../../convention/term/stop.ts';
import type { Content, Fact, Group, Matter, Tone } from '../../letters/content.ts';
import { counted, typeset } from '../../letters/typography.ts';
import { adminContent } from './admin-content.ts';
import type { ListedConvention } from './listed-conventions.ts';
import { conventionPage } from './page-addresses.ts';
import { comingDuties, lateDuties, type SectionName, type Summary, sectionNames } from './summary.ts';

/** What a summary is written with. */
export interface SummaryContext {
  readonly today: PlainDate;
  /** Public address of the web application, if there is one. */
  readonly web?: string;
  /** The records of the conventions shown, by id: those that answered. */
  readonly records: ReadonlyMap<string, Convention>;
}

/** What admins read on a Monday: every convention that needs a look, by what it needs. */
export function summaryContent(summary: Summary, context: SummaryContext): Content {
  const { today, web } = context;
  const told = sectionNames.filter((name) => summary.sections[name].count > 0);
  const counts = told.map((name) => sections[name].counted(summary.sections[name].count));
  const words = {
    title: `Point hebdomadaire du ${frenchLongDate(today)}`,
    parties: `${counted(summary.conventions, 'convention')} en cours`,
    subject: `point hebdomadaire${counts.length > 0 ? ` – ${counts.slice(0, 2).join(', ')}` : ''}`,
    heading: 'Point hebdomadaire',
    summary: counts.length > 0 ? `À ce jour : ${enumerated(counts)}.` : 'Rien à signaler cette semaine.',
    groups: told.map((name) => groupOf(name, summary, context)),
    answer: {
      heading: 'Comment ce point est établi',
      text: 'Il porte sur toutes les conventions suivies ici, telles qu’elles sont au moment de l’envoi. « delegation list » en donne la liste complète.',
    },
    automatic: 'Message automatique, envoyé chaque lundi par le suivi des conventions.',
  };
  return adminContent(words, web);
}

interface SectionWords {
  readonly heading: string;
  readonly tone: Tone;
  readonly counted: (count: number) => string;
  readonly status: (one: ListedConvention, today: PlainDate) => string;
  readonly lead: (one: ListedConvention) => string;
  readonly facts: (record: Convention, today: PlainDate) => Fact[];
}

const conventions = (count: number) => counted(count, 'convention');

const sections: Readonly<Record<SectionName, SectionWords>> = {
  stopped: {
    heading: 'Arrêtées hors de l’application',
    tone: 'urgent',
    counted: (count) => `${conventions(count)} ${stoppedOutside(count)}`,
    status: () => stoppedOutside(),
    lead: ({ id, stopped, closedAt }) =>
      stopped === undefined
        ? ''
        : `${frenchStopping({ how: stopped, at: closedAt ?? 0 })} « delegation resume ${id} » la reprend.`,
    facts: () => [],
  },
  overdue: {
    heading: 'En retard',
    tone: 'overdue',
    counted: (count) => `${conventions(count)} en retard`,
    status: ({ overdue }) => `${counted(overdue, 'obligation')} en retard`,
    lead: (one) => `${phaseOf(one)} : des obligations attendent au-delà de leur échéance.`,
    facts: (record, today) =>
      dutyFacts(
        record,
        lateDuties(record, today),
        (dueOn) => `${counted(daysBetween(dueOn, today), 'jour')} de retard`,
      ),
  },
  coming: {
    heading: 'Dates des 30 prochains jours',
    tone: 'coming',
    counted: (count) => `${conventions(count)} avec une date sous 30 jours`,
    status: ({ nextDeadline }, today) => `Prochaine date ${inDays(nextDeadline, today)}`,
    lead: (one) =>
      one.nextDeadline === undefined
        ? `${phaseOf(one)}.`
        : `${phaseOf(one)} : prochaine date le ${frenchLongDate(parisDate(one.nextDeadline))}.`,
    facts: (record, today) =>
      dutyFacts(record, comingDuties(record, today), (dueOn) => inDaysOf(dueOn, today)),
  },
  overCeiling: {
    heading: 'Prévisions au-dessus du plafond',
    tone: 'urgent',
    counted: (count) => `${counted(count, 'prévision')} au-dessus du plafond`,
    status: ({ forecastOver }) => `${euros(forecastOver)} au-dessus du plafond`,
    lead: (one) =>
      `${phaseOf(one)} : les commandes prévues dépassent le plafond de ${euros(one.forecastOver)} (art. 5).`,
    facts: () => [],
  },
  faulty: {
    heading: 'Courriels non remis',
    tone: 'overdue',
    counted: (count) => `${conventions(count)} avec des courriels non remis`,
    status: ({ faults }) => `${counted(faults, 'contact')} injoignable${faults > 1 ? 's' : ''}`,
    lead: () =>
      'Un contact ne reçoit plus ses courriels : « delegation contact » en désigne un autre, « delegation address-retried » réessaie son adresse.',
    facts: ({ faults, held }) =>
      [...faults, ...held].slice(0, factsAtMost).map(({ contact, reason }): Fact => [contact, reason]),
  },
  ended: {
    heading: 'Terminées ou closes cette semaine',
    tone: 'information',
    counted: (count) =>
      `${conventions(count)} terminée${count > 1 ? 's' : ''} ou close${count > 1 ? 's' : ''}`,
    status: (one) => phaseOf(one),
    lead: ({ lastDay, closedAt }) =>
      [
        ...(lastDay === undefined ? [] : [`Dernier jour : ${frenchDate(parisDate(lastDay))}.`]),
        ...(closedAt === undefined
          ? ['Son solde reste à régler.']
          : [`Close le ${frenchDate(parisDate(closedAt))}.`]),
      ].join(' '),
    facts: () => [],
  },
};

/** How many duties of a convention are named. */
const factsAtMost = 5;

function groupOf(name: SectionName, { sections: all }: Summary, context: SummaryContext): Group {
  const { count, shown } = all[name];
  const { heading } = sections[name];
  const others = count - shown.length;
  return {
    heading: typeset(`${heading} (${count})`),
    matters: shown.map((one) => matterOf(name, one, context)),
    closing:
      others > 0 ? [typeset(`Et ${others} ${others > 1 ? 'autres conventions' : 'autre convention'}.`)] : [],
  };
}

function matterOf(name: SectionName, one: ListedConvention, { today, web, records }: SummaryContext): Matter {
  const { tone, status, lead, facts } = sections[name];
  const record = records.get(one.id);
  return {
    tone,
    status: typeset(status(one, today)),
    title: typeset(`${one.shortName || one.id} (${one.parties})`),
    lead: typeset(lead(one)),
    paragraphs: [],
    facts: record ? facts(record, today).map(([label, value]): Fact => [typeset(label), typeset(value)]) : [],
    ...conventionPage(web, one.id),
  };
}

function dutyFacts(
  { document }: Convention,
  duties: readonly Duty[],
  when: (dueOn: PlainDate) => string,
): Fact[] {
  const named = duties
    .slice(0, factsAtMost)
    .map(
      (duty): Fact => [
        duty.title,
        `${holderName(document, duty.holder)}, le ${frenchDate(duty.dueOn)} (${when(duty.dueOn)}${duty.indicative ? ', repère' : ''})`,
      ],
    );
  const others = duties.length - named.length;
  return others > 0
    ? [...named, ['Et aussi', `${others} ${others > 1 ? 'autres obligations' : 'autre obligation'}`]]
    : named;
}

function phaseOf({ phase }: ListedConvention): string {
  const name = isPhase(phase) ? frenchPhases[phase] : 'phase inconnue';
  return `Convention ${name}`;
}

function inDays(instant: Instant | undefined, today: PlainDate): string {
  return instant === undefined ? 'inconnue' : inDaysOf(parisDate(instant), today);
}

function inDaysOf(day: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, day);
  if (days === 0) return 'aujourd’hui';
  return days === 1 ? 'demain' : `dans ${days} jours`;
}

/** Visibility keeps amounts as doubles. */
function euros(cents: number): string {
  return frenchEuros(Math.round(cents) as Cents);
}
