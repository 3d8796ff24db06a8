import { z } from 'zod';
import { clauseOrLast } from '../convention/amendments/versions.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { addDays, yearOf } from '../convention/calendar/plain-date.ts';
import type { Convention, Report } from '../convention/convention.ts';
import { dutiesOf } from '../convention/duties/duties.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { reportBounds } from '../convention/duties/reports.ts';
import { badAct, notNow } from '../convention/errors.ts';
import { onEachLine, unitOf } from '../convention/ledger/budget-lines.ts';
import { budgetChart, forecastFor, previousReport } from '../convention/ledger/forecast.ts';
import { type Cents, frenchEuros, subtract, zero } from '../convention/ledger/money.ts';
import { positionOf } from '../convention/ledger/position.ts';
import { lineFacts } from '../convention/ledger/statement.ts';
import { spanTotals, totalsBetween } from '../convention/ledger/sums.ts';
import { tell } from '../convention/mailing/audience.ts';
import type { Fact } from '../convention/mailing/facts.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { spansOf } from '../convention/term/term.ts';
import { forecastFacts, forecastKnown, overCeilingNews } from './about-forecasts.ts';
import { lineMissing, unknownLine } from './about-lines.ts';
import { eurosWhere, withDone } from './effects.ts';
import type { Question } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { among, amounts, choice, dutyClosed, euros, monthsIn, text, typedEuros } from './questions.ts';
import { notOne } from './refusals.ts';

/** Art. 5: the delegatee reports on a month, or at the term. The delegator receives it, with the position of the budget. */
export const submitReport = defineFormedAct({
  verb: 'report',
  parties: ['delegatee'],
  needs: 'reports',
  closes: 'report',
  form: {
    title: 'Remettre un compte rendu',
    says: 'Le délégant reçoit aussitôt le compte rendu, avec la situation du budget.',
    button: 'Remettre le compte rendu',
    group: 'Obligations',
    questions: {
      period: choice('Période', 'la période du compte rendu', {
        as: z
          .string('un mois AAAA-MM, ou « final »')
          .regex(/^(\d{4}-(0[1-9]|1[0-2])|final(-\d{1,2})?)$/, 'un mois AAAA-MM, ou « final »'),
        said: (about) => dutyClosed(about, 'report')?.id.replace('report-', ''),
      }),
      spent: euros('Dépenses de la période', 'les dépenses de la période, en euros', { optional: true }),
      progress: text('Avancement des travaux', 'l’avancement des travaux'),
      forecast: text('Prévisions, en quelques mots', 'les prévisions', {
        hint: 'Ce que vous comptez commander et consommer, et pourquoi.',
      }),
      orders: amounts('Commandes prévues, mois par mois', 'des montants par mois'),
      consumption: amounts('Paiements prévus, mois par mois', 'des montants par mois'),
    },
    places: ['period'],
    example: '2020-04 --spent 8250,40 --progress "Version 2 livrée" --forecast "Une commande en mai"',
    // The oldest first.
    choices(subject, can) {
      const blank = { by: '', spent: zero, progress: '', forecast: '', orders: [], consumption: [] };
      return (subject.duty ? [subject.duty] : dutiesOf(subject.convention))
        .filter(({ closedBy }) => closedBy === 'report')
        .map(({ id, title }) => [id.replace('report-', ''), title] as const)
        .filter(([period]) => can({ ...blank, period }));
    },
    known({ convention }, { choices: periods }) {
      // Where the period may still be chosen, what depends on it is left to the act.
      const [only] = periods.length === 1 ? periods : [];
      return {
        period: among(periods, { value: periods[0]?.[0] ?? '' }),
        ...(convention.document.budget
          ? {
              spent: spentKnown(convention, only?.[0]),
              orders: forecastKnown('orders', convention, only?.[0]),
              consumption: forecastKnown('consumption', convention, only?.[0]),
            }
          : { spent: null, orders: null, consumption: null }),
      };
    },
    input: ({ orders, consumption }) => ({ orders: monthsIn(orders), consumption: monthsIn(consumption) }),
  },
  refuse(convention, { period, spent, orders, consumption }, { today }) {
    const duty = findDuty(convention, dutyIdOf('report', period));
    if (!duty) {
      const expected = dutiesOf(convention).filter(({ closedBy }) => closedBy === 'report');
      const accepted = expected.map(({ id }) => id.replace('report-', '')).join(', ');
      return notOne(
        period,
        'une période de compte rendu',
        `acceptées : ${accepted || 'aucune avant la prise d’effet'}`,
      );
    }
    const over = alreadyOver(convention, duty);
    if (over) return over;
    const monthOver = addDays(duty.opensOn, -1);
    if (!isFinal(period) && monthOver > today)
      return notNow`Le mois « ${period} » n’est pas terminé : son compte rendu est accepté à partir du ${monthOver}, et attendu le ${duty.dueOn}.`;
    if (isFinal(period) && duty.opensOn > today)
      return notNow`Le compte rendu final s’ouvre le ${duty.opensOn}, pour le ${duty.dueOn}.`;
    if (spent === undefined && convention.ledger.length === 0 && convention.document.budget)
      return badAct`spent : absent ; attendu : les dépenses de la période en euros, que le registre, vide, ne donne pas`;
    const forecast = [...orders, ...consumption];
    const far = forecast.find((one) => Number(one.month.slice(0, 4)) > yearOf(today) + 5);
    if (far)
      return badAct`« ${far.month} » refusé ; accepté : des prévisions à cinq ans au plus, jusqu’en ${yearOf(today) + 5}.`;
    const past = forecast.find((one) => !isFinal(period) && one.month <= period);
    if (past)
      return badAct`« ${past.month} » refusé ; accepté : des prévisions pour les mois qui suivent ${period}.`;
    const [charged] = forecast.flatMap(
      ({ budgetLine }) =>
        (budgetLine === undefined ? lineMissing(convention) : unknownLine(convention, budgetLine)) ?? [],
    );
    return charged;
  },
  apply(convention, { by, period, spent: given, progress, forecast, orders, consumption }, moment) {
    const { now } = moment;
    const { budget } = convention.document;
    const spent = given ?? spentIn(convention, period);
    const name = nameOf(convention, period);
    const amount = `${frenchEuros(spent)} dépensés`;
    const report: Report = {
      at: now,
      by,
      spent,
      progress,
      forecast,
      ...(orders.length > 0 ? { orders } : {}),
      ...(consumption.length > 0 ? { consumption } : {}),
    };
    const after: Convention = {
      ...withDone(convention, ['report', period], {
        by,
        now,
        evidence: budget ? amount : 'compte rendu remis',
      }),
      reports: { ...convention.reports, [period]: report },
    };
    const chart = isFinal(period) || !budget ? undefined : budgetChart(after, period);
    return {
      convention: after,
      text: `Remis : ${name}${budget ? ` (${amount})` : ''}.`,
      news: [
        tell([{ holder: 'delegator', role: 'budget' }], {
          identity: `report/${period}/${now}`,
          subject: name,
          lead: `${partyDoes(convention.document, 'delegatee', 'vous rend', 'vous rendent')} compte : ${name}.`,
          facts: !budget
            ? []
            : [
                ['Dépenses de la période', frenchEuros(spent)],
                ...comparison(convention, period, report),
                ...positionFacts(after, moment),
                ...forecastFacts(convention, 'Commandes prévues', orders),
                ...forecastFacts(convention, 'Consommation prévue', consumption),
              ],
          paragraphs: [`Avancement : ${progress}`, `Prévisions : ${forecast}`],
          cites: [clauseOrLast(convention, 'reports')?.article],
          ...(chart ? { chart } : {}),
        }),
        ...(orders.length > 0 && !isFinal(period) ? overCeilingNews(after, period, now) : []),
      ],
    };
  },
});

function spentKnown(convention: Convention, period: string | undefined): Partial<Question> {
  const { budget } = convention.document;
  if (convention.ledger.length === 0) {
    return {
      optional: false,
      hint: `En euros${budget ? onEachLine(budget, unitOf) : ''}.`,
    };
  }
  const inLedger = period === undefined ? undefined : spentIn(convention, period);
  return {
    hint:
      inLedger === undefined
        ? 'En euros. Laissez vide pour reprendre les paiements du registre.'
        : `En euros. Le registre en compte ${frenchEuros(inLedger)} ; laissez vide pour le reprendre.`,
    ...(inLedger !== undefined && inLedger >= 0 ? { value: typedEuros(inLedger) } : {}),
  };
}

/** Spending as the ledger has it: of a month, or of the orders of a whole period for its final report. */
export function spentIn(convention: Convention, report: string): Cents {
  const { ledger } = convention;
  if (isFinal(report)) {
    const rank = Number(report.replace(/^final-?/, '') || 1) - 1;
    return spanTotals(ledger, spansOf(convention), rank).paid;
  }
  const { from, to } = reportBounds(convention, report);
  return totalsBetween(ledger, from, to).paid;
}

/** What the ledger and the report before say of the period, against a report of it. */
export function comparison(convention: Convention, period: string, { spent }: Report): [string, string][] {
  if (isFinal(period)) return [];
  const { ledger } = convention;
  const { from, to } = reportBounds(convention, period);
  const before = previousReport(convention, period);
  const { paid: inLedger, committed: ordered } = totalsBetween(ledger, from, to);
  const against = (label: string, amount: Cents | undefined, actual: Cents, said = ''): [string, string][] =>
    amount === undefined
      ? []
      : [[label, `${frenchEuros(amount)}${said} (écart ${signed(subtract(actual, amount))})`]];
  const forecast = (of: 'orders' | 'consumption') => forecastFor(before?.[of], from.slice(0, 7), period);
  const isOther = ledger.length > 0 && inLedger !== spent;
  return [
    ...against('Paiements du mois au registre', isOther ? inLedger : undefined, spent),
    ...against('Consommation prévue au compte rendu précédent', forecast('consumption'), spent),
    ...against(
      'Commandes prévues au compte rendu précédent',
      forecast('orders'),
      ordered,
      `, engagées ${frenchEuros(ordered)}`,
    ),
  ];
}

/** The position of the budget, when the ledger is kept. */
function positionFacts(convention: Convention, { today }: Moment): readonly Fact[] {
  if (convention.ledger.length === 0) return [];
  const position = positionOf(convention, today);
  const { ceiling, available, committed, accepted, paid, remainingToCommit, remainingToPay } = position;
  return [
    ...eurosWhere('Plafond', ceiling),
    ['Crédits mis à disposition', frenchEuros(available)],
    ['Engagé (AE)', frenchEuros(committed)],
    ['Service fait', frenchEuros(accepted)],
    ['Payé (CP)', frenchEuros(paid)],
    ...eurosWhere('Reste à engager', remainingToCommit),
    ['Reste à payer', frenchEuros(remainingToPay)],
    ...lineFacts(position.lines),
  ];
}

/** The report in the middle of a sentence: `compte rendu d’avril 2020`. */
function nameOf(convention: Convention, period: string): string {
  const { title } = findDuty(convention, dutyIdOf('report', period)) ?? { title: 'Compte rendu' };
  return `c${title.slice(1)}`;
}

function isFinal(period: string): boolean {
  return period.startsWith('final');
}

function signed(amount: Cents): string {
  return amount > zero ? `+${frenchEuros(amount)}` : frenchEuros(amount);
}
