import { z } from 'zod';
import { frenchMonth, ofMonth } from '../calendar/french.ts';
import { addDays, plainDateOf, yearOf } from '../calendar/plain-date.ts';
import type { Convention, MonthAmount, Report } from '../convention.ts';
import { euros, list, month, record, text } from '../document/fields.ts';
import { dutiesOf } from '../duties/duties.ts';
import { dutyIdOf } from '../duty.ts';
import { budgetChart, forecastFor, monthBounds, overCeiling, previousReport } from '../ledger/forecast.ts';
import { positionOf } from '../ledger/position.ts';
import { committedBetween, paidIn, spanTotals } from '../ledger/sums.ts';
import { type Cents, frenchEuros, less, nothing } from '../money.ts';
import { signedAct } from '../signatory.ts';
import { spansOf } from '../term.ts';
import { bothParties, defineAct, type Moment, type News, refusal } from './act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';

const byMonth = (what: string) =>
  list(record({ month, amount: euros }), 0, 60)
    .default([])
    .describe(`${what}, en euros, par mois`);

/** Art. 5: the delegatee reports on a month, or at the term. The delegator receives it, with the position of the budget. */
export const submitReport = defineAct({
  schema: signedAct({
    period: z
      .string('un mois AAAA-MM, ou « final »')
      .regex(/^(\d{4}-(0[1-9]|1[0-2])|final(-\d{1,2})?)$/, 'un mois AAAA-MM, ou « final »')
      .describe('Mois du compte rendu, ou « final »'),
    spent: euros
      .optional()
      .describe(
        'Dépenses de la période sur l’UO et le centre de coût, en euros ; celles du registre par défaut',
      ),
    progress: text().describe('Avancement des travaux'),
    forecast: text().describe('Prévisions de commande et de consommation'),
    orders: byMonth('Commandes prévues'),
    consumption: byMonth('Consommation prévue (CP)'),
  }),
  refuse(convention, { period, spent, orders, consumption }, { today }) {
    const duty = findDuty(convention, dutyIdOf('report', period));
    if (!duty) {
      const expected = dutiesOf(convention).filter(({ closedBy }) => closedBy === 'report');
      const accepted = expected.map(({ id }) => id.replace('report-', '')).join(', ');
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${period} » n’est pas une période de compte rendu ; acceptées : ${accepted || 'aucune avant la prise d’effet'}.`,
      );
    }
    const over = alreadyOver(convention, duty);
    if (over) return over;
    const monthOver = addDays(duty.opensOn, -1);
    if (!isFinal(period) && monthOver > today) {
      return refusal(
        'NOT_NOW',
        `Le mois « ${period} » n’est pas terminé : son compte rendu est accepté à partir du ${monthOver}, et attendu le ${duty.dueOn}.`,
      );
    }
    if (isFinal(period) && duty.opensOn > today) {
      return refusal('NOT_NOW', `Le compte rendu final s’ouvre le ${duty.opensOn}, pour le ${duty.dueOn}.`);
    }
    if (spent === undefined && convention.ledger.length === 0) {
      return refusal(
        'BAD_ACT',
        'spent : absent ; attendu : les dépenses de la période en euros, que le registre, vide, ne donne pas',
      );
    }
    const far = [...orders, ...consumption].find((one) => Number(one.month.slice(0, 4)) > yearOf(today) + 5);
    if (far) {
      return refusal(
        'BAD_ACT',
        `« ${far.month} » refusé ; accepté : des prévisions à cinq ans au plus, jusqu’en ${yearOf(today) + 5}.`,
      );
    }
    const past = [...orders, ...consumption].find((one) => !isFinal(period) && one.month <= period);
    return past
      ? refusal(
          'BAD_ACT',
          `« ${past.month} » refusé ; accepté : des prévisions pour les mois qui suivent ${period}.`,
        )
      : undefined;
  },
  apply(convention, { by, period, spent: given, progress, forecast, orders, consumption }, moment) {
    const { now } = moment;
    const spent = given ?? spentIn(convention, period);
    const name = nameOf(period);
    const amount = frenchEuros(spent);
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
      ...convention,
      reports: { ...convention.reports, [period]: report },
      outcomes: {
        ...convention.outcomes,
        [dutyIdOf('report', period)]: { state: 'done', at: now, by, evidence: `${amount} dépensés` },
      },
    };
    const chart = isFinal(period) ? undefined : budgetChart(after, period);
    return {
      convention: after,
      text: `Remis : ${name} (${amount} dépensés).`,
      news: [
        {
          to: [{ holder: 'delegator', role: 'budget' }],
          item: {
            kind: 'news',
            identity: `report/${period}/${now}`,
            subject: name,
            lead: `${convention.document.delegatee.shortName} vous rend compte : ${name}.`,
            facts: [
              ['Dépenses de la période', amount],
              ...comparison(convention, period, report),
              ...positionFacts(after, moment),
              ...monthly('Commandes prévues', orders),
              ...monthly('Consommation prévue', consumption),
            ],
            paragraphs: [`Avancement : ${progress}`, `Prévisions : ${forecast}`],
            article: 'art. 5',
            ...(chart ? { chart } : {}),
          },
        },
        ...(orders.length > 0 ? overCeilingNews(after, period, now) : []),
      ],
    };
  },
});

/** Spending as the ledger has it: of a month, or of the orders of a whole period for its final report. */
export function spentIn(convention: Convention, report: string): Cents {
  const { ledger } = convention;
  if (isFinal(report)) {
    const rank = Number(report.replace(/^final-?/, '') || 1) - 1;
    return spanTotals(ledger, spansOf(convention), rank).paid;
  }
  const { from, to } = monthBounds(report);
  return paidIn(ledger, from, to);
}

/** What the ledger and the report before say of the month, against this report. */
function comparison(convention: Convention, period: string, { spent }: Report): [string, string][] {
  if (isFinal(period)) return [];
  const facts: [string, string][] = [];
  const inLedger = spentIn(convention, period);
  if (convention.ledger.length > 0 && inLedger !== spent)
    facts.push([
      'Paiements du mois au registre',
      `${frenchEuros(inLedger)} (écart ${signed(less(spent, inLedger))})`,
    ]);
  const before = previousReport(convention, period);
  const expected = forecastFor(before?.consumption, period);
  if (expected !== undefined)
    facts.push([
      'Consommation prévue au compte rendu précédent',
      `${frenchEuros(expected)} (écart ${signed(less(spent, expected))})`,
    ]);
  const ordered = forecastFor(before?.orders, period);
  if (ordered !== undefined) {
    const { from, to } = monthBounds(period);
    const actual = committedBetween(convention.ledger, from, to);
    facts.push([
      'Commandes prévues au compte rendu précédent',
      `${frenchEuros(ordered)}, engagées ${frenchEuros(actual)} (écart ${signed(less(actual, ordered))})`,
    ]);
  }
  return facts;
}

/** The position of the budget, when the ledger is kept. */
function positionFacts(convention: Convention, { today }: Moment): [string, string][] {
  if (convention.ledger.length === 0) return [];
  const { ceiling, available, committed, accepted, paid, remainingToCommit, remainingToPay } = positionOf(
    convention,
    today,
  );
  return [
    ...(ceiling === undefined ? [] : [['Plafond', frenchEuros(ceiling)] as [string, string]]),
    ['Crédits mis à disposition', frenchEuros(available)],
    ['Engagé (AE)', frenchEuros(committed)],
    ['Service fait', frenchEuros(accepted)],
    ['Payé (CP)', frenchEuros(paid)],
    ...(remainingToCommit === undefined
      ? []
      : [['Reste à engager', frenchEuros(remainingToCommit)] as [string, string]]),
    ['Reste à payer', frenchEuros(remainingToPay)],
  ];
}

/** Art. 5: orders that are forecast beyond the ceiling are told to both, months before they are refused. */
function overCeilingNews(convention: Convention, period: string, now: number): News[] {
  const over = isFinal(period) ? undefined : overCeiling(convention);
  if (!over) return [];
  const when = frenchMonth(plainDateOf(`${over.month}-01`));
  return [
    {
      to: bothParties.map((party) => ({ ...party, role: 'budget' as const })),
      item: {
        kind: 'news',
        identity: `over-ceiling/${period}/${now}`,
        subject: 'prévisions au-delà du plafond',
        lead: `Les commandes prévues dépasseraient le plafond en ${when}, de ${frenchEuros(over.by)} en tout : un avenant ou d’autres prévisions sont à étudier dès maintenant.`,
        facts: [
          ['Dépassement prévu à partir de', when],
          ['Dépassement en tout', frenchEuros(over.by)],
        ],
        article: 'art. 5',
        urgent: true,
      },
    },
  ];
}

function monthly(label: string, amounts: readonly MonthAmount[]): [string, string][] {
  return amounts.length === 0
    ? []
    : [
        [
          label,
          amounts
            .map((one) => `${frenchMonth(plainDateOf(`${one.month}-01`))} : ${frenchEuros(one.amount)}`)
            .join(' ; '),
        ],
      ];
}

function nameOf(period: string): string {
  if (!isFinal(period)) return `compte rendu ${ofMonth(plainDateOf(`${period}-01`))}`;
  const rank = period.replace(/^final-?/, '');
  return rank ? `compte rendu final de la période n° ${rank}` : 'compte rendu final';
}

function isFinal(period: string): boolean {
  return period.startsWith('final');
}

function signed(amount: Cents): string {
  return amount > nothing ? `+${frenchEuros(amount)}` : frenchEuros(amount);
}
